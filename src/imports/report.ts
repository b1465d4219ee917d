import { stringify } from 'csv-stringify/sync'
import type { Identity } from './match.ts'

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
  /** The child as the file tells it, where a person may say on the page who it is. */
  readonly told?: Identity
}

/** A conflict that a person may settle on the page. */
export type Open = Conflict & { readonly told: Identity }
export const isOpen = (conflict: Conflict): conflict is Open =>
  conflict.told !== undefined && conflict.candidates.length > 0

/** Children whom a file brings, changes, or no longer tells of though they are in care here. */
export interface ChildrenOfFile {
  /** By row, and the number that the file gives: they have a record here only once the file is imported. */
  readonly new: readonly { readonly row: number; readonly number: string }[]
  /** Ids. */
  readonly changed: readonly string[]
  readonly gone: readonly string[]
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
  /** Of term dates that are tried: due dates of open plans that they would move, and how many of them would be late. */
  readonly effect?: { readonly moved: number; readonly madeLate: number }
  /** Headings that nothing is done with; `missing`: nothing could be read, until somebody has said which column is which. */
  readonly headings?: { readonly missing: boolean; readonly unused: readonly string[] }
  readonly children?: ChildrenOfFile
  /** Hardly any child of a whole list is known here: it may be another authority's. */
  readonly strange?: true
  /** Of a file from the folder: why it waits for a person. */
  readonly waits?: string
  readonly tables: Readonly<Record<string, TableCounts>>
  readonly refused: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly conflicts: readonly Conflict[]
}

/** An import's report, and the children that it wrote of, or would. */
export interface Outcome {
  readonly report: ImportReport
  readonly childIds: readonly string[]
}

export type Fate = 'new' | 'changed' | 'unchanged'
/** Spreadsheet row → what becomes of it; a row that is not in it is unchanged or refused. */
export type Fates = ReadonlyMap<number, Fate>

/** Counts a table: a row is refused once, however many of its cells were; one in conflict is refused until it is settled. */
export function countTable(
  rows: number,
  fates: Fates,
  refused: readonly { readonly row: number }[],
  warnings: readonly unknown[]
): TableCounts {
  const all = [...fates.values()]
  const [added, changed] = [all.filter(fate => fate === 'new').length, all.filter(fate => fate === 'changed').length]
  const refusedRows = new Set(refused.map(({ row }) => row)).size
  const unchanged = rows - added - changed - refusedRows
  return { rows, new: added, changed, unchanged, refused: refusedRows, warnings: warnings.length }
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
