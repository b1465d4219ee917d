import { z } from 'zod'
import { withCommas } from '../guidance/numbers.ts'
import { type Asked, type Cell, mostRows, type Question, type Row, type Value } from './definition.ts'
import { asTyped, cleanText, type Typed } from './typed.ts'

/** An answer as it is kept: a canonical value, null for nothing; or what was typed, with what is wrong in plain words. */
export type Parsed<T extends Value = Value> =
  | { readonly valid: true; readonly value: T | null }
  | { readonly valid: false; readonly raw: Typed; readonly problem: string }

export const longestText = 20_000
const longestLine = 300

const kept = <T extends Value>(value: T | null): Parsed<T> => ({ valid: true, value })
const wrong = (input: unknown, problem: string): Parsed<never> => ({ valid: false, raw: asTyped(input), problem })

/** Reads what a form posted, or the API sent, as an answer to this question. Never throws, whatever comes in. */
export function parseAnswer(question: Question, input: unknown): Parsed {
  return question.kind === 'rows' ? parseRows(question, input) : parseOne(question, input)
}

function parseOne(asked: Asked, input: unknown): Parsed<Cell> {
  if (input === undefined || input === null) return kept<Cell>(null)
  switch (asked.kind) {
    case 'text':
      return parseText(asked, input, asked.maxLength ?? longestText, true)
    case 'text-line':
    case 'person':
    case 'setting':
      return parseText(asked, input, asked.maxLength ?? longestLine, false)
    case 'choice':
    case 'grade':
      return parseChoice(asked, input)
    case 'several':
      return parseSeveral(asked, input)
    case 'file':
      return parseFiles(input)
    case 'yes-no':
      return parseYesNo(input)
    case 'date':
      return parseDate(input)
    case 'number':
      return parseNumber(asked, input)
    case 'rows':
      return wrong(input, 'A table cannot stand inside a table')
  }
}

const text = z.string().transform(cleanText)

function parseText(asked: Asked, input: unknown, longest: number, lines: boolean): Parsed<string> {
  const read = text.safeParse(input)
  if (!read.success) return wrong(input, 'Write this in words')
  const value = lines ? read.data : read.data.replace(/\s*\n\s*/g, ' ')
  if (value.length > longest)
    return wrong(
      input,
      `Shorten this to ${withCommas(longest)} characters or fewer. It has ${withCommas(value.length)}.`
    )
  return kept(value === '' ? null : (exactly(asked, value) ?? value))
}

/** Where a text has options, the typed word that is one of them is taken as that option. */
const exactly = (asked: Asked, value: string) =>
  asked.options?.find(one => one.value === value || one.label === value)?.value

function parseChoice(asked: Asked, input: unknown): Parsed<string> {
  const read = text.safeParse(typeof input === 'number' ? String(input) : input)
  if (!read.success) return wrong(input, 'Choose one of the answers')
  if (read.data === '') return kept<string>(null)
  const chosen = exactly(asked, read.data)
  return chosen === undefined ? wrong(input, 'Choose one of the answers in the list') : kept(chosen)
}

function parseSeveral(asked: Asked, input: unknown): Parsed<readonly string[]> {
  const read = z
    .array(text)
    .max(200)
    .safeParse(Array.isArray(input) ? input : [input])
  if (!read.success) return wrong(input, 'Choose from the answers in the list')
  const given = read.data.filter(one => one !== '')
  const chosen = (asked.options ?? []).filter(one => given.includes(one.value)).map(one => one.value)
  const strange = given.filter(one => !chosen.includes(one))
  if (strange.length > 0) return wrong(input, 'Choose only from the answers in the list')
  return kept(chosen.length === 0 ? null : chosen)
}

/** Files are kept elsewhere; the answer names their documents. */
function parseFiles(input: unknown): Parsed<readonly string[]> {
  const read = z
    .array(text)
    .max(50)
    .safeParse(Array.isArray(input) ? input : [input])
  if (!read.success) return wrong(input, 'Attach a file')
  const ids = [...new Set(read.data.filter(one => one !== ''))]
  if (ids.some(id => !z.guid().safeParse(id).success)) return wrong(input, 'Attach the file again: it was not received')
  return kept(ids.length === 0 ? null : ids.map(id => id.toLowerCase()))
}

const yes = ['yes', 'y', 'true', '1']
const no = ['no', 'n', 'false', '0']

function parseYesNo(input: unknown): Parsed<boolean> {
  if (typeof input === 'boolean') return kept(input)
  const read = text.safeParse(input)
  const word = read.data?.toLowerCase()
  if (word === '') return kept<boolean>(null)
  if (word !== undefined && yes.includes(word)) return kept(true)
  if (word !== undefined && no.includes(word)) return kept(false)
  return wrong(input, 'Choose yes or no')
}

const dateParts = z.object({
  day: text.optional().default(''),
  month: text.optional().default(''),
  year: text.optional().default('')
})
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthOf = (word: string) =>
  /^\d{1,2}$/.test(word) ? Number(word) : months.indexOf(word.slice(0, 3).toLowerCase()) + 1
const earliestYear = 1900
const latestYear = 2100

function parseDate(input: unknown): Parsed<string> {
  const parts = typeof input === 'string' ? partsOf(cleanText(input)) : dateParts.safeParse(input).data
  if (!parts) return wrong(input, 'Enter a date, for example 23 10 2026')
  if (parts.day + parts.month + parts.year === '') return kept<string>(null)
  const missing = (['day', 'month', 'year'] as const).filter(one => parts[one] === '')
  if (missing.length > 0) return wrong(input, `The date must have a ${missing.join(' and a ')}`)
  const [day, month, year] = [parts.day, monthOf(parts.month), parts.year]
  if (!/^\d{1,2}$/.test(day) || month === 0) return wrong(input, 'Enter a date in numbers, for example 23 10 2026')
  if (!/^\d{4}$/.test(year)) return wrong(input, 'The year must have four numbers, for example 2026')
  if (Number(year) < earliestYear || Number(year) > latestYear)
    return wrong(input, `The year must be between ${earliestYear} and ${latestYear}`)
  try {
    return kept(
      Temporal.PlainDate.from({ year: Number(year), month, day: Number(day) }, { overflow: 'reject' }).toString()
    )
  } catch {
    return wrong(input, 'There is no such date')
  }
}

/** A date in one field: ISO, or day first as in 23/10/2026, 23.10.2026 or 23 October 2026. */
function partsOf(typed: string) {
  if (typed === '') return { day: '', month: '', year: '' }
  const iso = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(typed)
  const dayFirst = /^(?<day>\d{1,2})[/. -]+(?<month>\d{1,2}|[A-Za-z]{3,9})[/. -]+(?<year>\d{2,4})$/.exec(typed)
  const { day, month, year } = (iso ?? dayFirst)?.groups ?? {}
  return day && month && year ? { day, month, year } : undefined
}

function parseNumber(asked: Asked, input: unknown): Parsed<number> {
  const read = text.safeParse(typeof input === 'number' ? String(input) : input)
  if (!read.success) return wrong(input, 'Enter a number')
  if (read.data === '') return kept<number>(null)
  const bare = read.data.replace(/(?<=\d),(?=\d{3})/g, '').replace(/\s*%$/, '')
  if (!/^[-+]?\d{1,12}(\.\d{1,12})?$/.test(bare))
    return wrong(input, `Enter a number${asked.unit ? ` (${asked.unit})` : ''}, like 12`)
  const value = Number(bare) + 0
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, decimals = 0 } = asked
  if (value < min || value > max) return wrong(input, outside(asked))
  if (!Number.isInteger(Number((value * 10 ** decimals).toFixed(6))))
    return wrong(
      input,
      decimals === 0 ? 'Enter a whole number' : `Use no more than ${decimals} numbers after the point`
    )
  return kept(Object.is(value, -0) ? 0 : value)
}

const outside = ({ min, max }: Asked) =>
  min === undefined
    ? `Enter ${max} or less`
    : max === undefined
      ? `Enter ${min} or more`
      : `Enter a number from ${min} to ${max}`

const rowShape = z.array(z.record(z.string(), z.unknown())).max(mostRows)

function parseRows(question: Question, input: unknown): Parsed {
  if (input === undefined || input === null || input === '') return kept(null)
  if (Array.isArray(input) && input.length > mostRows) return wrong(input, `Use ${mostRows} rows or fewer`)
  const read = rowShape.safeParse(input)
  if (!read.success) return wrong(input, 'Fill in the table')
  const problems: string[] = []
  const rows = read.data.map((given, at) => {
    const cells = new Map<string, Cell>()
    for (const column of question.columns ?? []) {
      const cell = parseOne(column, Object.hasOwn(given, column.id) ? given[column.id] : null)
      if (!cell.valid) problems.push(`Row ${at + 1}, ${column.label}: ${cell.problem}`)
      else if (cell.value !== null) cells.set(column.id, cell.value)
    }
    return Object.fromEntries(cells) as Row
  })
  if (problems.length > 0) return wrong(input, problems.join('. '))
  const filled = rows.filter(row => Object.keys(row).length > 0)
  return kept(filled.length === 0 ? null : filled)
}
