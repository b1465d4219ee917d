import type { PlainDate } from '../guidance/dates.ts'
import type { Refusal } from '../guidance/words.ts'
import type { CellReader } from './cells.ts'
import { type HeadingMapping, placeColumns } from './headings.ts'
import type { Table } from './read-table.ts'
import type { Problem } from './report.ts'

/** A column of a table: its headings, how a cell of it is read, and whether column and cell may be missing. */
export interface Column<T> {
  readonly headings: readonly [string, ...string[]]
  readonly optional: boolean
  readonly read: (text: string, today: PlainDate) => ReturnType<CellReader<T>>
}
type Headings = string | readonly [string, ...string[]]
const listed = (headings: Headings): readonly [string, ...string[]] =>
  typeof headings === 'string' ? [headings] : headings

/** Every row has it. */
export const required = <T>(headings: Headings, read: CellReader<T>): Column<T> => ({
  headings: listed(headings),
  optional: false,
  read: (text, today) => (text === '' ? { reason: 'is empty, and must not be' } : read(text, today))
})
const orNull =
  <T>(read: CellReader<T>): CellReader<T | null> =>
  (text, today) =>
    text === '' ? { value: null } : read(text, today)
/** The file has the column; a row may leave it empty. */
export const expected = <T>(headings: Headings, read: CellReader<T>): Column<T | null> => ({
  headings: listed(headings),
  optional: false,
  read: orNull(read)
})
/** The file may lack the column. */
export const optional = <T>(headings: Headings, read: CellReader<T>): Column<T | null> => ({
  headings: listed(headings),
  optional: true,
  read: orNull(read)
})

export type Columns = Readonly<Record<string, Column<unknown>>>
export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never }
export interface Checked<R> {
  readonly row: number
  readonly value: R
}
export interface CheckedTable<R> {
  readonly table: string
  readonly read: number
  readonly rows: readonly Checked<R>[]
  readonly refusals: readonly Problem[]
  /** What could be read of the refused rows. */
  readonly refusedRows: readonly Checked<Partial<R>>[]
  readonly warnings: readonly Problem[]
  /** Columns that the file lacks: what is not said must not overwrite what is known. */
  readonly lacks: ReadonlySet<keyof R>
  readonly unknownHeadings: readonly string[]
}

/** Reads every row of a table by its columns. A row with a cell that cannot be taken is refused, with each such cell. */
export async function checkTable<C extends Columns>(
  name: string,
  table: Table,
  columns: C,
  today: PlainDate,
  mapping?: HeadingMapping
): Promise<CheckedTable<RowOf<C>> | Refusal> {
  const placed = placeColumns(table.name, table.headings, columns, mapping)
  if ('refused' in placed) return placed
  const names = Object.keys(columns).filter(column => placed.at.has(column))
  const lacks = Object.keys(columns).filter(column => !placed.at.has(column))
  const blank = Object.fromEntries(lacks.map(column => [column, null]))
  const picked = names.map(column => placed.at.get(column) ?? -1)
  const width = table.headings.length
  const result = {
    rows: [] as Checked<RowOf<C>>[],
    refusals: [] as Problem[],
    refusedRows: [] as Checked<Partial<RowOf<C>>>[],
    warnings: [] as Problem[],
    read: 0
  }

  const reading = table.rows(picked)
  let next = await reading.next()
  for (; !next.done; next = await reading.next()) {
    const { row, cells, width: found } = next.value
    if (cells.every(cell => cell === '') && found <= width) continue
    result.read += 1
    // Trailing empty cells are harmless, but a row of another width has its cells in the wrong columns.
    if (found < Math.max(...picked) + 1 || found > width + 1) {
      const reason = `the row has ${found} cells where the headings are ${width}: look for a missing or extra ${table.delimiter === '\t' ? 'tab' : `“${table.delimiter}”`}`
      result.refusals.push({ table: name, row, column: '', value: '', reason })
      continue
    }
    const value: Record<string, unknown> = { ...blank }
    let taken = true
    for (const [index, column] of names.entries()) {
      const text = cells[index] ?? ''
      const cell = columns[column]?.read(text, today)
      if (!cell) continue
      const problem = (reason: string) => ({
        table: name,
        row,
        column: table.headings[picked[index] ?? -1] ?? column,
        value: text,
        reason
      })
      if ('reason' in cell) {
        taken = false
        result.refusals.push(problem(cell.reason))
      } else {
        value[column] = cell.value
        if (cell.warning) result.warnings.push(problem(cell.warning))
      }
    }
    if (taken) result.rows.push({ row, value: value as RowOf<C> })
    else result.refusedRows.push({ row, value: value as Partial<RowOf<C>> })
  }
  if (next.value) return next.value
  return { table: name, ...result, lacks: new Set(lacks), unknownHeadings: placed.unknown }
}
