import { isRefusal } from '../guidance/words.ts'
import { sessionColumns, summaryColumns } from './attendance.ts'
import { childColumns } from './children.ts'
import type { Columns } from './columns.ts'
import { establishmentColumns } from './gias.ts'
import { headingKey } from './headings.ts'
import { type ImportKind, kindNames } from './kinds.ts'
import { personColumns } from './people.ts'
import { openTable } from './read-table.ts'
import type { Source } from './source.ts'
import { ssda903Tables } from './ssda903/tables.ts'

const tables: readonly (readonly [ImportKind, Columns])[] = [
  ['children', childColumns],
  ['people', personColumns],
  ['attendance', sessionColumns],
  ['attendance', summaryColumns],
  ['gias', establishmentColumns],
  ['ssda903', ssda903Tables.header],
  ['ssda903', ssda903Tables.episodes]
]

/** A name and a number alone may stand in any file. */
const fewest = 3

/** Of a file that could not be read as what it should be: words where it has every column that another kind must have. */
export async function otherKind({ name, files }: Source, wanted: ImportKind): Promise<string | null> {
  const [file, another] = files
  const table = file && !another ? await openTable(file) : null
  if (!table || isRefusal(table)) return null
  const keys = new Set(table.headings.map(headingKey))
  const has = ({ headings }: Columns[string]) => headings.some(heading => keys.has(headingKey(heading)))
  const fits = tables.find(([, columns]) => {
    const all = Object.values(columns)
    return all.every(column => column.optional || has(column)) && all.filter(has).length >= fewest
  })
  if (!fits || fits[0] === wanted) return null
  return `“${name}” has the headings of another kind of file: ${kindNames[fits[0]].name}. Import it as that.`
}
