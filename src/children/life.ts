import { birthday } from '../guidance/ages.ts'
import type { ChildPageRow } from './child.queries.ts'

/** Why an enrolment ends in the record though the child may still go there. */
export const accessClosed = 'No longer in care: access closed'

/** Died or adopted: the record is closed. */
export const isClosed = (row: Pick<ChildPageRow, 'died_on' | 'adopted_on'>): boolean =>
  row.died_on !== null || row.adopted_on !== null

export interface LifeEvent {
  /** ISO date. */
  readonly on: string
  readonly what: string
  readonly href?: string
  readonly ahead: boolean
}

/** Care has ended by a day and no plan is open: nothing more is arranged, though a past meeting named a next one. */
export function isAfterCare(row: Pick<ChildPageRow, 'care' | 'peps'>, on: string): boolean {
  const isOpen = row.peps.some(({ state }) => state !== 'signed-off' && state !== 'not-required')
  return !isOpen && row.care.length > 0 && row.care.every(({ ends }) => ends !== null && ends <= on)
}

/** A child's life in care as marks on one line, the newest first, ahead as well as back. */
export function lifeOf(
  row: ChildPageRow,
  placementNames: ReadonlyMap<string, string>,
  today: Temporal.PlainDate,
  opens: (pep: ChildPageRow['peps'][number]) => boolean
): LifeEvent[] {
  const events: Omit<LifeEvent, 'ahead'>[] = []
  const day = today.toString()
  const mark = (on: string | null | undefined, what: string, href?: string) => {
    if (on) events.push({ on, what, ...(href ? { href } : {}) })
  }
  /** In the present tense what lies ahead. */
  const markAs = (on: string | null, past: string, ahead: string) => mark(on, on !== null && on > day ? ahead : past)
  for (const { starts, ends, short_break } of row.care) {
    mark(starts, short_break ? 'Short breaks began' : 'Came into care')
    markAs(ends, short_break ? 'Short breaks ended' : 'Left care', short_break ? 'Short breaks end' : 'Leaves care')
  }
  for (const { starts, type } of row.placements) {
    const home = (type && placementNames.get(type)) ?? 'a new placement'
    markAs(starts, `Moved to: ${home}`, `Moves to: ${home}`)
  }
  for (const [at, { starts, name }] of row.workers.entries()) {
    const before = row.workers[at - 1]
    if (before) mark(starts, `Social worker: ${name}, after ${before.name}`)
  }
  for (const { starts, ends, name, leaving_reason, main } of row.enrolments) {
    const there = main ? name : `${name} as well`
    markAs(starts, `Started at ${there}`, `Starts at ${there}`)
    if (leaving_reason === accessClosed) mark(ends, `${name} no longer sees the record`)
    else markAs(ends, `Left ${name}`, `Leaves ${name}`)
  }
  for (const pep of row.peps) {
    const href = opens(pep) ? `/peps/${pep.id}` : undefined
    mark(pep.held_on, `Plan meeting, ${pep.term} ${pep.year}`, href)
    if (!pep.held_on) mark(pep.meeting_on, `Plan meeting arranged, ${pep.term} ${pep.year}`, href)
    mark(pep.signed_off_on, `Plan signed off, ${pep.term} ${pep.year}`, href)
  }
  const next = row.peps.find(pep => pep.next_on && pep.next_on > today.toString())
  if (next?.next_on && !isAfterCare(row, next.next_on) && !row.peps.some(pep => pep.meeting_on === next.next_on))
    mark(next.next_on, 'Next meeting')
  mark(birthday(Temporal.PlainDate.from(row.date_of_birth), 18).toString(), '18th birthday')
  // Nothing lies ahead in a record that is closed by a death or an adoption.
  const told = isClosed(row) ? events.filter(({ on }) => on <= day) : events
  return told.map(event => ({ ...event, ahead: event.on > day })).sort((a, b) => b.on.localeCompare(a.on))
}
