import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface HelpRow {
  virtual_school_name: string
  virtual_school_email: string
  virtual_school_phone: string | null
  front_door_name: string
  front_door_phone: string
  adviser_name: string | null
  adviser_email: string | null
  safeguarding_name: string | null
  safeguarding_phone: string | null
}

/** The authority's contacts, and for a child's page the child's adviser and the setting's safeguarding lead: one row. */
export const helpRow = (authority: RawBuilder<unknown>, child: RawBuilder<unknown>): RawBuilder<HelpRow> => sql`
    select a.virtual_school_name, a.virtual_school_email, a.virtual_school_phone, a.front_door_name, a.front_door_phone,
           v.name as adviser_name, v.email as adviser_email, s.safeguarding_name, s.safeguarding_phone
      from authority a
      left join lateral (select p.name, p.email from allocation l join person p on p.id = l.person_id
         where l.child_id = ${child} and l.role = 'adviser' and l.revoked_at is null and l.starts <= app.today()
           and (l.ends is null or l.ends > app.today()) order by l.starts desc limit 1) v on true
      left join lateral (select k.safeguarding_name, k.safeguarding_phone from enrolment e
         join setting_contact k on k.setting_id = e.setting_id and k.authority_id = e.authority_id
         where e.child_id = ${child} and e.main and e.starts <= app.today() and (e.ends is null or e.ends > app.today()) limit 1) s on true
     where a.id = ${authority}`

export async function readHelp(tx: Tx, authorityId: number, childId: string | null): Promise<HelpRow | null> {
  const { rows } = await helpRow(sql`${authorityId}`, sql`${childId}::uuid`).execute(tx)
  return rows[0] ?? null
}
