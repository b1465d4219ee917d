import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'

/** What is stored of the policy, held until the transaction ends: two who set figures at once follow each other. */
export async function lockPolicy(tx: Tx, authorityId: number): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ policy: Record<string, unknown> }>`
    select policy from authority where id = ${authorityId} for update`.execute(tx)
  return rows[0]?.policy ?? {}
}

export async function writePolicy(tx: Tx, authorityId: number, policy: object): Promise<void> {
  await tx
    .updateTable('authority')
    .set({ policy: JSON.stringify(policy) })
    .where('id', '=', authorityId)
    .execute()
}

export interface PolicyChangeRow {
  figure: string
  before: unknown
  after: unknown
  reason: string | null
  by: string
  changed_at: string
}

export async function insertPolicyChange(
  tx: Tx,
  change: {
    authorityId: number
    personId: string
    figure: string
    before: unknown
    after: unknown
    reason: string | null
  }
): Promise<void> {
  await tx
    .insertInto('policy_change')
    .values({
      id: newId(),
      authority_id: change.authorityId,
      figure: change.figure,
      before: JSON.stringify(change.before),
      after: JSON.stringify(change.after),
      person_id: change.personId,
      reason: change.reason
    })
    .execute()
}

export async function readPolicyChanges(tx: Tx, authorityId: number): Promise<PolicyChangeRow[]> {
  const { rows } = await sql<PolicyChangeRow>`
    select h.figure, h.before, h.after, h.reason, p.name as by, h.changed_at from policy_change h join person p on p.id = h.person_id
     where h.authority_id = ${authorityId} order by h.changed_at desc, h.id desc limit 100`.execute(tx)
  return rows
}
