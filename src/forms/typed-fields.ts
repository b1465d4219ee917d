import type { Value } from './definition.ts'
import type { Typed } from './typed.ts'

/** Pieces of an answer, or of what was typed in its place, as the boxes of a page want them. */

type Shown = Typed | Value | null | undefined

export const asText = (shown: Shown): string => (typeof shown === 'object' || shown === undefined ? '' : String(shown))

export const asWords = (shown: Shown): string[] =>
  Array.isArray(shown) ? shown.map(one => asText(one as Shown)) : asText(shown) === '' ? [] : [asText(shown)]

/** A stored date in its three boxes; words that are no date stand in the first, as they were typed. */
export function asDateBoxes(shown: Shown): { day: string; month: string; year: string } {
  if (typeof shown === 'object' && shown !== null && !Array.isArray(shown)) {
    const parts = shown as { readonly [field: string]: Typed }
    return { day: asText(parts.day), month: asText(parts.month), year: asText(parts.year) }
  }
  const typed = asText(shown)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed)
  const [, year = '', month = '', day = ''] = iso ?? []
  return iso ? { day: String(Number(day)), month: String(Number(month)), year } : { day: typed, month: '', year: '' }
}

export const asYesNo = (shown: Shown): string => (shown === true ? 'yes' : shown === false ? 'no' : asText(shown))

/** The rows of a table, each a set of cells. */
export function asRows(shown: Shown): ReadonlyArray<{ readonly [column: string]: Shown }> {
  if (!Array.isArray(shown)) return []
  return shown.map(row => (typeof row === 'object' && row !== null && !Array.isArray(row) ? row : {}))
}
