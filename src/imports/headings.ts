import type { Refusal } from '../guidance/words.ts'

/** Headings differ in case, spaces, underscores and brackets from one export to the next: only letters and digits count. */
export const headingKey = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** What a column may be called in a file, the usual name first, and whether a file may lack it. */
export interface Wanted {
  readonly headings: readonly [string, ...string[]]
  readonly optional?: boolean
}

/** An administrator's own headings, as mapped once: heading in the file → our heading, or '' where it means none of ours. */
export type HeadingMapping = ReadonlyMap<string, string>

/** Columns were not found, but the file has others that may be them: somebody can say which is which. */
export interface Unplaced extends Refusal {
  readonly unplaced: true
}
export const isUnplaced = (value: object): value is Unplaced => 'unplaced' in value

/** Each heading as it is looked for: by the mapping where it has an entry, else by its own letters. */
export function keysOf(headings: readonly string[], mapping: HeadingMapping): { key: string; mapped: boolean }[] {
  const ours = new Map([...mapping].map(([from, to]) => [headingKey(from), headingKey(to)]))
  return headings.map(heading => {
    const own = headingKey(heading)
    return { key: ours.get(own) ?? own, mapped: ours.has(own) }
  })
}

export interface Placed {
  /** Column name → index in the file; a column that the file lacks is not in it. */
  readonly at: ReadonlyMap<string, number>
  /** Headings that nothing was done with, as written, so that they can be mapped. */
  readonly unknown: readonly string[]
}

/**
 * Finds each wanted column in a file's headings; what somebody has mapped goes before what only has the name. Missing
 * columns, and two of one heading, are refused by name.
 */
export function placeColumns(
  file: string,
  headings: readonly string[],
  wanted: Readonly<Record<string, Wanted>>,
  mapping: HeadingMapping = new Map()
): Placed | Refusal | Unplaced {
  const keys = keysOf(headings, mapping)
  const at = new Map<string, number>()
  const problems: { where: string; what: string }[] = []
  for (const [name, { headings: called, optional }] of Object.entries(wanted)) {
    const having = (wantedKey: string, onlyMapped: boolean) =>
      keys.flatMap(({ key, mapped }, index) => (key === wantedKey && (mapped || !onlyMapped) ? [index] : []))
    const byName = called.map(headingKey)
    const places = [...byName.map(key => having(key, true)), ...byName.map(key => having(key, false))].find(
      found => found.length > 0
    )
    const [first, second] = places ?? []
    if (second !== undefined)
      problems.push({
        where: called[0],
        what: 'The column is there twice: delete or rename the one that is not meant.'
      })
    else if (first !== undefined) at.set(name, first)
    else if (!optional) problems.push({ where: called[0], what: 'The column is missing.' })
  }
  if (problems.length > 0) {
    const names = problems.map(({ where, what }) => `${where} (${what.includes('twice') ? 'twice' : 'missing'})`)
    const twice = problems.filter(({ what }) => what.includes('twice')).length
    const mending = [
      ...(twice < problems.length ? ['Add what is missing, or give the column that means it this heading.'] : []),
      ...(twice > 0 ? ['Where a column is there twice, delete or rename the one that is not meant.'] : [])
    ]
    const refusal = {
      refused: `“${file}” cannot be read, because of its columns: ${names.join(', ')}. Its headings are: ${headings.filter(Boolean).join(', ')}. ${mending.join(' ')} Then import the file again.`,
      problems
    }
    const left = new Set(unused(headings, at).map(headingKey)).size
    const canBeSaid = twice === 0 ? problems.length <= left : keys.some(({ mapped }) => mapped)
    return canBeSaid ? { ...refusal, unplaced: true } : refusal
  }
  return { at, unknown: unused(headings, at) }
}

function unused(headings: readonly string[], at: ReadonlyMap<string, number>): string[] {
  const used = new Set(at.values())
  return headings.filter((heading, index) => heading.trim() !== '' && !used.has(index))
}
