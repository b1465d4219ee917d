import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { NamedTerm } from '../guidance/calendar.ts'
import { isBefore, type PlainDate } from '../guidance/dates.ts'
import type { Pep } from '../peps/pep.ts'
import { deletePlanned, readPlanned, readSettledBefore, upsertPlanned } from './year.queries.ts'

export interface PlannedMeeting {
  readonly on: PlainDate
  /** `HH:MM`. */
  readonly at: string | null
}
/** What a plan's own meeting begins with. */
export interface OfferedMeeting extends PlannedMeeting {
  /** Why it is late in its term, where that was said when it was settled. */
  readonly reason: string | null
}
export type YearDates = ReadonlyMap<string, PlannedMeeting>
export const termKey = ({ year, term }: NamedTerm): string => `${year} ${term}`

/** The dates that are settled for a child's terms, by `termKey`. */
export async function plannedOf(tx: Tx, childId: string): Promise<YearDates> {
  return new Map(
    (await readPlanned(tx, childId)).map(row => [
      `${row.year} ${row.term}`,
      { on: Temporal.PlainDate.from(row.on_date), at: row.at_time }
    ])
  )
}

/** The date a plan's meeting begins with: the year's, else the one the plan before settled; none that has passed. */
export async function plannedFor(tx: Tx, pep: Pep, today: PlainDate): Promise<OfferedMeeting | null> {
  const planned = (await plannedOf(tx, pep.childId)).get(termKey(pep))
  const settled = pep.previousPepId ? await readSettledBefore(tx, pep.previousPepId) : null
  const found = planned
    ? { ...planned, reason: null }
    : settled
      ? { on: Temporal.PlainDate.from(settled.on_date), at: null, reason: settled.reason }
      : null
  return found && !isBefore(found.on, today) ? found : null
}

/** Stores the year's dates at once; a term left empty has none any more. */
export async function planYear(
  tx: Tx,
  pep: Pep,
  wanted: ReadonlyArray<{ readonly term: NamedTerm; readonly meeting: PlannedMeeting | null }>,
  { person, now }: { readonly person: string; readonly now: Temporal.Instant }
): Promise<void> {
  const before = await plannedOf(tx, pep.childId)
  for (const { term, meeting } of wanted) {
    if (!meeting) {
      await deletePlanned(tx, pep.childId, term)
      continue
    }
    await upsertPlanned(tx, {
      ...{ child_id: pep.childId, authority_id: pep.authorityId, year: term.year, term: term.term },
      ...{ on_date: meeting.on.toString(), at_time: meeting.at, planned_by: person, planned_at: now.toString() }
    })
  }
  await record(tx, {
    person,
    action: 'plan the year’s meetings',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: {
      before: Object.fromEntries(
        wanted.map(({ term }) => [termKey(term), before.get(termKey(term))?.on.toString() ?? null])
      ),
      after: Object.fromEntries(wanted.map(({ term, meeting }) => [termKey(term), meeting?.on.toString() ?? null]))
    }
  })
}
