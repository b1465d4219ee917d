import type { SectionId } from '../guidance/words.ts'

/** What a correction names where it is not an answer: one record of the plan. */
export type RecordRef = 'attendance' | `target:${string}` | `attainment:${string}` | `came:${string}`

const places: ReadonlyArray<readonly [start: string, section: SectionId, page: (id: string) => string]> = [
  ['attendance', 'G', () => 'attendance'],
  ['target:', 'P', id => `targets/${id}`],
  ['attainment:', 'I', () => 'attainment'],
  ['came:', 'T', () => 'meeting/came']
]

/** The section that holds the record, and the page below the plan's address where it is mended. Null: it is an answer. */
export function placeOfRecord(ref: string): { readonly section: SectionId; readonly path: string } | null {
  const found = places.find(([start]) => (start.endsWith(':') ? ref.startsWith(start) : ref === start))
  if (!found) return null
  const [start, section, page] = found
  return { section, path: page(ref.slice(start.length)) }
}
