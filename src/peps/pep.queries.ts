import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface PepRow {
  id: string
  authority_id: number
  child_id: string
  year: string
  term: string
  kind: string
  phase: string
  circumstances: string[]
  form_version: string
  state: string
  setting_id: string | null
  setting_name: string | null
  setting_town: string | null
  previous_pep_id: string | null
  day_zero: string | null
  opened_on: string
  submitted_on: string | null
  returned_on: string | null
  signed_off_on: string | null
  unchecked_at_sign_off: boolean
  leaving_care_plan: { continues?: string; staysInTouch?: string } | null
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  pronouns: string | null
  date_of_birth: string
  closed: boolean
  meeting_on: string | null
  meeting_reason: string | null
  meeting_at: string | null
  held_on: string | null
  next_on: string | null
  next_reason: string | null
  year_group_override: number | null
  sees_child: boolean
}

export async function readPep(tx: Tx, id: string): Promise<PepRow | null> {
  const { rows } = await sql<PepRow>`
    select p.id, p.authority_id, p.child_id, p.year, p.term, p.kind, p.phase, p.circumstances, p.form_version, p.state,
           p.setting_id, s.name as setting_name, s.town as setting_town, p.previous_pep_id, p.day_zero, p.opened_on,
           p.submitted_on, p.returned_on, p.signed_off_on, p.unchecked_at_sign_off, p.leaving_care_plan,
           c.first_name, c.last_name, c.preferred_name, c.pronouns, c.date_of_birth, c.died_on is not null or c.adopted_on is not null as closed,
           m.on_date as meeting_on, m.on_reason as meeting_reason, m.at_time as meeting_at, m.held_on, m.next_on, m.next_reason, r.year_group_override,
           c.authority_id = any(app.my_authorities()) or c.id = any(app.my_children('{full,setting}')) as sees_child
      from pep p join child c on c.id = p.child_id
      left join setting s on s.id = p.setting_id left join meeting m on m.pep_id = p.id left join child_record r on r.child_id = c.id
     where p.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export async function readSections(tx: Tx, pepId: string) {
  const { rows } = await sql<{
    section: string
    complete_on: string | null
    complete_by: string | null
    reason: string | null
  }>`
    select coalesce(s.section, r.section) as section, s.complete_on, w.name as complete_by, r.reason
      from (select * from section_state where pep_id = ${pepId}) s
      full join (select section, string_agg(reason, e'\n' order by returned_on) as reason from section_return
                  where pep_id = ${pepId} and resolved_on is null group by section) r on r.section = s.section
      left join person w on w.id = s.complete_by`.execute(tx)
  return rows
}

/** Which typed records hold what they must. */
export async function readRecordState(tx: Tx, pepId: string) {
  const { rows } = await sql<{
    targets: boolean
    last_targets: boolean
    any_last_targets: boolean
    premium: boolean
    attendance: boolean
    attendance_share: number | null
    attainment: boolean
    child: boolean
    carer: boolean
    parent: boolean
    came: number
    held: boolean
    next: boolean
    documents: boolean
    suspensions: boolean
  }>`
    with last as materialized (select t.id from pep p join target t on t.pep_id = p.previous_pep_id where p.id = ${pepId})
    select exists (select from target where pep_id = ${pepId} and lead_name <> '' and due is not null) as targets,
           not exists (select from last where not exists (select from target_review v where v.target_id = last.id)) as last_targets,
           exists (select from last) as any_last_targets,
           exists (select from premium_line where pep_id = ${pepId}) as premium,
           exists (select from attendance_summary where pep_id = ${pepId}) as attendance,
           (select case when possible > 0 then attended::float8 / possible end from attendance_summary where pep_id = ${pepId}) as attendance_share,
           exists (select from attainment where pep_id = ${pepId}) as attainment,
           exists (select from views where pep_id = ${pepId} and party = 'child' and (recorded_on is not null or reason_none is not null)) as child,
           exists (select from views where pep_id = ${pepId} and party = 'carer' and (recorded_on is not null or reason_none is not null)) as carer,
           exists (select from views where pep_id = ${pepId} and party = 'parent' and (recorded_on is not null or reason_none is not null)) as parent,
           (select count(*)::int from attendee where pep_id = ${pepId}) as came,
           exists (select from meeting where pep_id = ${pepId} and held_on is not null) as held,
           exists (select from meeting where pep_id = ${pepId} and next_on is not null) as next,
           exists (select from document where pep_id = ${pepId} and withdrawn_at is null) as documents,
           exists (select from suspension where pep_id = ${pepId}) as suspensions`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('An aggregate without a row.')
  return row
}

export const markInProgress = (tx: Tx, pepId: string) =>
  sql`update pep set state = 'in-progress' where id = ${pepId} and state = 'planned'`.execute(tx)

export const updateState = (tx: Tx, pepId: string, changes: Record<string, string | boolean | null>) =>
  tx.updateTable('pep').set(changes).where('id', '=', pepId).execute()

export const upsertSectionComplete = (
  tx: Tx,
  row: {
    pep_id: string
    section: string
    authority_id: number
    child_id: string
    complete_by: string | null
    complete_on: string | null
  }
) =>
  tx
    .insertInto('section_state')
    .values(row)
    .onConflict(conflict =>
      conflict
        .columns(['pep_id', 'section'])
        .doUpdateSet({ complete_by: row.complete_by, complete_on: row.complete_on })
    )
    .execute()

/** What submission asks of the typed records. */
export async function readSubmission(tx: Tx, pepId: string, previousPepId: string | null) {
  const targets = await sql<{ words: string; lead_name: string; due: string | null }>`
    select words, lead_name, due from target where pep_id = ${pepId} order by place`.execute(tx)
  const unreviewed = await sql<{ of: 'target' | 'action'; words: string }>`
    select 'target' as of, t.words, t.place as nth, null::date as due from target t where t.pep_id = ${previousPepId}::uuid
       and not exists (select from target_review v where v.target_id = t.id)
    union all select 'action', a.words, null, a.due from pep p join action a on a.child_id = p.child_id and a.pep_id <> p.id
      join pep b on b.id = a.pep_id
     where p.id = ${pepId} and a.reviewed_in is null and (b.id = p.previous_pep_id or (b.opened_on < p.opened_on and a.done_on is null))
     order by 1, 3, 4`.execute(tx)
  const came = await sql<{ party: string; presence: string; reason: string | null }>`
    select party, presence, reason from attendee where pep_id = ${pepId}`.execute(tx)
  const views = await sql<{ party: string; recorded_on: string | null; reason_none: string | null }>`
    select party, recorded_on, reason_none from views where pep_id = ${pepId}`.execute(tx)
  return { targets: targets.rows, unreviewed: unreviewed.rows, came: came.rows, views: views.rows }
}

export const resolveReturns = (tx: Tx, pepId: string, on: string) =>
  sql`update section_return set resolved_on = ${on} where pep_id = ${pepId} and resolved_on is null`.execute(tx)

export async function readSocialWorker(tx: Tx, childId: string): Promise<string | null> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from allocation where child_id = ${childId} and role = 'social-worker' and revoked_at is null
       and starts <= app.today() and (ends is null or ends > app.today()) order by starts desc limit 1`.execute(tx)
  return rows[0]?.person_id ?? null
}

export async function readPepExtras(tx: Tx, pepId: string, previousPepId: string | null) {
  const { rows } = await sql<{
    arranged_on: string | null
    held_without: string | null
    open_corrections: number
    rated_on: string | null
    filed_on: string | null
    feedback: { words: string; section: string | null }[] | null
  }>`
    select m.arranged_on, m.held_without,
           (select count(*)::int from correction c where c.pep_id = p.id and c.outcome is null) as open_corrections,
           (select max(q.rated_on) from quality_review q where q.pep_id = p.id) as rated_on,
           (select d.filed_on from delivery d where d.pep_id = p.id order by d.addenda desc limit 1) as filed_on,
           (select jsonb_agg(jsonb_build_object('words', f.words, 'section', f.section)) from feedback f
             where f.pep_id = ${previousPepId}::uuid and f.answered_on is null) as feedback
      from pep p left join meeting m on m.pep_id = p.id where p.id = ${pepId}`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('A pep that was there is gone.')
  return row
}

export async function readPepClocks(tx: Tx, pepId: string) {
  const { rows } = await sql<{
    name: string
    due: string | null
    met_on: string | null
    stopped: string | null
    holder: string
  }>`
    select name, due, met_on, stopped, holder from clock where pep_id = ${pepId} order by due`.execute(tx)
  return rows
}

/** Whom the child chose to read what they said, beyond those who always may. */
export async function readChildsReaders(tx: Tx, pepId: string): Promise<string[]> {
  const { rows } = await sql<{ readers: string[] | null }>`
    select readers from views where pep_id = ${pepId} and party = 'child'`.execute(tx)
  return rows[0]?.readers ?? []
}
