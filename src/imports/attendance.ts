import { type Figures, figureProblems, figuresOf, sessionKind } from '../guidance/attendance.ts'
import { isBefore, type PlainDate } from '../guidance/dates.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { type CellReader, pastDate, wholeNumber } from './cells.ts'
import { type CheckedTable, checkTable, optional, required } from './columns.ts'
import { type HeadingMapping, keysOf } from './headings.ts'
import { upn } from './identifiers.ts'
import { openTable } from './read-table.ts'
import type { Problem } from './report.ts'
import type { Source } from './source.ts'

const code: CellReader<string> = text => {
  const read = sessionKind(text)
  return 'reason' in read ? read : { value: text.trim().toUpperCase() }
}
const sessions = wholeNumber(0, 1000)

export const sessionColumns = {
  upn: required('upn', upn),
  date: required('date', pastDate),
  am: optional('am', code),
  pm: optional('pm', code)
}
export const summaryColumns = {
  upn: required('upn', upn),
  from: required('from', pastDate),
  to: required('to', pastDate),
  possible: required('possible', sessions),
  attended: required('attended', sessions),
  authorised: optional('authorised', sessions),
  unauthorised: optional('unauthorised', sessions),
  late: optional('late', sessions)
}

export interface Week {
  readonly week: string
  readonly possible: number
  readonly attended: number
}

/** One child's attendance as a file tells it, with the rows that told it. */
export interface ToldAttendance extends Figures {
  readonly upn: string
  readonly rows: readonly number[]
  readonly from: PlainDate
  readonly to: PlainDate
  readonly byWeek: readonly Week[]
}

export interface AttendanceFile {
  readonly table: 'sessions' | 'summaries'
  readonly read: number
  readonly told: readonly ToldAttendance[]
  readonly refusals: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly unknownHeadings: readonly string[]
}

/** Sessions with their codes, or summaries: told apart by their columns. */
export async function readAttendanceFile(
  source: Source,
  today: PlainDate,
  mapping?: HeadingMapping
): Promise<AttendanceFile | Refusal> {
  const [file, another] = source.files
  if (!file || another)
    return {
      refused: `“${source.name}” holds ${source.files.length} tables. Import one table of attendance at a time.`
    }
  const table = await openTable(file)
  if (isRefusal(table)) return table
  if (keysOf(table.headings, mapping ?? new Map()).some(({ key }) => key === 'possible')) {
    const checked = await checkTable('summaries', table, summaryColumns, today, mapping)
    return isRefusal(checked) ? checked : fromSummaries(checked)
  }
  const checked = await checkTable('sessions', table, sessionColumns, today, mapping)
  return isRefusal(checked) ? checked : fromSessions(checked)
}

type Sessions = CheckedTable<{ upn: string | null; date: PlainDate; am: string | null; pm: string | null }>

function fromSessions({ rows, read, refusals, warnings, unknownHeadings }: Sessions): AttendanceFile {
  const wrong: Problem[] = [...refusals]
  const taken = new Map<string, number>()
  const sound = rows.filter(({ row, value }) => {
    const problem = (column: string, written: string, reason: string) =>
      wrong.push({ table: 'sessions', row, column, value: written, reason })
    const day = `${value.upn} ${value.date}`
    const before = taken.get(day)
    if (value.upn === null) problem('upn', '', 'says that the pupil has no UPN: it cannot be matched')
    else if (before !== undefined)
      problem('date', value.date.toString(), `is the same pupil’s day as row ${before}: keep one of them`)
    else {
      taken.set(day, row)
      return true
    }
    return false
  })
  const codes = (of: typeof sound) => of.flatMap(({ value: { am, pm } }) => [am, pm].filter(one => one !== null))
  const told = [...Map.groupBy(sound, ({ value }) => value.upn ?? '')].flatMap(([pupil, own]) => {
    const days = own.toSorted((a, b) => Temporal.PlainDate.compare(a.value.date, b.value.date))
    const [first, last] = [days[0], days.at(-1)]
    if (!first || !last) return []
    const weeks = Map.groupBy(days, ({ value: { date } }) => date.subtract({ days: date.dayOfWeek - 1 }).toString())
    const byWeek = [...weeks].map(([week, of]) => {
      const { possible, attended } = figuresOf(codes(of))
      return { week, possible, attended }
    })
    const rows = own.map(({ row }) => row)
    return [{ upn: pupil, rows, from: first.value.date, to: last.value.date, ...figuresOf(codes(days)), byWeek }]
  })
  return { table: 'sessions', read, told, refusals: wrong, warnings, unknownHeadings }
}

type Summaries = CheckedTable<{
  upn: string | null
  from: PlainDate
  to: PlainDate
  possible: number
  attended: number
  authorised: number | null
  unauthorised: number | null
  late: number | null
}>

function fromSummaries({ rows, read, refusals, warnings, unknownHeadings }: Summaries): AttendanceFile {
  const wrong: Problem[] = [...refusals]
  const seen = new Map<string, number>()
  const told = rows.flatMap(({ row, value }): ToldAttendance[] => {
    const { upn: pupil, from, to, possible, attended } = value
    const figures = {
      ...{ possible, attended, authorised: value.authorised ?? 0, unauthorised: value.unauthorised ?? 0 },
      late: value.late ?? 0
    }
    const problems = [
      ...(pupil === null ? [{ column: 'upn', reason: 'says that the pupil has no UPN: it cannot be matched' }] : []),
      ...(isBefore(to, from) ? [{ column: 'to', reason: `lies before ${from}` }] : []),
      ...figureProblems(figures).map(({ field, what }) => ({ column: field, reason: what })),
      ...(pupil !== null && seen.has(pupil)
        ? [{ column: 'upn', reason: `is the pupil of row ${seen.get(pupil)} too: keep one row` }]
        : [])
    ]
    for (const { column, reason } of problems)
      wrong.push({ table: 'summaries', row, column, value: String(value[column as keyof typeof value] ?? ''), reason })
    if (problems.length > 0 || pupil === null) return []
    seen.set(pupil, row)
    return [{ upn: pupil, rows: [row], from, to, ...figures, byWeek: [] }]
  })
  return { table: 'summaries', read, told, refusals: wrong, warnings, unknownHeadings }
}
