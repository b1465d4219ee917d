import type { Refusal } from '../guidance/words.ts'

/** Headings differ in case, spaces, underscores and brackets from one export to the next: only letters and digits count. */
export const headingKey = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** What a column may be called in a file, the usual name first, and whether a file may lack it. */
export interface Wanted {
  readonly headings: readonly [string, ...string[]]
  readonly optional?: boolean
}

/** An administrator's own headings, as mapped once: heading in the file → our heading. */
export type HeadingMapping = ReadonlyMap<string, string>

export interface Placed {
  /** Column name → index in the file; a column that the file lacks is not in it. */
  readonly at: ReadonlyMap<string, number>
  /** Headings that nothing was done with, as written, so that they can be mapped. */
  readonly unknown: readonly string[]
}

/** Finds each wanted column in a file's headings. Missing columns, and two of one heading, are refused by name. */
export function placeColumns(
  file: string,
  headings: readonly string[],
  wanted: Readonly<Record<string, Wanted>>,
  mapping: HeadingMapping = new Map()
): Placed | Refusal {
  const mapped = new Map([...mapping].map(([from, to]) => [headingKey(from), headingKey(to)]))
  const keys = headings.map(heading => mapped.get(headingKey(heading)) ?? headingKey(heading))
  const at = new Map<string, number>()
  const problems: { where: string; what: string }[] = []
  for (const [name, { headings: called, optional }] of Object.entries(wanted)) {
    const places = called
      .map(headingKey)
      .map(key => keys.flatMap((found, index) => (found === key ? [index] : [])))
      .find(found => found.length > 0)
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
    return {
      refused: `“${file}” cannot be read, because of its columns: ${names.join(', ')}. Its headings are: ${headings.filter(Boolean).join(', ')}. ${mending.join(' ')} Then import the file again.`,
      problems
    }
  }
  const used = new Set(at.values())
  return { at, unknown: headings.filter((heading, index) => heading.trim() !== '' && !used.has(index)) }
}
