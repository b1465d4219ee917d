import type { PlainDate } from '../../guidance/dates.ts'
import { isRefusal, type Refusal } from '../../guidance/words.ts'
import { type CheckedTable, checkTable, type RowOf } from '../columns.ts'
import { openTable } from '../read-table.ts'
import type { Problem } from '../report.ts'
import type { Source } from '../source.ts'
import { recognise, type Ssda903Table, ssda903Tables } from './tables.ts'

export type TableOf<T extends Ssda903Table> = CheckedTable<RowOf<(typeof ssda903Tables)[T]>>
/** The return's tables, each checked by itself; those not handed in are absent. */
export type Return903 = { readonly [T in Ssda903Table]?: TableOf<T> }

export interface ReadReturn {
  readonly tables: Return903
  /** Files that are no table of the return. */
  readonly notTables: readonly Problem[]
}

/** Reads every table of a return, by its columns. A file that is no table of it is refused; the others are kept. */
export async function readReturn(source: Source, today: PlainDate): Promise<ReadReturn | Refusal> {
  const tables: Partial<Record<Ssda903Table, unknown>> = {}
  const from = new Map<Ssda903Table, string>()
  const notTables: Problem[] = []
  for (const file of source.files) {
    const opened = await openTable(file)
    const known = isRefusal(opened) ? opened : recognise(file.name, opened.headings)
    if (isRefusal(opened) || isRefusal(known)) {
      const reason = isRefusal(known) ? known.refused : ''
      notTables.push({ table: file.name, row: 0, column: '', value: '', reason })
      continue
    }
    const earlier = from.get(known.table)
    if (earlier)
      return {
        refused: `“${earlier}” and “${file.name}” are both the ${known.table} table. Import one year at a time.`
      }
    from.set(known.table, file.name)
    const checked = await checkTable<(typeof ssda903Tables)[Ssda903Table]>(
      known.table,
      opened,
      ssda903Tables[known.table],
      today
    )
    if (isRefusal(checked)) return checked
    tables[known.table] = checked
  }
  const only = notTables[0]
  if (from.size === 0)
    return {
      refused:
        only && source.files.length === 1 ? only.reason : `“${source.name}” holds no table of the SSDA903 return.`
    }
  return { tables: tables as Return903, notTables }
}
