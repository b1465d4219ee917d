import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import { choseNotTo } from '../voice/views-words.ts'

export interface ChildPageRow {
  id: string
  first_name: string | null
  last_name: string | null
  preferred_name: string | null
  pronouns: string | null
  date_of_birth: string
  care: Array<{ starts: string; ends: string | null; short_break: boolean }>
  placements: Array<{ starts: string; ends: string | null; type: string | null }>
  enrolments: Array<{
    starts: string
    ends: string | null
    name: string
    town: string
    /** The day the setting closed, or will. */
    closed: string | null
    main: boolean
    leaving_reason: string | null
  }>
  died_on: string | null
  adopted_on: string | null
  peps: Array<{
    id: string
    kind: string
    year: string
    term: string
    state: string
    circumstances: string[]
    setting_id: string | null
    opened_on: string
    signed_off_on: string | null
    meeting_on: string | null
    held_on: string | null
    next_on: string | null
  }>
  targets: Array<{ id: string; pep_id: string; words: string; due: string | null }>
  attendance: { from_date: string; to_date: string; possible: number; attended: number } | null
  people: Array<{
    role: string
    name: string
    email: string | null
    phone: string | null
    /** Who had this part until within the last year, and since when this person has it. */
    after: { name: string; since: string } | null
    stand_ins: Array<{ name: string; email: string | null; phone: string | null; ends: string | null }>
  }>
  /** The child's social workers, the first first. */
  workers: Array<{ name: string; starts: string; ends: string | null }>
  /** They chose to say nothing for a plan that is open. */
  says_nothing: boolean
  /** School offices where the child learns now. */
  offices: Array<{ name: string; email: string | null; phone: string | null }>
  carer: { name: string | null; email: string | null; phone: string | null } | null
}

/** Everything about one child that this person's rows allow, in one statement. */
export async function readChild(tx: Tx, id: string): Promise<ChildPageRow | null> {
  const list = (of: ReturnType<typeof sql>) => sql`coalesce((select jsonb_agg(to_jsonb(x)) from (${of}) x), '[]')`
  const now = (table: string) =>
    sql`${sql.ref(`${table}.revoked_at`)} is null and ${sql.ref(`${table}.starts`)} <= app.today()
      and (${sql.ref(`${table}.ends`)} is null or ${sql.ref(`${table}.ends`)} > app.today())`
  const recently = (table: string) =>
    sql`${sql.ref(`${table}.revoked_at`)} is null and ${sql.ref(`${table}.ends`)} > app.today() - interval '1 year'`
  const { rows } = await sql<ChildPageRow>`
    select c.id, c.first_name, c.last_name, c.preferred_name, c.pronouns, c.date_of_birth, c.died_on, c.adopted_on,
      ${list(sql`select starts, ends, short_break from care_period where child_id = c.id order by starts`)} as care,
      ${list(sql`select starts, ends, type from placement where child_id = c.id order by starts`)} as placements,
      ${list(sql`select e.starts, e.ends, t.name, t.town, t.closed, e.main, e.leaving_reason from enrolment e join setting t on t.id = e.setting_id
                  where e.child_id = c.id and (e.ends is null or e.ends > e.starts) order by e.starts`)} as enrolments,
      ${list(sql`select p.id, p.kind, p.year, p.term, p.state, p.circumstances, p.setting_id, p.opened_on, p.signed_off_on, m.on_date as meeting_on, m.held_on, m.next_on
                   from pep p left join meeting m on m.pep_id = p.id where p.child_id = c.id order by p.opened_on desc, p.id desc`)} as peps,
      ${list(sql`select g.id, g.pep_id, g.words, g.due from target g where g.child_id = c.id
                   and not exists (select from target_review v where v.target_id = g.id) order by g.due nulls last, g.place limit 20`)} as targets,
      (select to_jsonb(a) from (select from_date, to_date, possible, attended from attendance_summary
         where child_id = c.id order by to_date desc limit 1) a) as attendance,
      ${list(sql`select a.role, h.name, h.email, h.phone,
                   (select jsonb_build_object('name', o.name, 'since', a.starts) from allocation b join person o on o.id = b.person_id
                     where b.child_id = a.child_id and b.role = a.role and b.person_id <> a.person_id and b.ends <= a.starts and ${recently('b')}
                     order by b.ends desc limit 1) as after,
                   ${list(sql`select q.name, q.email, q.phone, i.ends from stand_in i join person q on q.id = i.cover_person_id
                     where i.absent_person_id = a.person_id and i.authority_id = a.authority_id and a.role in ('social-worker', 'adviser') and ${now('i')}
                     order by 1`)} as stand_ins
                   from allocation a join person h on h.id = a.person_id
                  where a.child_id = c.id and a.role in ('social-worker', 'adviser', 'iro') and ${now('a')}
                 union select 'designated-teacher', h.name, h.email, h.phone,
                   (select jsonb_build_object('name', o.name, 'since', d.starts) from appointment b join person o on o.id = b.person_id
                     where b.setting_id = d.setting_id and b.authority_id = d.authority_id and b.role = d.role and b.person_id <> d.person_id
                       and b.ends <= d.starts and ${recently('b')} order by b.ends desc limit 1), '[]'
                   from enrolment e
                   join appointment d on d.setting_id = e.setting_id and d.authority_id = e.authority_id and d.role = 'designated-teacher' and ${now('d')}
                   join person h on h.id = d.person_id
                  where e.child_id = c.id and e.starts <= app.today() and (e.ends is null or e.ends > app.today())
                 order by 1, 2`)} as people,
      ${list(sql`select h.name, a.starts, a.ends from allocation a join person h on h.id = a.person_id
                  where a.child_id = c.id and a.role = 'social-worker' and a.revoked_at is null order by a.starts`)} as workers,
      exists (select from answer a join pep p on p.id = a.pep_id and p.state not in ('signed-off', 'not-required')
               where p.child_id = c.id and a.question = 'J.whyNone' and a.value = to_jsonb(${choseNotTo}::text)) as says_nothing,
      ${list(sql`select t.name, k.office_email as email, k.office_phone as phone from enrolment e join setting t on t.id = e.setting_id
                   join setting_contact k on k.setting_id = e.setting_id and k.authority_id = e.authority_id
                  where e.child_id = c.id and e.starts <= app.today() and (e.ends is null or e.ends > app.today())
                    and coalesce(k.office_email, k.office_phone) is not null order by t.name`)} as offices,
      (select to_jsonb(k) from (select name, email, phone from carer_contact where child_id = c.id) k) as carer
      from child c where c.id = ${id}`.execute(tx)
  return rows[0] ?? null
}
