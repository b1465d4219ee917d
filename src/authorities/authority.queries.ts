import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface AuthorityRow {
  id: number
  name: string
  policy: Record<string, unknown>
  premium_policy_url: string | null
  /** JSON of its `TermRow`s. */
  terms: string
}

export interface TermRow {
  year: string
  term: string
  starts: string
  half_term_starts: string
  half_term_ends: string
  ends: string
  assumed: string[]
  closed: string[]
}

const authorityOf = (id: RawBuilder<unknown>): RawBuilder<AuthorityRow> => sql`
    select a.id, a.name, a.policy, a.premium_policy_url,
           coalesce((select jsonb_agg(to_jsonb(t) order by t.starts) from calendar_term t where t.authority_id = a.id), '[]')::text as terms
      from authority a where a.id = ${id}`

/** An authority with its policy and its terms, in one read. */
export const readAuthority = async (tx: Tx, id: number): Promise<AuthorityRow | null> =>
  (await authorityOf(sql`${id}`).execute(tx)).rows[0] ?? null

/** That of a plan. */
export const readAuthorityOfPep = async (tx: Tx, pepId: string): Promise<AuthorityRow | null> =>
  (await authorityOf(sql`(select p.authority_id from pep p where p.id = ${pepId})`).execute(tx)).rows[0] ?? null

export interface NewAuthority {
  id: number
  name: string
  virtual_school_name: string
  virtual_school_email: string
  front_door_name: string
  front_door_phone: string
}

/** Its service person, for jobs, comes with it. False where the code is taken. */
export async function insertAuthority(db: Tx, authority: NewAuthority): Promise<boolean> {
  const result = await db
    .insertInto('authority')
    .values(authority)
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Every authority by name, for choosing one. */
export const readAuthorityNames = (tx: Tx): Promise<Array<{ id: number; name: string }>> =>
  tx.selectFrom('authority').select(['id', 'name']).orderBy('name').execute()
