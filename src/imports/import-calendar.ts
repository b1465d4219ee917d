import { findAuthority } from '../authorities/authority.ts'
import { parseCalendarCsv, parseCalendarJson } from '../authorities/calendar.ts'
import type { CalendarIssue, ParsedCalendar } from '../authorities/calendar-check.ts'
import { parseCalendarIcs } from '../authorities/calendar-ics.ts'
import { movedDates } from '../authorities/effect-words.ts'
import { effectOfTerms, type StoredTerm, storedTerm, storedTerms, storeTerms } from '../authorities/term-dates.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import type { Refusal } from '../guidance/words.ts'
import { encodingOf, utf8Slices } from './decode.ts'
import { refuseUnlessText } from './file-kind.ts'
import { countTable, type Fate, type Outcome, type Problem } from './report.ts'
import { sameRow } from './same-row.ts'
import type { Source } from './source.ts'

/** Reads term dates as JSON, CSV or ICS, told apart by what the file says. */
export async function readCalendar(source: Source): Promise<{ readonly calendar: ParsedCalendar } | Refusal> {
  const [file, another] = source.files
  if (!file || another)
    return { refused: `“${source.name}” holds ${source.files.length} files. Import one calendar at a time.` }
  const text = Buffer.concat([...utf8Slices(file.bytes, encodingOf(file.bytes))]).toString()
  if (/^\s*[{[]/.test(text)) return usable(source.name, parseCalendarJson(text))
  if (/^\s*BEGIN:VCALENDAR/i.test(text)) return usable(source.name, parseCalendarIcs(text))
  return (await refuseUnlessText(file.name, file.bytes)) ?? usable(source.name, parseCalendarCsv(text))
}

/** A file of which nothing can be read, not even a row, is refused as a whole. */
function usable(name: string, parsed: ParsedCalendar): { readonly calendar: ParsedCalendar } | Refusal {
  const whole = parsed.refused.find(({ row }) => row === 0)
  if (parsed.terms.length > 0 || (parsed.refused.length > 0 && !whole)) return { calendar: parsed }
  return { refused: `“${name}” is no calendar of term dates. ${whole?.reason ?? 'It has no dates in it.'}` }
}

/** Brings an authority's terms up to a calendar. Terms that it does not name stay. */
export async function importCalendar(
  tx: Tx,
  { terms, refused, warnings }: ParsedCalendar,
  { authorityId, apply, today }: { authorityId: number; apply: boolean; today: PlainDate }
): Promise<Outcome> {
  const stored = new Map((await storedTerms(tx, authorityId)).map(term => [`${term.year} ${term.term}`, term]))
  const fates = new Map<number, Fate>()
  const changed: StoredTerm[] = []
  for (const [index, term] of terms.entries()) {
    const before = stored.get(`${term.year} ${term.term}`)
    const after = storedTerm(authorityId, term)
    const same = before && sameRow(comparable(after), comparable(before))
    fates.set(index + 1, before ? (same ? 'unchanged' : 'changed') : 'new')
    if (!same) changed.push(after)
  }
  const authority = apply ? null : await findAuthority(tx, authorityId)
  const effect = authority && (await effectOfTerms(tx, authority, terms, today))
  if (apply) await storeTerms(tx, authorityId, changed, today)
  const problem = (issue: CalendarIssue): Problem => ({ table: 'terms', ...issue })
  const doubts = warnings.map(problem)
  // A row of the file is one date of a term: what is counted is terms, and the rows refused beside them.
  const refusedRows = new Set(refused.map(({ row }) => row)).size
  const counts = countTable(terms.length + refusedRows, fates, refused, doubts)
  return {
    report: {
      applied: apply,
      ...(effect ? { effect: { moved: movedDates(effect), madeLate: effect.madeLate } } : {}),
      tables: { terms: counts },
      refused: refused.map(problem),
      warnings: doubts,
      conflicts: []
    },
    childIds: []
  }
}

const comparable = (term: StoredTerm) => ({ ...term, assumed: term.assumed.join(), closed: term.closed.join() })
