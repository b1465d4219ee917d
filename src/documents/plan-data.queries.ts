import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface AudienceRow {
  question: string
  audience: string[]
}
export async function readAudiences(tx: Tx, pepId: string): Promise<AudienceRow[]> {
  return tx.selectFrom('answer').select(['question', 'audience']).where('pep_id', '=', pepId).execute()
}

/** The typed records of one plan and what stands around it. Dates are ISO, money pence. */
export interface PlanRecords {
  readonly authority: {
    readonly id: number
    readonly name: string
    readonly virtualSchool: string
    readonly email: string
    readonly phone: string | null
    readonly frontDoor: string
    readonly frontDoorPhone: string
  }
  readonly child: {
    readonly id: string
    readonly firstName: string | null
    readonly lastName: string | null
    readonly preferredName: string | null
    readonly born: string
    readonly addressWithheld: boolean
    readonly settingWithheld: boolean
    readonly careSystemId: string | null
    readonly upn: string | null
    readonly uln: string | null
  }
  readonly carer: { readonly name: string | null; readonly email: string | null; readonly phone: string | null } | null
  /** Names of the carers allocated to the child, as persons. */
  readonly carers: readonly string[]
  readonly addresses: readonly string[]
  readonly setting: { readonly name: string; readonly town: string; readonly postcode: string } | null
  /** Names of designated teachers of the setting and of whoever keeps or is granted part of this pep there. */
  readonly staff: readonly string[]
  readonly noContact: readonly string[]
  readonly signedOffBy: string | null
  readonly submittedBy: string | null
  readonly chair: string | null
  readonly lastPlan: { readonly year: string; readonly term: string; readonly rating: string | null } | null
  readonly meeting: {
    readonly at: string | null
    readonly place: string | null
    readonly link: string | null
    readonly notes: string | null
  } | null
  readonly attendees: ReadonlyArray<{
    readonly party: string
    readonly presence: string
    readonly reason: string | null
    readonly name: string | null
  }>
  readonly actions: ReadonlyArray<{
    readonly words: string
    readonly party: string
    readonly owner: string | null
    readonly due: string | null
  }>
  readonly views: ReadonlyArray<{
    readonly party: string
    readonly on: string | null
    readonly how: string | null
    readonly none: string | null
    readonly readers: readonly string[] | null
  }>
  readonly targets: ReadonlyArray<{
    readonly id: string
    readonly area: string
    readonly need: string
    readonly baseline: string
    readonly words: string
    readonly childWords: string
    readonly actions: ReadonlyArray<{ readonly who: string; readonly what: string }>
    readonly lead: string
    readonly starts: string | null
    readonly due: string | null
    readonly success: string
    readonly intervention: string
    readonly cost: number
  }>
  /** Of the plan before, in words: nobody has said yet what came of them. */
  readonly lastTargets: readonly string[]
  readonly reviews: ReadonlyArray<{
    readonly words: string
    readonly outcome: string
    readonly evidence: string
    readonly why: string
    readonly spent: number
    readonly impact: string | null
    readonly next: string | null
  }>
  readonly premium: ReadonlyArray<{
    readonly what: string
    readonly category: string
    readonly provider: string
    readonly cost: number
    readonly recurrence: string
    readonly other: string
    readonly decision: string | null
    readonly agreed: number | null
    readonly reason: string | null
    readonly target: string | null
  }>
  readonly attendance: {
    readonly from: string
    readonly to: string
    readonly possible: number
    readonly attended: number
    readonly authorised: number
    readonly unauthorised: number
    readonly late: number
    readonly weeks: ReadonlyArray<{ readonly week: string; readonly possible: number; readonly attended: number }>
  } | null
  readonly suspensions: ReadonlyArray<{
    readonly starts: string
    readonly sessions: number
    readonly reason: string
    readonly ledUp: string
    readonly support: string
  }>
  readonly attainment: ReadonlyArray<{
    readonly subject: string
    readonly scale: string
    readonly working: string | null
    readonly previous: string | null
    readonly predicted: string | null
    readonly goal: string | null
    readonly qualification: string | null
    readonly tier: string | null
    readonly progress: string | null
    readonly onTrack: boolean | null
    readonly attitude: string | null
    readonly explanation: string
    readonly test: string
    readonly testedOn: string | null
  }>
  readonly sdq: ReadonlyArray<{
    readonly on: string
    readonly by: string | null
    readonly score: number | null
    readonly reason: string | null
  }>
  readonly checks: ReadonlyArray<{ readonly outcome: string; readonly on: string; readonly by: string | null }>
  readonly corrections: ReadonlyArray<{
    readonly question: string
    readonly remark: string
    readonly outcome: string | null
    readonly reply: string | null
  }>
  readonly review: {
    readonly ratings: unknown
    readonly overall: string
    readonly override: string | null
    readonly by: string | null
    readonly on: string
  } | null
  readonly feedback: ReadonlyArray<{
    readonly section: string | null
    readonly words: string
    readonly answer: string | null
  }>
  readonly addenda: ReadonlyArray<{ readonly words: string; readonly by: string | null; readonly on: string }>
  readonly documents: ReadonlyArray<{
    readonly title: string
    readonly type: string
    readonly dated: string | null
    readonly audience: readonly string[]
  }>
}

/** One statement: every part a JSON value of its own. */
export async function readPlanRecords(tx: Tx, pepId: string): Promise<PlanRecords> {
  const { rows } = await sql<{ records: PlanRecords }>`
    with p as (select * from pep where id = ${pepId})
    select jsonb_build_object(
      'authority', (select jsonb_build_object('id', a.id, 'name', a.name, 'virtualSchool', a.virtual_school_name, 'email', a.virtual_school_email,
          'phone', a.virtual_school_phone, 'frontDoor', a.front_door_name, 'frontDoorPhone', a.front_door_phone) from authority a where a.id = p.authority_id),
      'child', (select jsonb_build_object('id', c.id, 'firstName', c.first_name, 'lastName', c.last_name, 'preferredName', c.preferred_name, 'born', c.date_of_birth,
          'addressWithheld', c.address_withheld, 'settingWithheld', c.setting_withheld, 'careSystemId', r.care_system_id, 'upn', r.upn, 'uln', r.uln)
          from child c left join child_record r on r.child_id = c.id where c.id = p.child_id),
      'carer', (select jsonb_build_object('name', name, 'email', email, 'phone', phone) from carer_contact where child_id = p.child_id),
      'carers', (select coalesce(jsonb_agg(distinct w.name), '[]') from allocation l join person w on w.id = l.person_id where l.child_id = p.child_id and l.role = 'carer'),
      'addresses', (select coalesce(jsonb_agg(distinct v), '[]') from placement_address d, unnest(array[d.address, d.postcode]) v where d.child_id = p.child_id and v <> ''),
      'setting', (select jsonb_build_object('name', name, 'town', town, 'postcode', postcode) from setting where id = p.setting_id),
      'staff', (select coalesce(jsonb_agg(distinct w.name), '[]') from person w where w.id in (
          select person_id from appointment where setting_id = p.setting_id and role = 'designated-teacher'
          union select person_id from pep_keeper where pep_id = p.id and role = 'designated-teacher'
          union select person_id from section_grant where pep_id = p.id
          union select person_id from invitation where pep_id = p.id and party in ('designated-teacher', 'next-setting'))),
      'noContact', (select coalesce(jsonb_agg(words), '[]') from no_contact where child_id = p.child_id),
      'signedOffBy', (select name from person where id = p.signed_off_by),
      'submittedBy', (select name from person where id = p.submitted_by),
      'chair', (select w.name from meeting m join person w on w.id = m.chair_id where m.pep_id = p.id),
      'lastPlan', (select jsonb_build_object('year', l.year, 'term', l.term, 'rating',
          (select overall from quality_review q where q.pep_id = l.id order by rated_on desc, id desc limit 1)) from pep l where l.id = p.previous_pep_id),
      'meeting', (select jsonb_build_object('at', to_char(at_time, 'HH24:MI'), 'place', place, 'link', link, 'notes', notes) from meeting where pep_id = p.id),
      'attendees', (select coalesce(jsonb_agg(jsonb_build_object('party', t.party, 'presence', t.presence, 'reason', t.reason,
          'name', coalesce(t.name, (select min(i.name) from invitation i where i.pep_id = t.pep_id and i.party = t.party and i.withdrawn_at is null)))
          order by array_position(array['designated-teacher', 'social-worker', 'carer', 'parent', 'child'], t.party)), '[]') from attendee t where t.pep_id = p.id),
      'actions', (select coalesce(jsonb_agg(jsonb_build_object('words', x.words, 'party', x.owner_party, 'owner', coalesce(x.owner_name, w.name), 'due', x.due)
          order by x.due nulls last, x.id), '[]') from action x left join person w on w.id = x.owner_person_id where x.pep_id = p.id),
      'views', (select coalesce(jsonb_agg(jsonb_build_object('party', party, 'on', recorded_on, 'how', how, 'none', reason_none, 'readers', readers)), '[]')
          from views where pep_id = p.id),
      'targets', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'area', area, 'need', need, 'baseline', baseline, 'words', words, 'childWords', child_words,
          'actions', actions, 'lead', coalesce(nullif(lead_name, ''), (select name from person where id = lead_person_id), ''), 'starts', starts, 'due', due,
          'success', success, 'intervention', intervention, 'cost', cost_pence) order by place, id), '[]') from target where pep_id = p.id),
      'lastTargets', (select coalesce(jsonb_agg(t.words order by t.place, t.id), '[]') from target t where t.pep_id = p.previous_pep_id
          and not exists (select from target_review v where v.target_id = t.id)),
      'reviews', (select coalesce(jsonb_agg(jsonb_build_object('words', t.words, 'outcome', v.outcome, 'evidence', v.evidence, 'why', v.why, 'spent', v.spent_pence,
          'impact', v.impact, 'next', v.next_step) order by t.place, t.id), '[]') from target_review v join target t on t.id = v.target_id where v.reviewed_in = p.id),
      'premium', (select coalesce(jsonb_agg(jsonb_build_object('what', l.what, 'category', l.category, 'provider', l.provider, 'cost', l.cost_pence,
          'recurrence', l.recurrence, 'other', l.other_money, 'decision', l.decision, 'agreed', l.agreed_pence, 'reason', l.decision_reason, 'target', t.words)
          order by l.id), '[]') from premium_line l left join target t on t.id = l.target_id where l.pep_id = p.id),
      'attendance', (select jsonb_build_object('from', from_date, 'to', to_date, 'possible', possible, 'attended', attended, 'authorised', authorised,
          'unauthorised', unauthorised, 'late', late, 'weeks', by_week) from attendance_summary where pep_id = p.id),
      'suspensions', (select coalesce(jsonb_agg(jsonb_build_object('starts', starts, 'sessions', sessions, 'reason', reason, 'ledUp', led_up, 'support', support)
          order by starts), '[]') from suspension where pep_id = p.id),
      'attainment', (select coalesce(jsonb_agg(jsonb_build_object('subject', subject, 'scale', scale, 'working', working_at, 'previous', previous, 'predicted', predicted,
          'goal', goal, 'qualification', qualification, 'tier', tier, 'progress', progress, 'onTrack', on_track, 'attitude', attitude,
          'explanation', explanation, 'test', test, 'testedOn', tested_on) order by id), '[]') from attainment where pep_id = p.id),
      'sdq', (select coalesce(jsonb_agg(jsonb_build_object('on', on_date, 'by', by_whom, 'score', score, 'reason', reason) order by on_date desc), '[]')
          from sdq where child_id = p.child_id and on_date <= coalesce(p.signed_off_on, app.today())),
      'checks', (select coalesce(jsonb_agg(jsonb_build_object('outcome', k.outcome, 'on', k.checked_on, 'by', w.name) order by k.checked_on, k.id), '[]')
          from pep_check k left join person w on w.id = k.checked_by where k.pep_id = p.id),
      'corrections', (select coalesce(jsonb_agg(jsonb_build_object('question', question, 'remark', remark, 'outcome', outcome, 'reply', reply)
          order by asked_on, id), '[]') from correction where pep_id = p.id),
      'review', (select jsonb_build_object('ratings', q.ratings, 'overall', q.overall, 'override', q.override_reason, 'by', w.name, 'on', q.rated_on)
          from quality_review q left join person w on w.id = q.rated_by where q.pep_id = p.id order by q.rated_on desc, q.id desc limit 1),
      'feedback', (select coalesce(jsonb_agg(jsonb_build_object('section', section, 'words', words, 'answer', answer) order by given_on, id), '[]')
          from feedback where pep_id = p.id),
      'addenda', (select coalesce(jsonb_agg(jsonb_build_object('words', d.words, 'by', w.name, 'on', d.written_on) order by d.written_on, d.id), '[]')
          from addendum d left join person w on w.id = d.written_by where d.pep_id = p.id),
      'documents', (select coalesce(jsonb_agg(jsonb_build_object('title', title, 'type', type, 'dated', dated, 'audience', audience) order by uploaded_at, id), '[]')
          from document where pep_id = p.id and withdrawn_at is null)
    ) as records from p`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('A pep that was there is gone.')
  return row.records
}

/** The authority of a pep, found before anybody's rows are asked: a named look-up. */
export async function readAuthorityOfPep(tx: Tx, pepId: string): Promise<number | null> {
  const { rows } = await sql<{
    authority: number | null
  }>`select app.authority_of_pep(${pepId}::uuid) as authority`.execute(tx)
  return rows[0]?.authority ?? null
}
