import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { options, print } from '../commands/options.ts'
import { adviceOf, type Coaching, coach, letters } from '../guidance/coach/coach.ts'
import type { Letter } from '../guidance/coach/finding.ts'

/** `coach FILE.csv [--json]`: one verdict a row; columns `target`, and where there are any `baseline`, `due`, `area`. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = options(args, {}, 1)
  const rows = read(await readFile(positionals[0] ?? '', 'utf8'))
  const coached = rows.map(row => ({ target: row.target ?? '', coaching: coach(targetIn(row)) }))
  print(
    values.json,
    coached.map(({ target, coaching }) => ({
      target,
      ...lettersOf(coaching),
      verdict: coaching.verdict,
      advice: adviceOf(coaching)
    })),
    coached.map(({ target, coaching }) => inWords(target, coaching)).join('\n\n')
  )
  return 0
}

type Row = Readonly<Record<string, string | undefined>>

function read(text: string): Row[] {
  let rows: Row[]
  try {
    rows = parse(text, {
      bom: true,
      columns: (headings: string[]) => headings.map(heading => heading.trim().toLowerCase()),
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true
    })
  } catch (error) {
    throw new Error(`The file is not a CSV that can be read: ${error instanceof Error ? error.message : 'unknown'}`)
  }
  if (rows[0] && !('target' in rows[0]))
    throw new Error('The file has no column “target”. Name the column that holds the targets.')
  return rows
}

/** A column that the file has is asked; one that it lacks is not. */
const targetIn = (row: Row) => ({
  words: row.target ?? '',
  ...('baseline' in row ? { baseline: row.baseline || null } : {}),
  ...('due' in row ? { due: dateIn(row.due) } : {}),
  ...('area' in row ? { area: row.area || null } : {})
})

/** ISO or dd/mm/yyyy; null where it is no date. */
function dateIn(text: string | undefined): string | null {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text ?? '') ?? []
  const iso = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : (text ?? '')
  try {
    return Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}

const lettersOf = (coaching: Coaching) =>
  Object.fromEntries(letters.map(letter => [letter, coaching[letter].letter])) as Record<
    (typeof letters)[number],
    Letter
  >

const inWords = (target: string, coaching: Coaching): string =>
  [
    `${coaching.verdict}: ${target}`,
    `  ${letters.map(letter => `${letter} ${coaching[letter].letter}`).join(', ')}`,
    ...adviceOf(coaching).map(advice => `  - ${advice}`)
  ].join('\n')
