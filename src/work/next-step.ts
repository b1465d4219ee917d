import { type ClockName, daysLate } from '../guidance/clocks/clock.ts'
import type { PepState, Role } from '../guidance/words.ts'
import type { OpenClock } from '../peps/clocks.ts'
import type { PlainClock } from '../peps/plain-clock.ts'
import { clockWords, type OpenStep, type Place, placeOf, wordsOf } from './steps.ts'
import { tasksOf } from './tasks.ts'

/** A plan as its next step is told by. Dates are ISO. */
export interface PlanNow {
  readonly pepId: string
  readonly childId: string
  readonly state: PepState
  readonly ledBy: 'designated-teacher' | 'social-worker'
  readonly meetingOn: string | null
  readonly heldOn: string | null
}

/** One thing that waits in a plan: what, whose, by when, and how late it is. */
export interface PlanStep {
  readonly words: string
  readonly place: Place
  readonly holder: Role
  readonly together: Role | null
  /** Who holds it, by name, where the records say. */
  readonly by: string | null
  readonly due: string | null
  readonly meetingOn: string | null
  /** Null: not late. */
  readonly daysLate: number | null
  /** The clock that it is told by; null where no clock runs for it. */
  readonly clock: PlainClock | null
}

/** Of the child or of a question, not a step of the plan. */
export const stepsBesidePlan: readonly ClockName[] = ['school-place', 'place-review', 'concern']

/**
 * What waits in a plan, the late first and then by date, as on everybody's first page. The first is the plan's next step,
 * wherever it is told, whoever looks. Where no clock runs, the state tells it; a plan without work has none.
 */
export function stepsAhead(plan: PlanNow, clocks: readonly OpenClock[], today: Temporal.PlainDate): PlanStep[] {
  const mine = clocks.filter(clock => clock.pepId === plan.pepId && !stepsBesidePlan.includes(clock.step))
  const byName = new Map(mine.map(clock => [clock.name, clock]))
  const steps: OpenStep[] = mine
  const tasks = tasksOf([{ pepId: plan.pepId, childId: plan.childId, meetingOn: plan.meetingOn, steps }], today)
  if (tasks.length === 0) return byState(plan, today)
  return tasks.map(task => {
    const clocksOfTask = task.steps.flatMap(step => byName.get(step.name) ?? [])
    const days = clocksOfTask.map(({ lateAfter }) => (lateAfter === null ? 0 : daysLate(lateAfter, today)))
    const most = Math.max(0, ...days)
    return {
      words: task.words,
      place: task.place,
      holder: task.holder,
      together: clocksOfTask.find(clock => clock.heldWith !== null)?.heldWith ?? null,
      by: clocksOfTask[0]?.by ?? null,
      due: task.due,
      meetingOn: task.meetingOn,
      daysLate: most > 0 ? most : null,
      clock: clocksOfTask[0]?.explanation ?? null
    }
  })
}

function byState(plan: PlanNow, today: Temporal.PlainDate): PlanStep[] {
  const step = (name: ClockName, holder: Role, place = placeOf(name, plan.meetingOn, today.toString())): PlanStep[] => [
    {
      words: wordsOf(place, [name]),
      ...{ place, holder, together: null, by: null, due: null, meetingOn: plan.meetingOn, daysLate: null, clock: null }
    }
  ]
  switch (plan.state) {
    case 'planned':
    case 'in-progress':
      return plan.heldOn === null ? step('termly-review', plan.ledBy) : step('submit', plan.ledBy)
    case 'returned':
      return step('resubmit', plan.ledBy)
    case 'submitted':
      return step('quality-review', 'adviser')
    default:
      return []
  }
}

/** Whether somebody who stands so to the child does this step: its holder, whoever holds it too, and who stands in for them. */
export function isTheirs(
  step: Pick<PlanStep, 'holder' | 'together'>,
  standing: readonly Role[],
  ledBy: PlanNow['ledBy']
): boolean {
  const helps: readonly Role[] = ledBy === 'social-worker' ? ['adviser', 'virtual-school-head'] : []
  const standsIn: Readonly<Partial<Record<Role, readonly Role[]>>> = {
    'social-worker': ['team-manager', ...helps],
    adviser: ['virtual-school-head']
  }
  return [step.holder, ...(step.together ? [step.together] : [])].some(
    role => standing.includes(role) || (standsIn[role] ?? []).some(other => standing.includes(other))
  )
}

/** What is asked for the child beside their plans, once however many are open. */
export const childsOwnSteps = (clocks: readonly OpenClock[], today: Temporal.PlainDate): PlanStep[] =>
  clocks
    .filter(({ step }) => step === 'school-place' || step === 'place-review')
    .map(clock => ({
      words: clockWords[clock.step],
      place: placeOf(clock.step, null, today.toString()),
      holder: clock.holder,
      together: clock.heldWith,
      by: clock.by,
      due: clock.due,
      meetingOn: null,
      daysLate: (clock.lateAfter && daysLate(clock.lateAfter, today)) || null,
      clock: clock.explanation
    }))
