import { startOfAcademicYear, type TermDates, type TermEdge, termEdges, termInWords } from '../guidance/calendar.ts'
import { inWords, isAfter, isBefore, isWeekend, isWithin, type PlainDate, weekdayOf } from '../guidance/dates.ts'
import { type AcademicYear, type TermName, terms } from '../guidance/words.ts'

/** Something a file said that was not taken, or taken with a doubt. Rows count from 1. */
export interface CalendarIssue {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly reason: string
}

export interface ParsedCalendar {
  /** In order of date. */
  readonly terms: readonly TermDates[]
  readonly refused: readonly CalendarIssue[]
  readonly warnings: readonly CalendarIssue[]
}

/** One date as a file wrote it. */
export interface CalendarCell {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly year: AcademicYear
  readonly term: TermName
  readonly edge: TermEdge | 'closed'
  readonly assumed?: boolean
  /** What to say where it is no date: how it is written in the form that it came from. */
  readonly notADate?: string
}

const edgeWords: Readonly<Record<TermEdge, string>> = {
  start: 'first day',
  halfTermStart: 'half-term’s first day',
  halfTermEnd: 'half-term’s last day',
  end: 'last day'
}

/** ISO, or day/month/year as spreadsheets in England write it; null when it is no day at all. */
export function readDate(text: string): PlainDate | null {
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim())
  const iso = slashed ? `${slashed[3]}-${slashed[2]?.padStart(2, '0')}-${slashed[1]?.padStart(2, '0')}` : text.trim()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null
  try {
    return Temporal.PlainDate.from(iso)
  } catch {
    return null
  }
}

/** Makes terms of the dates. A slip refuses its term and keeps the rest. */
export function assembleTerms(cells: readonly CalendarCell[]): ParsedCalendar {
  const refused: CalendarIssue[] = []
  const warnings: CalendarIssue[] = []
  const whole: Array<{ term: TermDates; cells: readonly CalendarCell[] }> = []
  for (const group of Map.groupBy(cells, ({ year, term }) => `${year} ${term}`).values()) {
    const made = assembleTerm(group)
    if ('term' in made) whole.push({ term: made.term, cells: group })
    else refused.push(...made.refused)
  }
  whole.sort((a, b) => Temporal.PlainDate.compare(a.term.start, b.term.start))
  const kept: TermDates[] = []
  for (const { term, cells: group } of whole) {
    const before = kept.at(-1)
    if (before && !isAfter(term.start, before.end)) {
      refused.push(issue(group, 'start', `The ${termInWords(term)} begins before the ${termInWords(before)} ends.`))
      continue
    }
    kept.push(term)
    for (const edge of ['start', 'end'] as const)
      if (isWeekend(term[edge]))
        warnings.push(
          issue(group, edge, `The ${edgeWords[edge]} of the ${termInWords(term)} is a ${weekdayOf(term[edge])}.`)
        )
  }
  return { terms: kept, refused, warnings }
}

function issue(cells: readonly CalendarCell[], edge: CalendarCell['edge'], reason: string): CalendarIssue {
  const cell = cells.find(each => each.edge === edge) ?? cells[0]
  return { row: cell?.row ?? 0, column: cell?.column ?? edge, value: cell?.edge === edge ? cell.value : '', reason }
}

type Assembled = { readonly term: TermDates } | { readonly refused: readonly CalendarIssue[] }

function assembleTerm(cells: readonly CalendarCell[]): Assembled {
  const [{ year, term } = { year: '', term: 'autumn' as TermName }] = cells
  const name = termInWords({ year, term })
  const refused: CalendarIssue[] = []
  const dates = new Map<TermEdge, PlainDate>()
  const closed: PlainDate[] = []
  const window = monthsOf(year, term)
  for (const { row, column, value, edge, notADate } of cells) {
    const refuse = (reason: string) => refused.push({ row, column, value, reason })
    const date = readDate(value)
    if (!date) refuse(notADate ?? `“${value}” is not a date. Write it like 2026-09-02.`)
    else if (!window) refuse(`“${year}” is not an academic year. Write it like 2026-27.`)
    else if (!isWithin(date, window.from, window.to))
      refuse(
        `${inWords(date)} is not in the ${name}, which lies between ${inWords(window.from)} and ${inWords(window.to)}: check the year and the month.`
      )
    else if (edge === 'closed') closed.push(date)
    else if (dates.has(edge)) refuse(`The ${edgeWords[edge]} of the ${name} is given twice.`)
    else dates.set(edge, date)
  }
  const absent = termEdges.filter(edge => !cells.some(cell => cell.edge === edge))
  refused.push(...absent.map(edge => issue(cells, edge, `The ${edgeWords[edge]} of the ${name} is missing.`)))
  const made = refused.length === 0 ? inOrder({ year, term }, dates) : null
  if (!made) return { refused }
  if ('edge' in made) return { refused: [issue(cells, made.edge, made.reason)] }
  const assumed = cells.flatMap(({ edge, assumed: unsure }) => (unsure && edge !== 'closed' ? [edge] : []))
  return {
    term: { ...made, ...(closed.length > 0 ? { closed } : {}), ...(assumed.length > 0 ? { assumed } : {}) }
  }
}

function inOrder(
  named: { year: AcademicYear; term: TermName },
  dates: ReadonlyMap<TermEdge, PlainDate>
): TermDates | { edge: TermEdge; reason: string } | null {
  const start = dates.get('start')
  const halfTermStart = dates.get('halfTermStart')
  const halfTermEnd = dates.get('halfTermEnd')
  const end = dates.get('end')
  if (!start || !halfTermStart || !halfTermEnd || !end) return null
  const name = termInWords(named)
  if (!isAfter(end, start))
    return { edge: 'end', reason: `The ${name} ends on ${inWords(end)}, before it begins on ${inWords(start)}.` }
  if (!isWithin(halfTermStart, start, end) || halfTermStart.equals(start))
    return { edge: 'halfTermStart', reason: `Half-term begins on ${inWords(halfTermStart)}, outside the ${name}.` }
  if (isBefore(halfTermEnd, halfTermStart))
    return {
      edge: 'halfTermEnd',
      reason: `Half-term ends on ${inWords(halfTermEnd)}, before it begins on ${inWords(halfTermStart)}.`
    }
  if (!isBefore(halfTermEnd, end))
    return { edge: 'halfTermEnd', reason: `Half-term ends on ${inWords(halfTermEnd)}, outside the ${name}.` }
  return { ...named, start, halfTermStart, halfTermEnd, end }
}

/** The months a term can lie in, so that a wrong year or month is seen. */
function monthsOf(year: AcademicYear, term: TermName): { from: PlainDate; to: PlainDate } | null {
  const first = startOfAcademicYear(year)
  if (first === null) return null
  const span = { autumn: ['08-01', '12-31'], spring: ['01-01', '04-30'], summer: ['03-15', '08-31'] } as const
  const [from, to] = span[term]
  const at = term === 'autumn' ? first : first + 1
  return { from: Temporal.PlainDate.from(`${at}-${from}`), to: Temporal.PlainDate.from(`${at}-${to}`) }
}

export const isTermName = (text: string): text is TermName => terms.some(term => term === text)
