import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { readOpenPeps } from './attendance.queries.ts'
import type { AttendanceFile, ToldAttendance } from './attendance.ts'
import { oneImportAtATime, upsertAll } from './bulk.queries.ts'
import { countTable, type Fate, type Outcome, type Problem } from './report.ts'

/** Attendance goes to the child's plan that is open; a plan that is handed in keeps the figures that it was made with. */
export async function importAttendance(
  tx: Tx,
  { table, read, told, refusals, warnings }: AttendanceFile,
  { authorityId, today, apply, person }: { authorityId: number; today: PlainDate; apply: boolean; person: string }
): Promise<Outcome> {
  await oneImportAtATime(tx, authorityId)
  const peps = new Map(
    (
      await readOpenPeps(
        tx,
        authorityId,
        told.map(({ upn }) => upn)
      )
    ).map(row => [row.upn, row])
  )
  const refused: Problem[] = [...refusals]
  const fates = new Map<number, Fate>()
  const written = []
  const children: string[] = []
  for (const one of told) {
    const pep = peps.get(one.upn)
    const why = !pep ? 'is no child’s UPN here' : !pep.pep_id ? 'is a child who has no open plan' : null
    if (why || !pep?.pep_id) {
      for (const row of one.rows) refused.push({ table, row, column: 'upn', value: one.upn, reason: why ?? '' })
      continue
    }
    const figures = figuresFor(one)
    const same =
      pep.summary !== null &&
      Object.entries(figures).every(([name, value]) => equal(value, pep.summary?.[name as 'late']))
    for (const row of one.rows) fates.set(row, same ? 'unchanged' : pep.summary ? 'changed' : 'new')
    if (same) continue
    children.push(pep.child_id)
    written.push({
      pep_id: pep.pep_id,
      authority_id: authorityId,
      child_id: pep.child_id,
      ...figures,
      source: 'import',
      written_by: person,
      written_on: today.toString(),
      written_at: Temporal.Now.instant().toString()
    })
  }
  if (apply) await upsertAll(tx, 'attendance_summary', 'pep_id', written as never)
  return {
    report: {
      applied: apply,
      tables: { [table]: countTable(read, fates, refused, warnings) },
      refused,
      warnings,
      conflicts: []
    },
    childIds: children
  }
}

const figuresFor = ({ from, to, possible, attended, authorised, unauthorised, late, byWeek }: ToldAttendance) => ({
  from_date: from.toString(),
  to_date: to.toString(),
  possible,
  attended,
  authorised,
  unauthorised,
  late,
  by_week: byWeek
})

const equal = (one: unknown, other: unknown): boolean => sorted(one) === sorted(other)
/** JSON of the database has its keys in an order of its own. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort())
      : inner
  )
