import { inAge } from './ages.ts'
import { termInWords } from './calendar.ts'
import { type Clock, type ClockContext, type ClockName, dueAfter, lateness } from './clocks/clock.ts'
import type { PepFacts } from './clocks/facts.ts'
import { pepClocks } from './clocks/pep-clocks.ts'
import { isAfter } from './dates.ts'
import { type EveryLate, everyLate } from './every-late.ts'
import { remindersOf } from './reminders.ts'
import type { PepState } from './words.ts'

/** One due date that another policy moves. */
export interface Moved {
  readonly pepId: string
  readonly rule: string
  readonly from: string | null
  readonly to: string | null
  readonly madeLate: boolean
}
/** How many more of something, and how many fewer. */
export interface Change {
  readonly more: number
  readonly fewer: number
}
/** Whom the next reminders reach: those who must act, before and when it is late; then the second and the third circle. */
export const circles = ['before', 'late', 'manager', 'head'] as const
export type Circle = (typeof circles)[number]

export interface PolicyEffect {
  readonly moved: readonly Moved[]
  readonly madeLate: number
  readonly noLongerLate: number
  /** Steps that would be asked for, and would not be any more. */
  readonly steps: Change
  /** What would be late as a whole, term by term, and is not now: saved only by somebody who says that they know. */
  readonly everyLate: readonly EveryLate[]
  /** Steps that the next reminders tell a circle of, on the next working day. */
  readonly told: Readonly<Record<Circle, Change>>
  readonly remindedOn: string
  readonly dueSoon: Change
  /** Open plans of children who would be in no age for one, and are now; and the other way about. */
  readonly outOfAge: Change
}

/** Which rungs of the ladder a due date has had, by plan, clock and date. */
export type GivenRungs = (pepId: string, clock: string, due: string) => ReadonlySet<string> | undefined

const open: readonly PepState[] = ['planned', 'in-progress', 'returned']
const beforeSubmitting: readonly ClockName[] = ['child-views', 'carer-views', 'parent-views', 'social-worker-section']

/** What is still asked of somebody in a plan, by the name that tells a second one apart. */
function running(facts: PepFacts, context: ClockContext): Map<string, Clock> {
  const seen = new Map<string, number>()
  const byName = new Map<string, Clock>()
  for (const clock of pepClocks(facts, context)) {
    const nth = (seen.get(clock.name) ?? 0) + 1
    seen.set(clock.name, nth)
    const over = beforeSubmitting.includes(clock.name) && !open.includes(facts.state)
    if (!clock.metOn && !clock.stopped && !over) byName.set(nth === 1 ? clock.name : `${clock.name}:${nth}`, clock)
  }
  return byName
}

/** What changes in the open plans where `after` takes the place of `before`. */
export function policyEffect(
  peps: ReadonlyMap<string, PepFacts>,
  before: ClockContext,
  after: ClockContext,
  given: GivenRungs = () => undefined
): PolicyEffect {
  const moved: Moved[] = []
  const standing: Parameters<typeof everyLate>[0][number][] = []
  const count = { noLongerLate: 0, begun: 0, ended: 0 }
  const dueSoon = counter()
  const outOfAge = counter()
  const told = { before: counter(), late: counter(), manager: counter(), head: counter() }
  const next = dueAfter(before.today, 1, 'working', before).due ?? before.today.add({ days: 1 })
  const toldOf = (pepId: string, name: string, clock: Clock | undefined, context: ClockContext): ReadonlySet<Circle> =>
    new Set(
      clock?.due
        ? remindersOf(clock, { ...context, today: next }, given(pepId, name, clock.due.toString())).map(circleOf)
        : []
    )
  for (const [pepId, facts] of peps) {
    const [old, now] = [running(facts, before), running(facts, after)]
    outOfAge.add(!isIn(facts, before), !isIn(facts, after))
    for (const name of new Set([...old.keys(), ...now.keys()])) {
      const [was, is] = [old.get(name), now.get(name)]
      const [from, to] = [was?.due?.toString() ?? null, is?.due?.toString() ?? null]
      const [stood, stands] = [was && lateness(was, before), is && lateness(is, after)]
      const madeLate = stands === 'late' && stood !== 'late'
      if (stood === 'late' && stands !== 'late') count.noLongerLate++
      if (!was) count.begun++
      if (!is) count.ended++
      // Inside the first 20 days it is in time whatever the date, and says nothing of the others.
      const passed = stands !== 'late' && is?.due && isAfter(after.today, is.due)
      if (is?.due && !passed)
        standing.push({ pepId, term: termInWords(facts), step: is.name, late: stands === 'late', madeLate })
      if (from !== to || madeLate) moved.push({ pepId, rule: (is ?? was)?.rule ?? name, from, to, madeLate })
      dueSoon.add(stood === 'due-soon', stands === 'due-soon')
      const [had, has] = [toldOf(pepId, name, was, before), toldOf(pepId, name, is, after)]
      for (const circle of circles) told[circle].add(had.has(circle), has.has(circle))
    }
  }
  moved.sort((a, b) => Number(b.madeLate) - Number(a.madeLate) || (a.to ?? '').localeCompare(b.to ?? ''))
  return {
    moved,
    madeLate: moved.filter(each => each.madeLate).length,
    noLongerLate: count.noLongerLate,
    steps: { more: count.begun, fewer: count.ended },
    everyLate: everyLate(standing),
    told: { before: told.before.of, late: told.late.of, manager: told.manager.of, head: told.head.of },
    remindedOn: next.toString(),
    dueSoon: dueSoon.of,
    outOfAge: outOfAge.of
  }
}

const circleOf = ({ rung }: { readonly rung: string }): Circle => circles.find(circle => circle === rung) ?? 'before'

const isIn = ({ born, state }: PepFacts, { today, policy }: ClockContext): boolean =>
  state === 'signed-off' || state === 'not-required' || inAge(born, today, policy)

function counter() {
  const of = { more: 0, fewer: 0 }
  const add = (was: boolean, is: boolean) => {
    if (is && !was) of.more++
    if (was && !is) of.fewer++
  }
  return { of, add }
}
