import { isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import { emailAddress } from '../guidance/email-address.ts'

/** What a cell says: a value (perhaps with a warning), or why it cannot be taken, in words that say how to mend it. */
export type Cell<T> = { readonly value: T; readonly warning?: string } | { readonly reason: string }
export type CellReader<T> = (text: string, today: PlainDate) => Cell<T>

/** For what is good to have: a cell that cannot be taken is left empty, with a warning, and its row is kept. */
export const ifItCan =
  <T>(read: CellReader<T>): CellReader<T | null> =>
  (text, today) => {
    const cell = read(text, today)
    return 'reason' in cell ? { value: null, warning: `${cell.reason}; it is left empty` } : cell
  }

const datePatterns = [/^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/, /^(?<d>\d{1,2})[/-](?<m>\d{1,2})[/-](?<y>\d{4})$/]

/** ISO, dd/mm/yyyy or dd-mm-yyyy; a time of midnight behind it is let pass. */
export const date: CellReader<PlainDate> = text => {
  const written = text.replace(/[ T]00?:00(:00(\.0+)?)?Z?$/, '')
  const parts = datePatterns.map(pattern => pattern.exec(written)?.groups).find(Boolean)
  if (!parts) return { reason: 'is not a date: write 23/10/2026 or 2026-10-23' }
  const [year, month, day] = [Number(parts.y), Number(parts.m), Number(parts.d)]
  if (month > 12 && day <= 12) return { reason: 'has its month before its day: write the day first, as in 23/10/2026' }
  try {
    return { value: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }) }
  } catch {
    return { reason: 'is a day that does not exist' }
  }
}

/** A thing that has happened: refused where it lies after today. */
export const pastDate: CellReader<PlainDate> = (text, today) => {
  const read = date(text, today)
  if ('reason' in read || !isAfter(read.value, today)) return read
  return { reason: `lies in the future (today is ${today})` }
}

const oldest = Temporal.PlainDate.from('1990-01-01')

export const childsBirthDate: CellReader<PlainDate> = (text, today) => {
  const read = date(text, today)
  if ('reason' in read) return read
  if (isAfter(read.value, today))
    return { reason: `is a date of birth in the future (today is ${today}): look for a slip in the year` }
  if (isBefore(read.value, oldest)) return { reason: 'is a date of birth before 1990, so it is not that of a child' }
  return read
}

const yesses = new Set(['yes', 'y', 'true', '1', '1.0'])
const noes = new Set(['no', 'n', 'false', '0', '0.0'])

export const yesNo: CellReader<boolean> = text => {
  const word = text.toLowerCase()
  if (yesses.has(word)) return { value: true }
  return noes.has(word) ? { value: false } : { reason: 'is neither yes nor no' }
}

/** A whole number from `least` to `most`; `1.0`, as spreadsheets write it, is 1. */
export const wholeNumber =
  (least: number, most: number): CellReader<number> =>
  text => {
    const value = /^-?\d{1,15}(\.0*)?$/.test(text) ? Number(text) : Number.NaN
    if (Number.isNaN(value)) return { reason: 'is not a whole number' }
    return value < least || value > most ? { reason: `is not between ${least} and ${most}` } : { value }
  }

/** Kept as typed; it is escaped where it is shown and neutralised where it is exported. */
export const words =
  (most: number): CellReader<string> =>
  text => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\x00-\x08\x0b-\x1f\x7f]/.test(text)) return { reason: 'holds characters that cannot be seen: type it again' }
    return text.length > most
      ? { reason: `is longer than ${most} characters` }
      : { value: text.normalize('NFC').replace(/\s+/g, ' ') }
  }

/** One of a list of codes, whatever its case. */
export const oneOf = <T extends string>(codes: readonly T[], what: string): CellReader<T> => {
  const known = new Map(codes.map(code => [code.toUpperCase(), code]))
  return text => {
    const value = known.get(text.toUpperCase())
    return value === undefined ? { reason: `is not a known ${what}: ${codes.join(', ')}` } : { value }
  }
}

const sexes: Record<string, 'M' | 'F' | 'U'> = {
  '1': 'M',
  '1.0': 'M',
  m: 'M',
  male: 'M',
  boy: 'M',
  '2': 'F',
  '2.0': 'F',
  f: 'F',
  female: 'F',
  girl: 'F',
  '0': 'U',
  '9': 'U',
  u: 'U',
  unknown: 'U'
} // prettier-ignore

/** 903 wrote 1 and 2 until 2024-25, and M, F and U since. */
export const sex: CellReader<'M' | 'F' | 'U'> = text => {
  const value = sexes[text.toLowerCase()]
  return value ? { value } : { reason: 'is not a sex: write M, F or U (or 1 or 2, as the 903 did)' }
}

export const email: CellReader<string> = emailAddress
