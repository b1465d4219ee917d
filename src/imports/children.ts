import { isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { type CellReader, childsBirthDate, date, email, pastDate, sex, wholeNumber, words, yesNo } from './cells.ts'
import { type Checked, type CheckedTable, checkTable, optional, type RowOf, required } from './columns.ts'
import { type HeadingMapping, headingKey } from './headings.ts'
import { identifier, upn, urn } from './identifiers.ts'
import { openTable } from './read-table.ts'
import type { Problem } from './report.ts'
import type { Source } from './source.ts'

const name = words(100)

const senStatuses: Record<string, 'N' | 'K' | 'E' | 'assessment'> = {
  n: 'N',
  none: 'N',
  nosen: 'N',
  k: 'K',
  sensupport: 'K',
  support: 'K',
  e: 'E',
  ehcp: 'E',
  ehc: 'E',
  ehcplan: 'E',
  assessment: 'assessment',
  underassessment: 'assessment'
} // prettier-ignore
const senStatus: CellReader<'N' | 'K' | 'E' | 'assessment'> = text => {
  const value = senStatuses[headingKey(text)]
  return value ? { value } : { reason: 'is not an SEN status: N (none), K (SEN support), E (EHC plan) or assessment' }
}

const early: Record<string, number> = { r: 0, reception: 0, nursery: -1, n1: -2, n2: -1 }
/** Reception is 0, the nursery years below it. */
const yearGroup: CellReader<number> = (text, today) => {
  const written = text.toLowerCase().replace(/^(year|yr|y)\s*/, '')
  const value = early[written]
  return value === undefined ? wholeNumber(-2, 14)(written, today) : { value }
}

/** The children's table; the columns are named in the data specification, in any order. */
export const childColumns = {
  careSystemId: required('care_system_id', identifier),
  childId903: optional('child_id_903', identifier),
  upn: optional('upn', upn),
  firstName: required('first_name', name),
  lastName: required('last_name', name),
  preferredName: optional('preferred_name', name),
  dateOfBirth: required('date_of_birth', childsBirthDate),
  sex: optional('sex', sex),
  ethnicity: optional('ethnicity', name),
  careBegan: optional('care_began', pastDate),
  careEnded: optional('care_ended', date),
  legalStatus: optional('legal_status', words(60)),
  placementType: optional('placement_type', words(60)),
  placementBegan: optional('placement_began', pastDate),
  settingUrn: optional('setting_urn', urn),
  settingName: optional('setting_name', words(200)),
  enrolledFrom: optional('enrolled_from', date),
  yearGroup: optional('year_group', yearGroup),
  senStatus: optional('sen_status', senStatus),
  socialWorkerEmail: optional('social_worker_email', email),
  adviserEmail: optional('adviser_email', email),
  iroEmail: optional('iro_email', email),
  carerName: optional('carer_name', words(200)),
  carerEmail: optional('carer_email', email),
  carerPhone: optional('carer_phone', words(40)),
  addressWithheld: optional('address_withheld', yesNo),
  firstLanguage: optional('first_language', name),
  interpreterLanguage: optional('interpreter_language', name),
  uasc: optional('uasc', yesNo)
} as const
export type ChildRow = RowOf<typeof childColumns>

/** Reads a children's table and refuses rows that contradict themselves or each other. */
export async function readChildren(
  source: Source,
  today: PlainDate,
  mapping?: HeadingMapping
): Promise<CheckedTable<ChildRow> | Refusal> {
  const [file, another] = source.files
  if (!file || another)
    return { refused: `“${source.name}” holds ${source.files.length} tables. Import the children’s table alone.` }
  const table = await openTable(file)
  if (isRefusal(table)) return table
  const checked = await checkTable('children', table, childColumns, today, mapping)
  return isRefusal(checked) ? checked : consistent(checked)
}

/** Cells that are sound by themselves but not together. */
export function contradictionsIn(row: ChildRow): { column: keyof ChildRow; reason: string }[] {
  const found: { column: keyof ChildRow; reason: string }[] = []
  const { dateOfBirth: born, careBegan, careEnded, placementBegan, enrolledFrom } = row
  const beforeBirth = { careBegan, careEnded, placementBegan, enrolledFrom }
  for (const [column, day] of Object.entries(beforeBirth) as [keyof typeof beforeBirth, PlainDate | null][])
    if (day && isBefore(day, born)) found.push({ column, reason: `lies before the date of birth, ${born}` })
  if (careEnded && !careBegan)
    found.push({ column: 'careEnded', reason: 'says that care ended, but not when it began (care_began)' })
  if (careBegan && careEnded && isBefore(careEnded, careBegan))
    found.push({ column: 'careEnded', reason: `lies before care began, ${careBegan}` })
  if (careEnded && placementBegan && isAfter(placementBegan, careEnded))
    found.push({ column: 'placementBegan', reason: `lies after care ended, ${careEnded}` })
  return found
}

function consistent(table: CheckedTable<ChildRow>): CheckedTable<ChildRow> {
  const seen = { careSystemId: new Map<string, Checked<ChildRow>>(), upn: new Map<string, Checked<ChildRow>>() }
  const rows: Checked<ChildRow>[] = []
  const refusedRows = [...table.refusedRows]
  const refusals: Problem[] = [...table.refusals]
  const warnings: Problem[] = [...table.warnings]
  for (const checked of table.rows) {
    const { row, value } = checked
    const problem = (column: keyof ChildRow, reason: string): Problem => ({
      table: 'children',
      row,
      column: childColumns[column].headings[0],
      value: String(value[column] ?? ''),
      reason
    })
    const twin = seen.careSystemId.get(value.careSystemId)
    const samePupil = value.upn === null ? undefined : seen.upn.get(value.upn)
    if (twin && JSON.stringify(twin.value) === JSON.stringify(value)) {
      warnings.push(problem('careSystemId', `is the same row as row ${twin.row}: taken once`))
      continue
    }
    const wrong = contradictionsIn(value).map(({ column, reason }) => problem(column, reason))
    if (twin)
      wrong.push(problem('careSystemId', `is the child of row ${twin.row} too, with other details: keep one of them`))
    else if (samePupil) wrong.push(problem('upn', `is the UPN of row ${samePupil.row} too: a UPN is one child’s`))
    refusals.push(...wrong)
    if (wrong.length > 0) {
      refusedRows.push(checked)
      continue
    }
    seen.careSystemId.set(value.careSystemId, checked)
    if (value.upn !== null) seen.upn.set(value.upn, checked)
    rows.push(checked)
  }
  return { ...table, rows, refusals, refusedRows, warnings }
}
