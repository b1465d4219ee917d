import { currentPlan, type PlanInLine } from '../current-plan.ts'

/**
 * Some clocks are the child's, not a plan's: a place is looked for once, care ends once, a first meeting is owed once, however
 * many plans are open. Of the plans that would run such a clock the current one does. `candidates`: these plans, this one among
 * them.
 */
export const carriesOwnClock = (plan: PlanInLine, candidates: readonly PlanInLine[]): boolean =>
  currentPlan(candidates)?.id === plan.id
