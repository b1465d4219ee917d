import type { Tx } from '../db/transaction.ts'
import type { Decision, KnownChild } from './match.ts'

export async function readDecisions(tx: Tx, authorityId: number): Promise<Decision[]> {
  const rows = await tx
    .selectFrom('match_decision')
    .select(['care_system_id', 'child_id', 'same'])
    .where('authority_id', '=', authorityId)
    .execute()
  return rows.map(row => ({ careSystemId: row.care_system_id, childId: row.child_id, same: row.same }))
}

/** The last word counts: a decision may be made again. */
export async function writeDecisions(
  tx: Tx,
  { authorityId, person, decisions }: { authorityId: number; person: string; decisions: readonly Decision[] }
): Promise<void> {
  const rows = decisions.map(({ careSystemId, childId, same }) => ({
    authority_id: authorityId,
    care_system_id: careSystemId,
    child_id: childId,
    same,
    decided_by: person
  }))
  await tx
    .insertInto('match_decision')
    .values(rows)
    .onConflict(at =>
      at.columns(['authority_id', 'care_system_id', 'child_id']).doUpdateSet(({ ref }) => ({
        same: ref('excluded.same'),
        decided_by: ref('excluded.decided_by')
      }))
    )
    .execute()
}

/** The children that a doubtful one may be, as they are recorded here. */
export async function readCandidates(tx: Tx, ids: readonly string[]): Promise<KnownChild[]> {
  return tx
    .selectFrom('child as c')
    .leftJoin('child_record as r', 'r.child_id', 'c.id')
    .select(['c.id', 'c.first_name as firstName', 'c.last_name as lastName', 'c.date_of_birth as dateOfBirth'])
    .select(['r.care_system_id as careSystemId', 'r.child_id_903 as childId903', 'r.upn'])
    .where('c.id', 'in', [...ids])
    .execute()
}
