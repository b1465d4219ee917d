/** What somebody typed, as JSON that PostgreSQL can keep: no NUL, no broken half of a character. */
export type Typed = string | readonly Typed[] | { readonly [field: string]: Typed }

const replacement = '\uFFFD'

/** NUL and lone surrogates cannot be stored: each becomes the mark of a lost character, the rest stays as typed. */
export const storable = (typed: string) => typed.toWellFormed().replaceAll('\0', replacement)

/** The same, composed (NFC), with plain line ends, without white space around it. */
export const cleanText = (typed: string) => storable(typed).replace(/\r\n?/g, '\n').normalize('NFC').trim()

const deepest = 3
const widest = 200

/** Any input as something that can be kept and shown again; what has no text in it becomes empty. */
export function asTyped(input: unknown, depth = 0): Typed {
  if (typeof input === 'string') return storable(input)
  if (typeof input === 'number' || typeof input === 'boolean') return String(input)
  if (typeof input !== 'object' || input === null || depth >= deepest) return ''
  if (Array.isArray(input)) return input.slice(0, widest).map(one => asTyped(one, depth + 1))
  const fields = Object.entries(input).slice(0, widest)
  return Object.fromEntries(
    fields.filter(([field]) => field !== '__proto__').map(([field, one]) => [storable(field), asTyped(one, depth + 1)])
  )
}
