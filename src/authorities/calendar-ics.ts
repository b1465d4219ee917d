import { academicYearStarting } from '../guidance/calendar.ts'
import { isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import type { TermName } from '../guidance/words.ts'
import { assembleTerms, type CalendarCell, type CalendarIssue, type ParsedCalendar } from './calendar-check.ts'

interface Event {
  /** The event's place in the file, from 1. */
  readonly row: number
  readonly summary: string
  readonly first: PlainDate
  /** DTEND is exclusive; without one the event is a single day. */
  readonly last: PlainDate
}

/**
 * Term dates as councils publish them for diaries: an event for each term (`Autumn term`) or each half of it
 * (`Autumn term 1`), or for its first and last day (`Spring term starts`), one for each half-term holiday, and training days.
 */
export function parseCalendarIcs(text: string): ParsedCalendar {
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/)
  if (!lines.some(line => line.trim().toUpperCase() === 'BEGIN:VCALENDAR'))
    return {
      terms: [],
      refused: [{ row: 0, column: '', value: lines[0]?.slice(0, 40) ?? '', reason: 'This is not an ICS file.' }],
      warnings: []
    }
  const { events, refused } = readEvents(lines)
  const cells: CalendarCell[] = []
  for (const event of events) {
    const found = cellsOf(event)
    if (found.length > 0) cells.push(...found)
    else
      refused.push({
        row: event.row,
        column: 'SUMMARY',
        value: event.summary,
        reason: 'This event is not a term, a half-term or a closed day.'
      })
  }
  const parsed = assembleTerms(outermost(cells))
  return { ...parsed, refused: [...refused, ...parsed.refused] }
}

function readEvents(lines: readonly string[]): { events: Event[]; refused: CalendarIssue[] } {
  const events: Event[] = []
  const refused: CalendarIssue[] = []
  let fields: Map<string, string> | null = null
  let row = 0
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Za-z-]+)[^:]*:(.*)$/.exec(line) ?? []
    if (name.toUpperCase() === 'BEGIN' && value.trim() === 'VEVENT') fields = new Map()
    else if (name.toUpperCase() === 'END' && value.trim() === 'VEVENT' && fields) {
      row += 1
      const event = readEvent(row, fields)
      if ('reason' in event) refused.push(event)
      else events.push(event)
      fields = null
    } else fields?.set(name.toUpperCase(), value.trim())
  }
  return { events, refused }
}

function readEvent(row: number, fields: ReadonlyMap<string, string>): Event | CalendarIssue {
  const summary = (fields.get('SUMMARY') ?? '').replaceAll(/\\([,;\\])/g, '$1')
  const start = fields.get('DTSTART') ?? ''
  const first = icsDate(start)
  const end = fields.get('DTEND')
  const after = end === undefined ? first?.add({ days: 1 }) : icsDate(end)
  if (!first) return { row, column: 'DTSTART', value: start, reason: `“${summary}” has no readable first day.` }
  if (!after) return { row, column: 'DTEND', value: end ?? '', reason: `“${summary}” has no readable last day.` }
  if (isBefore(after, first))
    return { row, column: 'DTEND', value: end ?? '', reason: `“${summary}” ends before it begins.` }
  // A timed event within one day ends on that day.
  const last = after.equals(first) ? first : end?.includes('T') ? after : after.subtract({ days: 1 })
  return { row, summary, first, last }
}

function icsDate(text: string): PlainDate | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/.exec(text) ?? []
  try {
    return year ? Temporal.PlainDate.from(`${year}-${month}-${day}`) : null
  } catch {
    return null
  }
}

function cellsOf({ row, summary, first, last }: Event): CalendarCell[] {
  const named = /autumn|spring|summer/i.exec(summary)?.[0].toLowerCase()
  const term: TermName =
    named === 'autumn' || named === 'spring' || named === 'summer'
      ? named
      : first.month >= 8
        ? 'autumn'
        : first.month <= 3
          ? 'spring'
          : 'summer'
  const year = academicYearStarting(first.month >= 8 ? first.year : first.year - 1)
  const cell = (edge: CalendarCell['edge'], column: string, date: PlainDate): CalendarCell => ({
    row,
    column,
    value: date.toString(),
    year,
    term,
    edge
  })
  if (/inset|training|closed|non.?pupil/i.test(summary)) {
    const days: CalendarCell[] = []
    for (let day = first; !isAfter(day, last) && days.length < 10; day = day.add({ days: 1 }))
      days.push(cell('closed', 'DTSTART', day))
    return days
  }
  if (/half.?term/i.test(summary)) return [cell('halfTermStart', 'DTSTART', first), cell('halfTermEnd', 'DTEND', last)]
  if (!named || !/term/i.test(summary) || /holiday|break/i.test(summary)) return []
  if (/starts?|begins?|opens?|first day/i.test(summary)) return [cell('start', 'DTSTART', first)]
  if (/ends?|closes?|finish|last day/i.test(summary)) return [cell('end', 'DTSTART', last)]
  return [cell('start', 'DTSTART', first), cell('end', 'DTEND', last)]
}

/** Where a term comes as two halves, its start is the earlier and its end the later of theirs. */
function outermost(cells: readonly CalendarCell[]): CalendarCell[] {
  const sorted = cells.toSorted((a, b) => a.value.localeCompare(b.value))
  const same = (a: CalendarCell) => (b: CalendarCell) => a.edge === b.edge && a.year === b.year && a.term === b.term
  return sorted.filter(cell => {
    if (cell.edge === 'start') return sorted.find(same(cell)) === cell
    if (cell.edge === 'end') return sorted.findLast(same(cell)) === cell
    return true
  })
}
