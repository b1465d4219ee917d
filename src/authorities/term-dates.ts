import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import {
  type Calendar,
  findTerm,
  type NamedTerm,
  type TermDates,
  type TermEdge,
  termEdges
} from '../guidance/calendar.ts'
import type { Refusal } from '../guidance/words.ts'
import { projectAuthority } from '../peps/clocks.ts'
import type { Asking } from '../web/page.ts'
import type { Authority } from './authority.ts'
import { assembleTerms, type CalendarCell } from './calendar-check.ts'
import type { Effect } from './effect-words.ts'
import { effectOfAuthority, type Said, unlessKnown } from './policy-change.ts'
import { readTerms, type StoredTerm, writeTerms } from './term.queries.ts'

export { readTerms as storedTerms, type StoredTerm } from './term.queries.ts'

const columnOf = {
  start: 'starts',
  halfTermStart: 'half_term_starts',
  halfTermEnd: 'half_term_ends',
  end: 'ends'
} as const satisfies Record<TermEdge, keyof StoredTerm>

export const storedTerm = (authorityId: number, term: TermDates): StoredTerm => ({
  authority_id: authorityId,
  year: term.year,
  term: term.term,
  starts: term.start.toString(),
  half_term_starts: term.halfTermStart.toString(),
  half_term_ends: term.halfTermEnd.toString(),
  ends: term.end.toString(),
  assumed: (term.assumed ?? []).map(edge => columnOf[edge]),
  closed: (term.closed ?? []).map(day => day.toString()).sort()
})

/** Terms take the place of those of the same name; every open plan's dates are counted again. */
export async function storeTerms(
  tx: Tx,
  authorityId: number,
  terms: readonly StoredTerm[],
  today: Temporal.PlainDate
): Promise<void> {
  if (terms.length === 0) return
  await writeTerms(tx, terms)
  await projectAuthority(tx, authorityId, today)
}

/** A term as somebody typed it: a date for each edge, and days on which pupils do not come. */
export type TypedTerm = Readonly<Record<TermEdge, string>> & { readonly closed: readonly string[] }
type Problem = { readonly edge: TermEdge | 'closed'; readonly what: string }

const boxesWanted = 'This is not a day of the calendar. Enter a day, a month and a year, for example 2 9 2026'

/** Judged beside the terms that stand, as a file's would be. */
export function readTerm(
  named: NamedTerm,
  typed: TypedTerm,
  calendar: Calendar
): { readonly term: TermDates } | { readonly problems: readonly Problem[] } {
  const others = calendar.filter(one => one.year !== named.year || one.term !== named.term)
  const cellsOf = (of: NamedTerm, row: number, edge: CalendarCell['edge'], value: string): CalendarCell => ({
    ...{ year: of.year, term: of.term, row, column: edge, value, edge }
  })
  const mine = [
    ...termEdges
      .filter(edge => typed[edge] !== '')
      .map(edge => ({ ...cellsOf(named, 0, edge, typed[edge]), notADate: boxesWanted })),
    ...typed.closed.map(day => ({
      ...cellsOf(named, 0, 'closed', day),
      notADate: `“${day}” is not a date. Write one day a line, for example 23/10/2026`
    }))
  ]
  if (mine.length === 0) return { problems: [{ edge: 'start', what: 'Enter the dates of the term' }] }
  const theirs = others.flatMap((one, at) => termEdges.map(edge => cellsOf(one, at + 1, edge, one[edge].toString())))
  const { terms, refused } = assembleTerms([...mine, ...theirs])
  const term = findTerm(named, terms)
  const problems = refused.map(
    ({ column, reason, row }) =>
      ({
        edge: row === 0 ? (([...termEdges, 'closed'] as const).find(edge => edge === column) ?? 'start') : 'end',
        what: reason
      }) satisfies Problem
  )
  return term && problems.length === 0 ? { term } : { problems }
}

const withTerms = (authority: Authority, terms: readonly TermDates[]): Authority => ({
  ...authority,
  calendar: [...authority.calendar.filter(({ year, term }) => !findTerm({ year, term }, terms)), ...terms].sort(
    (a, b) => Temporal.PlainDate.compare(a.start, b.start)
  )
})

/** What other dates of some terms would change in the open plans; nothing is stored. */
export const effectOfTerms = (
  tx: Tx,
  authority: Authority,
  terms: readonly TermDates[],
  today: Temporal.PlainDate
): Promise<Effect> => effectOfAuthority(tx, authority, withTerms(authority, terms), today)

/** An administrator's own dates are confirmed by their saving them. */
export async function saveTerm(
  tx: Tx,
  who: Asking,
  authority: Authority,
  term: TermDates,
  today: Temporal.PlainDate,
  said: Said
): Promise<Refusal | null> {
  const refused = unlessKnown(await effectOfTerms(tx, authority, [term], today), said)
  if (refused) return refused
  const before = (await readTerms(tx, authority.code)).find(one => one.year === term.year && one.term === term.term)
  const after = storedTerm(authority.code, term)
  await record(tx, {
    person: who.id,
    action: 'set term dates',
    authorityId: authority.code,
    reason: `${term.term} ${term.year}`,
    payload: { before: before ?? null, after }
  })
  await storeTerms(tx, authority.code, [after], today)
  return null
}
