import { isBefore, type PlainDate } from '../guidance/dates.ts'
import { workAddress } from '../guidance/email-address.ts'
import { isRefusal, type Refusal, type Role, roles } from '../guidance/words.ts'
import { date, oneOf, words } from './cells.ts'
import { type CheckedTable, checkTable, optional, type RowOf, required } from './columns.ts'
import type { HeadingMapping } from './headings.ts'
import { urn } from './identifiers.ts'
import { openTable } from './read-table.ts'
import type { Problem } from './report.ts'
import type { Source } from './source.ts'

/** People, a post each row. */
export const personColumns = {
  name: required('name', words(120)),
  email: required('email', workAddress),
  role: required('role', oneOf<Role>(roles, 'a role')),
  settingUrn: optional('setting_urn', urn),
  team: optional('team', words(100)),
  from: optional('from', date),
  to: optional('to', date)
}
export type PersonRow = RowOf<typeof personColumns>

const elsewhere: Partial<Record<Role, string>> = {
  carer: 'comes with the children’s file (carer_email)',
  parent: 'is invited on a plan, when the social worker has said yes',
  child: 'is never a person of this file',
  delegate: 'is asked on a plan, by its designated teacher',
  'invited-professional': 'is asked on a plan'
}

export async function readPeople(
  source: Source,
  today: PlainDate,
  mapping?: HeadingMapping
): Promise<CheckedTable<PersonRow> | Refusal> {
  const [file, another] = source.files
  if (!file || another)
    return { refused: `“${source.name}” holds ${source.files.length} tables. Import the table of people alone.` }
  const table = await openTable(file)
  if (isRefusal(table)) return table
  const checked = await checkTable('people', table, personColumns, today, mapping)
  if (isRefusal(checked)) return checked
  const rows = checked.rows.map(one => ({ ...one, wrong: contradictionsIn(one.value) }))
  const problems = rows.flatMap(({ row, value, wrong }) =>
    wrong.map(
      ({ column, reason }): Problem => ({
        table: 'people',
        row,
        column: personColumns[column].headings[0],
        value: String(value[column] ?? ''),
        reason
      })
    )
  )
  return {
    ...checked,
    rows: rows.filter(({ wrong }) => wrong.length === 0),
    refusals: [...checked.refusals, ...problems]
  }
}

/** Cells that are sound by themselves but not together. */
function contradictionsIn({
  role,
  settingUrn,
  team,
  from,
  to
}: PersonRow): { column: keyof PersonRow; reason: string }[] {
  const other = elsewhere[role]
  if (other) return [{ column: 'role', reason: `${other}: take the row out` }]
  return [
    ...(role === 'designated-teacher' && settingUrn === null
      ? [{ column: 'settingUrn' as const, reason: 'is empty: a designated teacher is one of a setting' }]
      : []),
    ...(role !== 'designated-teacher' && settingUrn !== null
      ? [{ column: 'settingUrn' as const, reason: `is not for this role: only a designated teacher has a setting` }]
      : []),
    ...(role === 'team-manager' && team === null
      ? [{ column: 'team' as const, reason: 'is empty: a team manager is one of a team' }]
      : []),
    ...(from && to && isBefore(to, from) ? [{ column: 'to' as const, reason: `lies before it begins, ${from}` }] : [])
  ]
}
