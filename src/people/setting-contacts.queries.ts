import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import { searchable } from '../guidance/searchable.ts'

export interface SettingContactRow {
  setting_id: string
  authority_ids: number[]
  name: string
  town: string
  teachers: Array<{ name: string; email: string | null }>
  safeguarding_name: string | null
  safeguarding_phone: string | null
  office_phone: string | null
  office_email: string | null
  escalation_email: string | null
  total: number
}

const now = (table: string) =>
  sql`${sql.ref(`${table}.starts`)} <= app.today() and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())`

/** Places where these authorities' children learn, and those that this person teaches at; each once, with what is recorded. */
export async function readSettingContacts(
  tx: Tx,
  of: {
    readonly authorities: readonly number[]
    readonly setting: string | null
    readonly search: string
    /** Only those without an address for late work. */
    readonly without: boolean
    readonly size: number
    readonly offset: number
  }
): Promise<SettingContactRow[]> {
  const like = `%${searchable(of.search).replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<SettingContactRow>`
    with places as (
      select e.setting_id, e.authority_id from enrolment e
       where e.authority_id = any(${[...of.authorities]}::smallint[]) and ${now('e')}
      union select d.setting_id, d.authority_id from appointment d
       where d.person_id = app.person() and d.role = 'designated-teacher' and d.revoked_at is null and ${now('d')})
    select t.id as setting_id, t.name, t.town, array_agg(p.authority_id order by p.authority_id) as authority_ids,
           coalesce((select jsonb_agg(distinct jsonb_build_object('name', h.name, 'email', h.email)) from appointment d
              join person h on h.id = d.person_id where d.setting_id = t.id and d.role = 'designated-teacher'
               and d.authority_id = any(array_agg(p.authority_id)) and d.revoked_at is null and ${now('d')}), '[]') as teachers,
           min(k.safeguarding_name) as safeguarding_name, min(k.safeguarding_phone) as safeguarding_phone,
           min(k.office_phone) as office_phone, min(k.office_email) as office_email, min(k.escalation_email) as escalation_email,
           count(*) over ()::int as total
      from places p join setting t on t.id = p.setting_id
      left join setting_contact k on k.setting_id = p.setting_id and k.authority_id = p.authority_id
     where (${of.setting}::uuid is null or t.id = ${of.setting}::uuid) and t.search like ${like}
     group by t.id
    having not ${of.without} or min(k.escalation_email) is null
     order by t.name, t.id limit ${of.size} offset ${of.offset}`.execute(tx)
  return rows
}

export interface ContactColumns {
  safeguarding_name: string | null
  safeguarding_phone: string | null
  office_phone: string | null
  office_email: string | null
  /** Left out by whoever may not say it. */
  escalation_email?: string | null
}

export const upsertSettingContacts = (
  tx: Tx,
  setting: string,
  authorities: readonly number[],
  columns: ContactColumns
) =>
  tx
    .insertInto('setting_contact')
    .values(authorities.map(authority_id => ({ authority_id, setting_id: setting, ...columns })))
    .onConflict(conflict => conflict.columns(['authority_id', 'setting_id']).doUpdateSet({ ...columns }))
    .execute()
