import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'

export async function readServicePerson(tx: Tx, authorityId: number): Promise<string | undefined> {
  // Two that ask at once would otherwise make two.
  await sql`select pg_advisory_xact_lock(hashtext('openpep service person'), ${authorityId}::int)`.execute(tx)
  const row = await tx
    .selectFrom('appointment as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select('p.id')
    .where('a.authority_id', '=', authorityId)
    .where('a.role', '=', 'service')
    .where('p.kind', '=', 'service')
    .where('a.revoked_at', 'is', null)
    .where('a.ends', 'is', null)
    .orderBy('p.id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Appointed since long ago, so that a pretended earlier day finds it too. */
export async function writeServicePerson(
  tx: Tx,
  { id, authorityId }: { id: string; authorityId: number }
): Promise<void> {
  await tx.insertInto('person').values({ id, kind: 'service', name: 'Open PEP itself' }).execute()
  await tx
    .insertInto('appointment')
    .values({ id: newId(), person_id: id, role: 'service', authority_id: authorityId, starts: '2000-01-01' })
    .execute()
}
