/** How one value of the file is told. */
export type Told =
  | { readonly value: unknown }
  /** Somebody else's data: whoever gives the file out decides about it first (Data Protection Act 2018, schedule 2, paragraph 16). */
  | { readonly value: unknown; readonly thirdParty: 'check before release' }
  | { readonly leftOut: string }

export interface ToldPart {
  readonly table: string
  readonly title: string
  readonly rows: ReadonlyArray<Readonly<Record<string, Told>>>
}

export interface WholeFile {
  readonly format: 'open-pep-whole-file'
  readonly version: 1
  readonly made: string
  readonly child: { readonly id: string; readonly name: string }
  /** What whoever gives the file out must know. */
  readonly notes: readonly string[]
  readonly parts: readonly ToldPart[]
  /** What the record holds of the child and this file does not, and why. */
  readonly notHere: Readonly<Record<string, string>>
  readonly files: ReadonlyArray<{ readonly name: string | null; readonly title: string; readonly sha256: string }>
}

export const thirdParty = (value: unknown): Told => ({ value, thirdParty: 'check before release' })

/** The file as data: what is the child's own stands by itself, the rest says what it is. */
export const asData = (file: WholeFile): unknown => ({
  ...file,
  parts: file.parts.map(part => ({
    ...part,
    rows: part.rows.map(row => Object.fromEntries(Object.entries(row).map(([column, told]) => [column, plain(told)])))
  }))
})
const plain = (told: Told): unknown => ('value' in told && !('thirdParty' in told) ? told.value : told)

export const withheld = 'withheld address'

/** Takes withheld words out of every text below a value, whoever typed them. */
export function without(words: readonly string[], value: unknown): unknown {
  if (typeof value === 'string')
    return words.reduce(
      (text, word) => text.replace(new RegExp(literal(word), 'giu'), `(left out: ${withheld})`),
      value
    )
  if (Array.isArray(value)) return value.map(one => without(words, one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, without(words, part)]))
}

const literal = (text: string) =>
  text
    .trim()
    .split(/\s+/)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+')
