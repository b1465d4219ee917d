import { stringify } from 'csv-stringify/sync'

/** A cell or row that was refused or warned about. `row` is the spreadsheet's (headings are row 1), 0 the whole table. */
export interface Problem {
  readonly table: string
  readonly row: number
  readonly column: string
  readonly value: string
  readonly reason: string
}

/** A record that may be one of these: somebody must say which. */
export interface Conflict {
  readonly table: string
  readonly row: number
  readonly reason: string
  /** Ids of the known records that it may be. */
  readonly candidates: readonly string[]
}

export interface TableCounts {
  readonly rows: number
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  readonly warnings: number
}

/** What an import did, or would do: the shape of `--json`. */
export interface ImportReport {
  readonly applied: boolean
  readonly tables: Readonly<Record<string, TableCounts>>
  readonly refused: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly conflicts: readonly Conflict[]
}

export type Fate = 'new' | 'changed' | 'unchanged'

/** Counts a table: a row is refused once, however many of its cells were, and a row in conflict is refused until settled. */
export function countTable(
  rows: number,
  fates: Iterable<Fate>,
  problems: {
    readonly refusals: readonly Problem[]
    readonly warnings: readonly Problem[]
    readonly conflicts?: readonly Conflict[]
  }
): TableCounts {
  const counts = { new: 0, changed: 0, unchanged: 0 }
  for (const fate of fates) counts[fate] += 1
  const refused = new Set([...problems.refusals, ...(problems.conflicts ?? [])].map(problem => problem.row)).size
  return { rows, ...counts, refused, warnings: problems.warnings.length }
}

/** The refused rows as CSV for a spreadsheet; a value that would act as a formula there is neutralised. */
export const refusedAsCsv = (refused: readonly Problem[]): string =>
  stringify([...refused], {
    header: true,
    bom: true,
    columns: ['table', 'row', 'column', 'value', 'reason'],
    escape_formulas: true,
    record_delimiter: 'windows'
  })
