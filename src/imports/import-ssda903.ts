import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { oneImportAtATime, upsertAll } from './bulk.queries.ts'
import { childrenOfFile } from './children-of-file.ts'
import { readCare, readKnown } from './known.queries.ts'
import { readDecisions } from './match-decision.queries.ts'
import { writePlacements } from './placement.queries.ts'
import { type Plan903, plan903 } from './plan-ssda903.ts'
import { countTable, type ImportReport, type Outcome, type Problem, type TableCounts } from './report.ts'
import { type ChildrenOfReturn, childrenOfReturn } from './ssda903/children-of-return.ts'
import type { ReadReturn, Return903 } from './ssda903/read-return.ts'

/** Matches a return with the authority's children and, unless it is a dry run, writes what is new. */
export async function importSsda903(
  tx: Tx,
  { tables, notTables }: ReadReturn,
  { authorityId, apply, today }: { authorityId: number; apply: boolean; today: PlainDate }
): Promise<Outcome> {
  await oneImportAtATime(tx, authorityId)
  const known = await readKnown(tx, authorityId)
  const numbers = new Set(known.identities.flatMap(child => [child.childId903 ?? [], child.careSystemId ?? []].flat()))
  const joined = childrenOfReturn(tables, childId => numbers.has(childId))
  const careOf = await readCare(tx, authorityId)
  const plan = plan903(authorityId, joined.children, known, careOf, await readDecisions(tx, authorityId))
  if (apply) await write(tx, plan)
  const whole = tables.header ? childrenOfFile(plan, plan.told, known, careOf, today) : {}
  return { report: { ...reportOf(tables, notTables, joined, plan, apply), ...whole }, childIds: [...plan.touched] }
}

async function write(tx: Tx, plan: Plan903): Promise<void> {
  await upsertAll(tx, 'child', 'id', plan.children)
  await upsertAll(tx, 'child_record', 'child_id', plan.records)
  await upsertAll(tx, 'care_period', 'id', plan.periods)
  await writePlacements(tx, plan.placements)
  await upsertAll(tx, 'care_review', 'id', plan.reviews)
}

function reportOf(
  tables: Return903,
  notTables: readonly Problem[],
  joined: ChildrenOfReturn,
  plan: Plan903,
  applied: boolean
): ImportReport {
  const all = Object.values(tables)
  const refused = [...all.flatMap(table => table.refusals), ...joined.refusals, ...plan.refusals, ...notTables]
  const warnings = [...all.flatMap(table => table.warnings), ...joined.warnings, ...plan.warnings]
  const counts = all.map(({ table, read }): [string, TableCounts] => [
    table,
    countTable(
      read,
      table in plan.fates ? plan.fates[table as keyof Plan903['fates']] : new Map(),
      refused.filter(problem => problem.table === table),
      warnings.filter(problem => problem.table === table)
    )
  ])
  return { applied, tables: Object.fromEntries(counts), refused, warnings, conflicts: plan.conflicts }
}
