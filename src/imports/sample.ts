import { isRefusal, type Refusal } from '../guidance/words.ts'
import type { FileHeading } from './heading-choice.ts'
import { openTable } from './read-table.ts'
import type { Source } from './source.ts'

const [rowsLookedAt, samplesShown, longest] = [50, 3, 24]

/** A table's headings, each with the first values beneath it. */
export async function sampleOf({ name, files }: Source): Promise<readonly FileHeading[] | Refusal> {
  const [file] = files
  const table = file ? await openTable(file) : { refused: `“${name}” holds no table.` }
  if (isRefusal(table)) return table
  const samples = table.headings.map((): string[] => [])
  const rows = table.rows(table.headings.map((_, index) => index))
  for (let at = 0; at < rowsLookedAt; at++) {
    const next = await rows.next()
    if (next.done) break
    for (const [index, cell] of next.value.cells.entries()) {
      const seen = samples[index]
      const shown = cell.length > longest ? `${cell.slice(0, longest - 1)}…` : cell
      if (seen && cell !== '' && seen.length < samplesShown && !seen.includes(shown)) seen.push(shown)
    }
  }
  await rows.return(null)
  return table.headings.map((heading, index) => ({ index, heading, samples: samples[index] ?? [] }))
}
