import { askForApproval } from '../children/approval.ts'
import { asService } from '../db/as-service.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { readSurroundings } from './around-child.queries.ts'
import { oneImportAtATime, upsertAll } from './bulk.queries.ts'
import { writeCarers } from './carer.queries.ts'
import type { ChildRow } from './children.ts'
import { childrenOfFile } from './children-of-file.ts'
import type { CheckedTable } from './columns.ts'
import { readCare, readKnown } from './known.queries.ts'
import { readDecisions } from './match-decision.queries.ts'
import { writePlacements } from './placement.queries.ts'
import { type ChildrenPlan, planChildren } from './plan-children.ts'
import { countTable, type Outcome } from './report.ts'
import { readSettings } from './settings.queries.ts'

/** Matches a children's table with the authority's children and, unless it is a dry run, writes what is new. */
export async function importChildren(
  tx: Tx,
  table: CheckedTable<ChildRow>,
  { authorityId, today, apply }: { authorityId: number; today: PlainDate; apply: boolean }
): Promise<Outcome> {
  await oneImportAtATime(tx, authorityId)
  const byUrn = await readSettings(tx)
  const successors = new Map(
    [...byUrn].flatMap(([urn, { successor_urn }]) => (successor_urn ? [[urn, successor_urn]] : []))
  )
  const known = await readKnown(tx, authorityId)
  const careOf = await readCare(tx, authorityId)
  const plan = planChildren(table.rows, {
    authorityId,
    today,
    known,
    careOf,
    around: await readSurroundings(
      tx,
      authorityId,
      table.rows.flatMap(({ value }) => value.carerEmail ?? [])
    ),
    places: { byUrn, successors },
    decisions: await readDecisions(tx, authorityId)
  })
  if (apply) {
    await write(tx, plan)
    await askApprovals(tx, plan, authorityId, today)
  }
  const refused = [...table.refusals, ...plan.refusals]
  const unread = new Set(table.refusedRows.map(({ value }) => value.careSystemId))
  const told = new Set([
    ...plan.told,
    ...known.identities.flatMap(({ id, careSystemId }) => (careSystemId && unread.has(careSystemId) ? [id] : []))
  ])
  const unused = table.unknownHeadings.map(heading => ({
    table: 'children',
    row: 1,
    column: heading,
    value: '',
    reason: 'is a heading that is not known here: nothing of this column is taken until somebody maps it'
  }))
  const warnings = [...unused, ...table.warnings, ...plan.warnings]
  return {
    report: {
      applied: apply,
      tables: { children: countTable(table.read, plan.fates, refused, warnings) },
      refused,
      warnings,
      conflicts: plan.conflicts,
      ...childrenOfFile(plan, told, known, careOf, today)
    },
    childIds: [...plan.touched]
  }
}

async function write(tx: Tx, plan: ChildrenPlan): Promise<void> {
  await upsertAll(tx, 'child', 'id', plan.children)
  await upsertAll(tx, 'child_record', 'child_id', plan.records)
  await upsertAll(tx, 'care_period', 'id', plan.periods)
  await writePlacements(tx, plan.placements)
  await upsertAll(tx, 'enrolment', 'id', plan.enrolments)
  await upsertAll(tx, 'allocation', 'id', plan.allocations)
  await upsertAll(tx, 'carer_contact', 'child_id', plan.carers)
  await writeCarers(tx, plan.newCarers)
}

/** A move in year 10 or 11 that a file tells of has happened, or will: it is taken, and flagged for the nominated officer. */
async function askApprovals(tx: Tx, plan: ChildrenPlan, authorityId: number, today: PlainDate): Promise<void> {
  for (const { id, child_id, ends, main } of plan.enrolments) {
    const about = plan.leavers.get(child_id)
    if (!about || !main || ends === null) continue
    const leaving = { childId: child_id, authorityId, placeId: id, ...about, on: Temporal.PlainDate.from(ends) }
    await asService(tx, authorityId, () => askForApproval(tx, leaving, today))
  }
}
