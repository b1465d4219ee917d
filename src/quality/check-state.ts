import type { ClockContext } from '../guidance/clocks/clock.ts'
import { dueAfter } from '../guidance/clocks/clock.ts'
import { later, type PlainDate } from '../guidance/dates.ts'
import type { SectionId } from '../guidance/words.ts'

/** Where the views stand that the check is about: the child's own, the social worker's, and the care they answer for. */
export const viewSections: readonly SectionId[] = ['J', 'M', 'C']

/** Ids are made in the order of time, so they tell what came first on one day. */
export interface CheckEvents {
  readonly submittedOn: PlainDate | null
  readonly checks: ReadonlyArray<{
    readonly id: string
    readonly outcome: 'confirmed' | 'correction-asked'
    readonly on: PlainDate
  }>
  readonly corrections: ReadonlyArray<{
    readonly id: string
    readonly outcome: 'mended' | 'declined' | null
    readonly settledOn: PlainDate | null
  }>
  /** Returns of a section that holds views: what was checked before has changed since. */
  readonly viewsReturned: ReadonlyArray<{ readonly id: string; readonly resolvedOn: PlainDate | null }>
}

export interface CheckState {
  /** The day of the check that stands; null: it is still due. */
  readonly checkedOn: PlainDate | null
  /** The day that the open check counts from. */
  readonly startsOn: PlainDate | null
}

/**
 * Whether the plan is checked as it now stands (G 5): confirmed, or every correction declined. A mended answer, and a
 * section of views that was returned and written again, are checked again.
 */
export function checkState({ submittedOn, checks, corrections, viewsReturned }: CheckEvents): CheckState {
  const returned = viewsReturned.toSorted(byId).at(-1)
  const resubmitted = returned?.resolvedOn ?? null
  const from = submittedOn && resubmitted ? later(submittedOn, resubmitted) : submittedOn
  const last = checks
    .filter(check => !returned || check.id > returned.id)
    .toSorted(byId)
    .at(-1)
  if (!last) return { checkedOn: null, startsOn: from }
  if (last.outcome === 'confirmed') return { checkedOn: last.on, startsOn: from }
  const asked = corrections.filter(one => one.id > last.id)
  const mended = asked.flatMap(one => (one.outcome === 'mended' && one.settledOn ? [one.settledOn] : []))
  const declined = asked.every(one => one.outcome === 'declined')
  if (declined) return { checkedOn: last.on, startsOn: from }
  return { checkedOn: null, startsOn: mended.sort(Temporal.PlainDate.compare).at(-1) ?? from }
}

/** The day the open check is due; null where it has no clock or cannot be counted. */
export function checkDueOn(state: CheckState, context: ClockContext): PlainDate | null {
  const { on, days, kind } = context.policy.clocks.check
  return on && state.startsOn ? dueAfter(state.startsOn, days, kind, context).due : null
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1)
