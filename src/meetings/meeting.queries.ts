import { type Insertable, sql, type Updateable } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

export interface MeetingRow {
  on_date: string | null
  at_time: string | null
  place: string | null
  link: string | null
  place_withheld: boolean | null
  chair_id: string | null
  chair_name: string | null
  interpreter: 'not-needed' | 'requested' | 'confirmed' | null
  interpreter_words: string | null
  interpreter_asked_on: string | null
  interpreter_confirmed_on: string | null
  arranged_on: string | null
  ics_sequence: number | null
  parent_agreed_on: string | null
  parent_agreed_by: string | null
  on_reason: string | null
  held_on: string | null
  held_without: string | null
  notes: string | null
  next_on: string | null
  next_reason: string | null
  next_flagged: boolean | null
  address_withheld: boolean
  setting_withheld: boolean
  interpreter_language: string | null
  care_began: string | null
  due: string | null
  school_name: string
  school_email: string
}

/** The meeting of a pep, with what its rules ask: flags, the start of care, the day by which it is due, who sends. */
export async function readMeeting(tx: Tx, pepId: string): Promise<MeetingRow | null> {
  const { rows } = await sql<MeetingRow>`
    select m.on_date, m.at_time, m.place, m.link, m.place_withheld, m.chair_id, chair.name as chair_name, m.interpreter, m.arranged_on, m.interpreter_words, m.interpreter_asked_on, m.interpreter_confirmed_on,
           m.ics_sequence, m.parent_agreed_on, m.on_reason, agreed.name as parent_agreed_by, m.held_on, m.held_without, m.notes, m.next_on, m.next_reason,
           m.next_flagged, c.address_withheld, c.setting_withheld, c.interpreter_language,
           (select max(k.starts) from care_period k where k.child_id = c.id and not k.short_break and k.starts <= app.today()) as care_began,
           (select min(k.due) from clock k where k.pep_id = p.id and k.name in ('hold-initial', 'termly-review', 'leaving-care')) as due,
           a.virtual_school_name as school_name, a.virtual_school_email as school_email
      from pep p join child c on c.id = p.child_id join authority a on a.id = p.authority_id left join meeting m on m.pep_id = p.id
      left join person chair on chair.id = m.chair_id left join person agreed on agreed.id = m.parent_agreed_by
     where p.id = ${pepId}`.execute(tx)
  return rows[0] ?? null
}

export interface PartyRow {
  party: string
  /** Null: nobody with a page or an address of their own is on record, and they have a place all the same. */
  person_id: string | null
  /** Null where this person may not know it. */
  name: string | null
  has_email: boolean | null
}

/** Who has a place at this child's meeting by the facts of today: always the carer, as far as known, and the child. */
export async function readParties(tx: Tx, pepId: string): Promise<PartyRow[]> {
  const { rows } = await sql<PartyRow>`
    with known as (select distinct on (f.party, f.person_id) f.party, f.person_id, n.name, n.email is not null as has_email from pep p
      cross join lateral (
        select d.role as party, d.person_id from appointment d where d.setting_id = p.setting_id and d.authority_id = p.authority_id
           and d.role = 'designated-teacher' and d.revoked_at is null and d.starts <= app.today() and (d.ends is null or d.ends > app.today())
        union select l.role, l.person_id from allocation l where l.child_id = p.child_id
           and l.role in ('social-worker', 'carer', 'parent', 'child') and l.revoked_at is null and l.starts <= app.today() and (l.ends is null or l.ends > app.today())
        union select 'next-setting', d.person_id from enrolment e join appointment d on d.setting_id = e.setting_id and d.authority_id = e.authority_id
           and d.role = 'designated-teacher' and d.revoked_at is null and d.starts <= app.today() and (d.ends is null or d.ends > app.today())
         where e.child_id = p.child_id and e.main and e.starts > app.today() and e.setting_id is distinct from p.setting_id and (e.ends is null or e.ends > e.starts)
      ) f left join person n on n.id = f.person_id
     where p.id = ${pepId} order by f.party, f.person_id)
    select * from known
    union all select 'carer', null, (select k.name from carer_contact k where k.child_id = p.child_id and k.email is null), false
      from pep p where p.id = ${pepId} and not exists (select from known where party = 'carer')
    union all select 'child', null, coalesce(c.preferred_name, c.first_name), false
      from pep p join child c on c.id = p.child_id where p.id = ${pepId} and not exists (select from known where party = 'child')`.execute(
    tx
  )
  return rows
}

/** Arranged and not held yet. */
export async function readComingMeetings(
  tx: Tx,
  childId: string
): Promise<Array<{ pep_id: string; authority_id: number; kind: string; on_date: string }>> {
  const { rows } = await sql<{ pep_id: string; authority_id: number; kind: string; on_date: string }>`
    select m.pep_id, m.authority_id, p.kind, m.on_date from meeting m join pep p on p.id = m.pep_id
     where m.child_id = ${childId} and m.on_date >= app.today() and m.held_on is null
       and p.state not in ('signed-off', 'not-required') order by m.on_date`.execute(tx)
  return rows
}

export interface InvitationRow {
  id: string
  party: string
  person_id: string | null
  name: string
  email: string | null
  sent_at: string | null
  answer: string | null
  answer_words: string | null
}

/** The invitations that stand. */
export const readInvitations = (tx: Tx, pepId: string): Promise<InvitationRow[]> =>
  tx
    .selectFrom('invitation')
    .select(['id', 'party', 'person_id', 'name', 'email', 'sent_at', 'answer', 'answer_words'])
    .where('pep_id', '=', pepId)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()

export async function readInviteeEmail(tx: Tx, invitationId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string | null }>`select app.invitee_email(${invitationId}) as email`.execute(tx)
  return rows[0]?.email ?? null
}

export type MeetingChange = Updateable<Schema['meeting']>

export const upsertMeeting = (
  tx: Tx,
  pep: { id: string; authorityId: number; childId: string },
  change: MeetingChange
) =>
  tx
    .insertInto('meeting')
    .values({ pep_id: pep.id, authority_id: pep.authorityId, child_id: pep.childId, ...change })
    .onConflict(conflict => conflict.column('pep_id').doUpdateSet(change))
    .execute()

export const insertInvitation = (tx: Tx, row: Insertable<Schema['invitation']>) =>
  tx.insertInto('invitation').values(row).execute()

export const withdrawInvitation = (tx: Tx, id: string, at: string) =>
  tx.updateTable('invitation').set({ withdrawn_at: at }).where('id', '=', id).execute()

/** The link that an invitation is answered by: the same for as long as it stands. */
export const setLinkDigest = (tx: Tx, id: string, digest: Buffer) =>
  tx.updateTable('invitation').set({ link_digest: digest }).where('id', '=', id).execute()

export const setAnswer = (tx: Tx, id: string, answer: string | null) =>
  tx.updateTable('invitation').set({ answer, answer_words: null, answered_at: null }).where('id', '=', id).execute()

/** Ends somebody's private links of this pep, and what they have open. */
export async function revokeViewLinks(tx: Tx, person: string, pepId: string): Promise<void> {
  await sql`select app.revoke_links(${person}, ${pepId}), app.close_sessions_of(${person})`.execute(tx)
}

export interface AttendeeRow {
  party: string
  presence: string
  reason: string | null
  name: string | null
}
export const readAttendees = (tx: Tx, pepId: string): Promise<AttendeeRow[]> =>
  tx.selectFrom('attendee').select(['party', 'presence', 'reason', 'name']).where('pep_id', '=', pepId).execute()

export const upsertAttendees = (tx: Tx, rows: ReadonlyArray<Insertable<Schema['attendee']>>) =>
  rows.length === 0
    ? Promise.resolve([])
    : tx
        .insertInto('attendee')
        .values(rows)
        .onConflict(conflict =>
          conflict.columns(['pep_id', 'party']).doUpdateSet(eb => ({
            presence: eb.ref('excluded.presence'),
            reason: eb.ref('excluded.reason'),
            name: eb.ref('excluded.name')
          }))
        )
        .execute()

export interface ActionRow {
  id: string
  words: string
  owner_party: string
  owner_person_id: string | null
  owner_name: string | null
  due: string | null
  done_on: string | null
}
export const readActions = (tx: Tx, pepId: string): Promise<ActionRow[]> =>
  tx
    .selectFrom('action')
    .select(['id', 'words', 'owner_party', 'owner_person_id', 'owner_name', 'due', 'done_on'])
    .where('pep_id', '=', pepId)
    .orderBy('id')
    .execute()

export const upsertActions = (tx: Tx, rows: ReadonlyArray<Insertable<Schema['action']>>) =>
  rows.length === 0
    ? Promise.resolve([])
    : tx
        .insertInto('action')
        .values(rows)
        .onConflict(conflict =>
          conflict.column('id').doUpdateSet(eb => ({
            words: eb.ref('excluded.words'),
            owner_party: eb.ref('excluded.owner_party'),
            owner_person_id: eb.ref('excluded.owner_person_id'),
            owner_name: eb.ref('excluded.owner_name'),
            due: eb.ref('excluded.due')
          }))
        )
        .execute()
export const deleteActions = (tx: Tx, pepId: string, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .deleteFrom('action')
        .where('pep_id', '=', pepId)
        .where('id', 'in', [...ids])
        .execute()

export const updateLeavingCarePlan = (tx: Tx, pepId: string, plan: { continues: string; staysInTouch: string }) =>
  tx
    .updateTable('pep')
    .set({ leaving_care_plan: JSON.stringify(plan) })
    .where('id', '=', pepId)
    .execute()

/** A pep belongs to the setting that is main on its meeting's date. */
export async function settleSetting(tx: Tx, pepId: string, heldOn: string): Promise<void> {
  await sql`update pep set setting_id = e.setting_id from enrolment e
     where pep.id = ${pepId} and e.child_id = pep.child_id and e.main and e.starts <= ${heldOn}::date
       and (e.ends is null or e.ends > ${heldOn}::date)`.execute(tx)
}
