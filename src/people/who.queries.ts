import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { Appointment } from '../web/page.ts'
import { type HelpRow, helpRow } from './help.queries.ts'

export interface WhoRow {
  id: string
  name: string
  email: string | null
  kind: 'professional' | 'family' | 'service'
  appointments: Appointment[]
  familyRoles: string[]
  grants: string[]
  covers: boolean
  authorityIds: number[]
}

/** The person of this transaction with today's appointments; null where there is none. */
export async function readWho(tx: Tx): Promise<WhoRow | null> {
  const { rows } = await sql<{ who: WhoRow | null }>`select app.whoami() as who`.execute(tx)
  return rows[0]?.who ?? null
}

export interface AboutRow {
  child_id: string
  authority_id: number
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  standing: string[]
  pep_id: string | null
  state: string | null
  kind: string | null
  circumstances: string[] | null
  setting_id: string | null
  granted: string[] | null
}

export interface Named {
  readonly child?: string
  readonly pep?: string
}

const aboutChild = (childId: string): RawBuilder<AboutRow> => sql`
    select c.id as child_id, c.authority_id, c.first_name, c.last_name, c.preferred_name, app.my_standing(c.id) as standing,
           null as pep_id, null as state, null as kind, null as circumstances, null as setting_id, null as granted
      from child c where c.id = ${childId}`

const aboutPep = (pepId: string): RawBuilder<AboutRow> => sql`
    select c.id as child_id, c.authority_id, c.first_name, c.last_name, c.preferred_name, app.my_standing(c.id, p.id) as standing,
           p.id as pep_id, p.state, p.kind, p.circumstances, p.setting_id,
           (select array_agg(s) from section_grant g, unnest(g.sections) s
             where g.pep_id = p.id and g.person_id = app.person() and g.revoked_at is null
               and g.starts <= app.today() and (g.ends is null or g.ends > app.today())) as granted
      from pep p join child c on c.id = p.child_id where p.id = ${pepId}`

const about = ({ child, pep }: Named) => (pep ? aboutPep(pep) : child ? aboutChild(child) : null)

export const readAbout = async (tx: Tx, named: Named): Promise<AboutRow | null> =>
  (await about(named)?.execute(tx))?.rows[0] ?? null

/** For a page, which names beside the child whom to ask for help. */
export async function readAboutWithHelp(tx: Tx, named: Named): Promise<(AboutRow & { help: HelpRow | null }) | null> {
  const found = about(named)
  if (!found) return null
  const { rows } = await sql<AboutRow & { help: HelpRow | null }>`
    select x.*, to_jsonb(h) as help from (${found}) x
      left join lateral (${helpRow(sql`x.authority_id`, sql`x.child_id`)}) h on true`.execute(tx)
  return rows[0] ?? null
}
