import { withCommas } from '../guidance/numbers.ts'
import type { Asked, Cell, Question, Row, Value } from './definition.ts'

/** Whether two answers say the same, whatever the order of a row's cells. Nothing is nothing, however it is written. */
export function sameValue(a: Value | null | undefined, b: Value | null | undefined): boolean {
  return canonical(a) === canonical(b)
}

const canonical = (value: unknown): string => JSON.stringify(value ?? null, (_, part: unknown) => sorted(part))

const sorted = (part: unknown) =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
    : part

const dateWords = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** An ISO date for reading: "23 October 2026". Anything else comes back as it is. */
export function formatDate(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? dateWords.format(new Date(`${iso}T00:00:00Z`)) : iso
}

/** An answer in words for a page or a document: choices by label, dates written out, a table row by row. */
export function formatAnswer(question: Question, value: Value | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (question.kind !== 'rows') return formatCell(question, value as Cell)
  return (Array.isArray(value) ? (value as readonly Row[]) : []).map(row => formatRow(question, row)).join('\n')
}

const formatRow = (question: Question, row: Row) =>
  (question.columns ?? [])
    .flatMap(column => {
      const cell = row[column.id]
      return cell === undefined ? [] : [`${column.label}: ${formatCell(column, cell)}`]
    })
    .join('; ')

/** One cell of a table, or any answer that is not a table. */
export function formatCell(asked: Asked, value: Cell): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return [withCommas(value), asked.unit].filter(Boolean).join(' ')
  if (typeof value === 'string') return asked.kind === 'date' ? formatDate(value) : labelOf(asked, value)
  return asked.kind === 'file'
    ? `${value.length} ${value.length === 1 ? 'file' : 'files'}`
    : value.map(one => labelOf(asked, one)).join(', ')
}

const labelOf = (asked: Asked, value: string) => asked.options?.find(one => one.value === value)?.label ?? value
