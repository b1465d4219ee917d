import { type AcademicYear, type PepState, type TermName, terms } from './words.ts'

/** A plan in a child's line of plans. `openedOn` is ISO. */
export interface PlanInLine {
  readonly id: string
  readonly year: AcademicYear
  readonly term: TermName
  readonly state: PepState
  readonly openedOn: string
}

/** Something is still to be done until it is signed off: a plan that was handed in is still to be checked and rated. */
export const hasWork = ({ state }: Pick<PlanInLine, 'state'>): boolean =>
  state !== 'signed-off' && state !== 'not-required'

/** The earlier term first; of one term the plan that was opened first. */
const place = ({ year, term, openedOn, id }: PlanInLine) => `${year} ${terms.indexOf(term)} ${openedOn} ${id}`
export const comesBefore = (one: PlanInLine, other: PlanInLine): boolean => place(one) < place(other)
const inLine = (one: PlanInLine, other: PlanInLine): number => (comesBefore(one, other) ? -1 : 1)

/**
 * The plan that a child is at: the earliest one that still has work, so that a new round never hides what is owed of the last;
 * else the newest. A plan that is not required is nobody's.
 */
export function currentPlan<P extends PlanInLine>(plans: readonly P[]): P | null {
  const line = plans.filter(({ state }) => state !== 'not-required').sort(inLine)
  return line.find(hasWork) ?? line.at(-1) ?? null
}

/** What comes after the current plan and is open too: the next term's, as soon as its round is. */
export const plansAfter = <P extends PlanInLine>(plans: readonly P[]): readonly P[] =>
  plans.filter(hasWork).sort(inLine).slice(1)
