import { parse } from 'csv-parse/sync'
import type { TermEdge } from '../guidance/calendar.ts'
import {
  assembleTerms,
  type CalendarCell,
  type CalendarIssue,
  isTermName,
  type ParsedCalendar
} from './calendar-check.ts'

const nothing = (column: string, value: string, reason: string): ParsedCalendar => ({
  terms: [],
  refused: [{ row: 0, column, value, reason }],
  warnings: []
})

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** `{years: {"2026-27": {autumn: {start, halfTerm: [first, last], end, closed?, assumed?}, …}}}`; a row is a term of it. */
export function parseCalendarJson(text: string): ParsedCalendar {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return nothing('', text.slice(0, 40), 'This is not a JSON file.')
  }
  const years = isObject(file) ? file.years : undefined
  if (!isObject(years)) return nothing('years', asText(years).slice(0, 40), 'The file has no “years”.')
  const cells: CalendarCell[] = []
  const refused: CalendarIssue[] = []
  let row = 0
  for (const [year, terms] of Object.entries(years)) {
    for (const [term, dates] of Object.entries(isObject(terms) ? terms : { '': terms })) {
      row += 1
      if (!isTermName(term) || !isObject(dates))
        refused.push({
          row,
          column: year,
          value: term,
          reason: `“${term}” of ${year} is not a term: autumn, spring or summer, each with its dates.`
        })
      else cells.push(...jsonCells(row, year, term, dates))
    }
  }
  const parsed = assembleTerms(cells)
  return { ...parsed, refused: [...refused, ...parsed.refused] }
}

function jsonCells(row: number, year: string, term: CalendarCell['term'], dates: Json): CalendarCell[] {
  const halfTerm: unknown[] = Array.isArray(dates.halfTerm) ? dates.halfTerm : []
  const closed: unknown[] = Array.isArray(dates.closed) ? dates.closed : []
  const assumed: unknown[] = Array.isArray(dates.assumed) ? dates.assumed : []
  const cell = (edge: CalendarCell['edge'], column: string, value: unknown): CalendarCell[] =>
    value === undefined
      ? []
      : [
          {
            row,
            column,
            value: asText(value),
            year,
            term,
            edge,
            assumed: assumed.includes(column) || assumed.includes(edge)
          }
        ]
  return [
    ...cell('start', 'start', dates.start),
    ...cell('halfTermStart', 'halfTerm', halfTerm[0]),
    ...cell('halfTermEnd', 'halfTerm', halfTerm[1]),
    ...cell('end', 'end', dates.end),
    ...closed.flatMap(day => cell('closed', 'closed', day))
  ]
}

const kinds: ReadonlyMap<string, TermEdge | 'closed'> = new Map([
  ['start', 'start'],
  ['half-term-start', 'halfTermStart'],
  ['half-term-end', 'halfTermEnd'],
  ['end', 'end'],
  ['closed', 'closed']
] as const)

/** Columns `year, term, kind, date`, kind being start, half-term-start, half-term-end, end or closed. Row 1 is the heading. */
export function parseCalendarCsv(text: string): ParsedCalendar {
  let records: string[][]
  try {
    records = parse(text, { bom: true, trim: true, relax_column_count: true })
  } catch (error) {
    return nothing(
      '',
      '',
      `This CSV cannot be read: ${error instanceof Error ? error.message : 'its quotes do not close'}.`
    )
  }
  const heading = (records[0] ?? []).map(name => name.toLowerCase())
  const at = (name: string) => heading.indexOf(name)
  const missing = ['year', 'term', 'kind', 'date'].filter(name => at(name) < 0)
  if (missing.length > 0) return nothing(missing[0] ?? '', '', `The columns ${missing.join(', ')} are missing.`)

  const cells: CalendarCell[] = []
  const refused: CalendarIssue[] = []
  records.slice(1).forEach((record, index) => {
    const row = index + 2
    const value = (name: string) => record[at(name)] ?? ''
    const term = value('term').toLowerCase()
    const edge = kinds.get(value('kind').toLowerCase())
    if (record.every(text => text === '')) return
    if (!isTermName(term))
      refused.push({
        row,
        column: 'term',
        value: value('term'),
        reason: `“${value('term')}” is not a term: autumn, spring or summer.`
      })
    else if (!edge)
      refused.push({
        row,
        column: 'kind',
        value: value('kind'),
        reason: `“${value('kind')}” is none of ${[...kinds.keys()].join(', ')}.`
      })
    else cells.push({ row, column: 'date', value: value('date'), year: value('year'), term, edge })
  })
  const parsed = assembleTerms(cells)
  return { ...parsed, refused: [...refused, ...parsed.refused] }
}
