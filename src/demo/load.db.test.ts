import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { missingIn } from '../forms/completeness.ts'
import type { Value } from '../forms/definition.ts'
import { formFor } from '../forms/load.ts'
import { parseAnswer } from '../forms/validate.ts'
import { sameValue } from '../forms/value.ts'
import type { Circumstance, PepKind, Phase, TermName } from '../guidance/words.ts'
import { pepTitle } from '../peps/pep.ts'
import { openPlan } from '../peps/section.ts'
import { Days } from './days.ts'
import { loadDemonstration } from './load.ts'

let made: TestDatabase
let owner: Database
let app: Database

async function open() {
  made = await testDatabase()
  owner = openDatabase(made.ownerUrl, { max: 1, keepsPlans: true })
  app = openDatabase(made.appUrl, { max: 2 })
}
async function close() {
  await owner.close()
  await app.close()
  await made.drop()
}

const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await owner.pool.query(`select count(*) as n from (${sql}) x`, values)).rows[0].n)

async function visibleTo(word: string, today: Temporal.PlainDate) {
  const { rows } = await owner.pool.query('select id from person where demo_word = $1', [word])
  return asPerson(app, { person: rows[0].id, today }, tx =>
    tx.selectFrom('child').select(['id', 'authority_id', 'restricted']).execute()
  )
}

const pretended = {
  'in term, four weeks before the holiday': '2026-11-27',
  'on the first day of a school year': '2027-09-02',
  'on the day before it': '2027-09-01',
  'at half-term': '2026-10-28',
  'at Christmas': '2026-12-28',
  'in August': '2027-08-12',
  'on 29 February': '2028-02-29',
  'on a Sunday': '2027-01-31',
  'two weeks before half-term': '2026-10-12',
  'on the last day of school': '2026-12-18',
  'in the middle of spring': '2027-02-02'
}

describe.each(Object.entries(pretended))('%s', (_, date) => {
  const today = Temporal.PlainDate.from(date)
  const days = new Days(today)
  beforeAll(open)
  afterAll(close)
  const ago = (working: number) => days.ago(working).toString()

  test('every circumstance is there, and every answer fits its question', async () => {
    expect(await loadDemonstration(made.ownerUrl, today)).toBe(true)

    const circumstances: Record<string, [sql: string, values?: unknown[]]> = {
      'new into care in term, nothing arranged': [
        `select from pep p join child c on c.id = p.child_id where c.first_name = 'Zainab' and kind = 'initial'
           and day_zero > $1 and not exists (select from meeting m where m.pep_id = p.id)`,
        [ago(20)]
      ],
      'new into care, day 15': [`select from pep where 'first-pep' = any(circumstances) and day_zero = $1`, [ago(15)]],
      'a first plan overdue': [`select from clock where name = 'hold-initial' and due < $1 and met_on is null`, [date]],
      'a termly review overdue': [
        `select from clock k join pep p on p.id = k.pep_id where p.kind = 'termly' and k.name like 'term%' and k.due < $1 and k.met_on is null and k.stopped is null`,
        [date]
      ],
      'submitted, to be checked': [`select from clock where name = 'check' and met_on is null and due >= $1`, [date]],
      'submitted, to be reviewed': [
        `select from pep p join pep_check k on k.pep_id = p.id and k.outcome = 'confirmed' where p.state = 'submitted'`
      ],
      returned: [
        `select from pep p join section_return r on r.pep_id = p.id where p.state = 'returned' and resolved_on is null`
      ],
      'a correction open': [`select from correction where outcome is null and due >= $1`, [date]],
      'signed off, not filed': [`select from delivery where state = 'sent' and filed_on is null`],
      'signed off and filed': [
        `select from pep p join delivery d on d.pep_id = p.id where p.state = 'signed-off' and d.state = 'filed'`
      ],
      'short breaks only': [
        `select from pep where state = 'not-required' and not_required_reason = 'only-short-breaks'`
      ],
      'no school place for 30 school days': [
        `select from enrolment e where ends = $1 and not exists (select from enrolment o where o.child_id = e.child_id and o.ends is null)`,
        [days.count(today, -30, 'school').toString()]
      ],
      'unaccompanied, with an interpreter and no place': [
        `select from child c join child_record r on r.child_id = c.id and r.uasc where interpreter_language is not null and not exists (select from enrolment e where e.child_id = c.id)`
      ],
      'moving school': [
        `select from pep p join enrolment e on e.child_id = p.child_id and e.starts > $1 where p.kind = 'transition'`,
        [date]
      ],
      'leaving care at eighteen within two months': [
        `select from pep p join child c on c.id = p.child_id where p.kind = 'leaving-care' and p.state = 'in-progress' and date_of_birth + interval '18 years' between $1::date and $1::date + 45`,
        [date]
      ],
      'a move in year 10 that waits for approval': [`select from move_approval where filled_on is null`],
      'a place found after a search': [
        `select from school_application a join enrolment e on e.child_id = a.child_id and e.ends is null where a.result = 'offered'`
      ],
      'back in care': [
        `select from care_period a join care_period b on b.child_id = a.child_id and b.starts > a.ends and b.ends is null`
      ],
      'care ended suddenly, the last plan open': [
        `select from care_period k join pep p on p.child_id = k.child_id and p.kind = 'leaving-care' and p.state <> 'signed-off' where k.sudden_end and k.ends < $1`,
        [date]
      ],
      'an interim plan whose meeting falls in a holiday': [
        `select from pep where kind = 'interim' and 'first-pep' = any(circumstances)`
      ],
      'into care on a Saturday': [`select from pep p where extract(isodow from p.day_zero) = 6`],
      'into care on 31 August': [`select from care_period where to_char(starts, 'MM-DD') = '08-31'`],
      'moved in year 11 without approval': [
        `select from move_approval m join enrolment e on e.id = m.enrolment_id where m.filled_on is null and e.ends < $1`,
        [date]
      ],
      'moved suddenly into another area': [
        `select from enrolment e join placement p on p.child_id = e.child_id and p.out_of_area where e.leaving_reason = 'Moved home without notice'`
      ],
      died: [`select from child where died_on is not null and restricted and search = ''`],
      'without social worker and adviser': [
        `select from care_period k where k.starts <= $1 and (k.ends is null or k.ends > $1) and not exists (select from allocation a
           where a.child_id = k.child_id and a.role in ('social-worker', 'adviser') and (a.ends is null or a.ends > $1))`,
        [date]
      ],
      'a designated teacher who left, and one who follows': [
        `select from appointment a join appointment b on b.setting_id = a.setting_id and b.starts > a.ends where a.ends < $1 and b.ends is null`,
        [date]
      ],
      'a social worker who changed in the middle of a plan': [
        `select from allocation a join allocation b on b.child_id = a.child_id and b.role = a.role and b.starts = a.ends
           join pep p on p.child_id = a.child_id and p.state in ('planned', 'in-progress') where a.role = 'social-worker'`
      ],
      'in training': [
        `select from enrolment e join setting s on s.id = e.setting_id and s.name like '%Training' where e.ends is null`
      ],
      adopted: [`select from child where adopted_on is not null and restricted and search = ''`],
      'in custody': [`select from pep where 'custody' = any(circumstances)`],
      'refuses a plan': [
        `select from answer a join pep p on p.id = a.pep_id and p.state = 'in-progress' where a.question = 'J.whyNone' and a.value = '"chose-not-to"'`
      ],
      'at a school that became an academy': [
        `select from setting s join setting n on n.urn = s.successor_urn join enrolment e on e.setting_id = n.id where s.closed < $1`,
        [date]
      ],
      'left care': [`select from care_period where ends < $1`, [date]],
      'an EHCP': [`select from child_record where sen_status = 'E'`],
      'two settings at once': [`select from enrolment where not main and ends is null`],
      NEET: [`select from pep where 'neet' = any(circumstances)`],
      restricted: [`select from child where restricted`],
      'address withheld': [`select from child where address_withheld`],
      'setting withheld': [`select from child where setting_withheld`],
      'out of county': [`select from placement where out_of_area`],
      'ten working days late today, and with the head': [
        `select from clock k join child c on c.id = k.child_id
          where c.first_name = 'Grigore' and k.due = $1 and k.met_on is null and k.stopped is null`,
        [ago(10)]
      ],
      'a home and a social worker that changed on one day, in the middle of a plan': [
        `select from placement l join allocation a on a.child_id = l.child_id and a.role = 'social-worker' and a.starts = l.starts
           join pep p on p.child_id = l.child_id and p.state = 'in-progress' and p.opened_on < l.starts
          where l.starts = $1`,
        [ago(4)]
      ],
      'a last meeting to come, to which the next school is invited': [
        `select from meeting m join pep p on p.id = m.pep_id and p.kind = 'transition'
           join invitation i on i.pep_id = p.id and i.party = 'next-setting'
           join enrolment e on e.child_id = p.child_id and e.starts > m.on_date
           join appointment d on d.setting_id = e.setting_id and d.person_id = i.person_id
          where m.held_on is null and m.on_date > $1`,
        [date]
      ],
      'a transfer pack for the next setting': [
        `select from transfer_pack k join enrolment e on e.child_id = k.child_id and e.setting_id = k.setting_id and e.starts > $1`,
        [date]
      ],
      'a transfer pack that was received': [`select from transfer_pack where received_on <= $1`, [date]],
      'a check that waits for who stands in': [
        `select from clock k join allocation a on a.child_id = k.child_id and a.role = 'social-worker'
           join stand_in s on s.absent_person_id = a.person_id where k.name = 'check' and k.met_on is null and k.stopped is null`
      ],
      'a social worker on leave with a cover': [`select from stand_in where starts <= $1 and ends > $1`, [date]],
      'designated teacher unknown': [
        `select from enrolment e where e.ends is null and not exists (select from appointment a where a.setting_id = e.setting_id and a.role = 'designated-teacher' and a.authority_id = e.authority_id)`
      ]
    }
    for (const [name, [sql, values]] of Object.entries(circumstances))
      expect(await count(sql, values), name).toBeGreaterThan(0)
    for (const age of [2, 3, 4])
      expect(
        await count(`select from child c where extract(year from age($1::date, date_of_birth)) = ${age}`, [date]),
        `aged ${age}`
      ).toBeGreaterThan(0)
    for (const table of [
      'pep.signed_off_on',
      'pep.submitted_on',
      'meeting.held_on',
      'quality_review.rated_on',
      'pep_check.checked_on',
      'delivery.filed_on',
      'views.recorded_on',
      'section_state.complete_on',
      'target_review.reviewed_on',
      'premium_line.decided_on',
      'correction.asked_on',
      'concern.raised_on',
      'pep.opened_on',
      'meeting.arranged_on'
    ]) {
      const [name, column] = table.split('.')
      expect(await count(`select from ${name} where ${column}::date > $1`, [date]), `${table} in the future`).toBe(0)
    }
    // What the service takes from the record is written now, whatever day is pretended.
    const said = `select from answer a join person p on p.id = a.written_by and p.kind <> 'service' where written_at::date > $1`
    expect(await count(said, [date])).toBe(0)
    expect(await wrongAnswers()).toEqual([])
    expect(await contradictions(today)).toEqual([])
  })
})

/** Answers to questions that are not asked, that would not be taken, or whose audience differs; and required ones that lack. */
async function wrongAnswers(): Promise<string[]> {
  const { rows: peps } = await owner.pool.query(
    `select p.*, (select jsonb_object_agg(question, jsonb_build_object('value', value, 'audience', audience)) from answer where pep_id = p.id) as answers from pep p`
  )
  return peps.flatMap(pep => {
    const form = formFor({ phase: pep.phase as Phase, circumstances: pep.circumstances as Circumstance[] })
    const questions = new Map(form.sections.flatMap(section => section.questions).map(one => [one.id, one]))
    const answers = Object.entries((pep.answers ?? {}) as Record<string, { value: Value; audience: string[] }>)
    const wrong = answers.flatMap(([id, { value, audience }]) => {
      const question = questions.get(id)
      if (!question) return [`${id} is not in ${form.id}`]
      const parsed = parseAnswer(question, value)
      if (!parsed.valid) return [`${id} of ${form.id}: ${parsed.problem} ${JSON.stringify(value)}`]
      if (!sameValue(parsed.value, value)) return [`${id} of ${form.id} would be kept otherwise`]
      return question.id.startsWith('J.') || question.audience.join() === audience.join()
        ? []
        : [`${id}: audience ${audience}`]
    })
    if (!pep.submitted_on) return wrong
    const said = new Map(answers.map(([id, { value }]) => [id, value]))
    const lacking = missingIn(form, said, {
      answers: said,
      phase: pep.phase as Phase,
      circumstances: pep.circumstances as Circumstance[],
      kind: pep.kind as PepKind,
      term: pep.term as TermName,
      yearGroup: null
    }).filter(one => one.question !== null)
    return [...wrong, ...lacking.map(one => `${form.id} ${pep.term} lacks ${one.question}`)]
  })
}

/** Where the demonstration would show what the product does not let happen. */
async function contradictions(today: Temporal.PlainDate): Promise<string[]> {
  const lines = async (what: string, sql: string) =>
    (await owner.pool.query<{ id: string }>(sql)).rows.map(({ id }) => `${what}: ${id}`)
  const { rows: handedIn } = await owner.pool.query<{ id: string }>(
    `select id from pep where submitted_on is not null and state <> 'returned'`
  )
  const lacking = await asPerson(owner, { person: null, today }, async tx => {
    const found: string[] = []
    for (const { id } of handedIn) {
      const plan = await openPlan(tx, id, today)
      if (!plan) continue
      for (const one of missingIn(plan.form, plan.context.answers, plan.context))
        found.push(`handed in without ${one.question ?? one.section}: ${plan.pep.childName}, ${pepTitle(plan.pep)}`)
    }
    return found
  })
  return [
    ...lacking,
    ...(await lines(
      'an open plan that does not know its school',
      `select c.first_name as id from pep p join child c on c.id = p.child_id
        where p.state in ('planned', 'in-progress') and p.setting_id is not null
          and not exists (select from answer a where a.pep_id = p.id and a.question = 'F.setting')`
    )),
    ...(await lines(
      'reached after care, though the last plan is filed',
      `select c.first_name as id from child c where not exists (select from care_period k where k.child_id = c.id and k.ends is null)
          and not exists (select from pep p where p.child_id = c.id and p.state not in ('signed-off', 'not-required'))
          and (exists (select from enrolment e where e.child_id = c.id and (e.ends is null or e.ends > '${today}'))
            or exists (select from allocation a where a.child_id = c.id and (a.ends is null or a.ends > '${today}')))`
    )),
    ...(await lines(
      'opened before the plan that it follows in the same term was signed off',
      `select c.first_name as id from pep p join pep q on q.id = p.previous_pep_id join child c on c.id = p.child_id
        where q.year = p.year and q.term = p.term and (q.signed_off_on is null or p.opened_on < q.signed_off_on)`
    )),
    ...(await wrongFirstPlans(today)),
    ...(await outsideSchool(today)),
    ...(await withoutThisTerms(today)),
    ...(await lines(
      'carried in another’s name',
      `select a.question as id from answer a join answer b on b.pep_id = a.carried_from and b.question = a.question
        where (a.written_by, a.written_at) is distinct from (b.written_by, b.written_at)`
    )),
    ...(await lines(
      'words beside a reason why there are none',
      `select v.party || ' ' || a.question as id from views v join answer a on a.pep_id = v.pep_id
          and a.section = case v.party when 'child' then 'J' when 'carer' then 'K' when 'parent' then 'L' end
        where v.reason_none is not null and a.question not like '%.whyNone'`
    )),
    ...(await lines(
      'an emergency number that is not the carer’s',
      `select c.first_name as id from answer a join child c on c.id = a.child_id join carer_contact k on k.child_id = c.id
        where a.question = 'D.emergencyOrder' and a.value->0->>'telephone' <> k.phone`
    )),
    ...(await lines(
      'written later on the same day',
      `select question as id from answer where written_at::date = '${today}' and written_at::time > '01:00'
         and written_by not in (select id from person where kind = 'service')`
    ))
  ]
}

/** Meetings and attendance on days without school; the first meeting of an interim plan may be in a holiday. */
async function outsideSchool(today: Temporal.PlainDate): Promise<string[]> {
  const { rows } = await owner.pool.query<{ name: string; day: string; what: string }>(
    `select c.first_name as name, m.on_date::text as day, 'a meeting' as what from meeting m join pep p on p.id = m.pep_id join child c on c.id = p.child_id
      where not (p.kind = 'interim' and 'first-pep' = any(p.circumstances))
     union all select c.first_name, d.day::text, 'attendance' from attendance_summary a join child c on c.id = a.child_id
       cross join lateral (values (a.from_date), (a.to_date)) d(day)`
  )
  const days = new Days(today)
  return rows.flatMap(({ name, day, what }) =>
    days.isOpen(Temporal.PlainDate.from(day)) ? [] : [`${what} on a day without school: ${name}, ${day}`]
  )
}

/** In care and in age since before this term's reviews were due, and no plan of this term. */
async function withoutThisTerms(today: Temporal.PlainDate): Promise<string[]> {
  const days = new Days(today)
  const { rows } = await owner.pool.query<{ name: string }>(
    `select c.first_name as name from child c join care_period k on k.child_id = c.id and not k.short_break
      where k.starts < $1 and (k.ends is null or k.ends > $2) and c.date_of_birth <= $1::date - interval '2 years'
        and c.date_of_birth > $2::date - interval '18 years'
        and not exists (select from pep p where p.child_id = c.id and p.year = $3 and p.term = $4)`,
    [days.dueOf(days.thisTerm).toString(), today.toString(), days.thisTerm.year, days.thisTerm.term]
  )
  return rows.map(({ name }) => `no plan of this term: ${name}`)
}

/** First plans of a kind that the rule would not have opened. */
async function wrongFirstPlans(today: Temporal.PlainDate): Promise<string[]> {
  const { rows } = await owner.pool.query<{ name: string; born: string; began: string; kind: string }>(
    `select c.first_name as name, c.date_of_birth::text as born, k.starts::text as began, p.kind from pep p
       join child c on c.id = p.child_id
       join care_period k on k.child_id = c.id and not k.short_break and (k.ends is null or k.ends > p.opened_on) and k.starts <= p.opened_on
      where 'first-pep' = any(p.circumstances)`
  )
  const days = new Days(today)
  return rows.flatMap(({ name, born, began, kind }) => {
    const owed = days.entryKind(Temporal.PlainDate.from(born), Temporal.PlainDate.from(began))
    return owed === kind ? [] : [`a first plan that should be ${owed}: ${name}`]
  })
}

describe('who sees whom, through the row policies', () => {
  const today = Temporal.PlainDate.from('2026-11-24')
  beforeAll(open)
  afterAll(close)

  test('two programs that start at once load it once, and a later start changes nothing', async () => {
    const both = await Promise.all([loadDemonstration(made.ownerUrl, today), loadDemonstration(made.ownerUrl, today)])
    expect(both.sort()).toEqual([false, true])
    const before = await count('select from answer')
    expect(before).toBeGreaterThan(10_000)
    expect(await loadDemonstration(made.ownerUrl, today.add({ days: 1 }))).toBe(false)
    expect(await count('select from answer')).toBe(before)
    expect(await count(`select from graphile_worker.jobs where task_identifier = 'issue-copies'`)).toBe(12)
    expect(await count('select from child where authority_id = 937')).toBe(0)
  })

  test('the head: all of Arden and Vale, none of Northmoor', async () => {
    const seen = await visibleTo('head', today)
    expect(seen).toHaveLength(await count('select from child where authority_id = 990'))
    expect(seen.every(child => child.authority_id === 990)).toBe(true)
  })

  test('a designated teacher of a school that two councils use: children of both', async () => {
    const seen = await visibleTo('dt-elsewhere', today)
    expect(new Set(seen.map(child => child.authority_id))).toEqual(new Set([990, 991]))
    expect(seen.length).toBeLessThan(12)
  })

  test('after care nobody at the school reaches the child, nor their social worker', async () => {
    const { rows } = await owner.pool.query<{ id: string; key: string }>(
      `select id, name as key from person where name in ('Patrick Nolan', 'Aoife Brennan', 'Marcus Bell')`
    )
    expect(rows).toHaveLength(3)
    for (const { id, key } of rows) {
      const names = await asPerson(app, { person: id, today }, tx =>
        tx.selectFrom('child').select('last_name').execute()
      )
      expect(names.length, key).toBeGreaterThan(0)
      expect(
        names.map(one => one.last_name),
        key
      ).not.toContain('Stone')
    }
  })

  test('every word sees somebody, and the restricted child is hidden from all but named people', async () => {
    const { rows } = await owner.pool.query<{ demo_word: string }>(
      'select demo_word from person where demo_word is not null'
    )
    for (const { demo_word: word } of rows) {
      const seen = await visibleTo(word, today)
      expect(seen.length, word).toBeGreaterThan(0)
      expect(
        seen.some(child => child.restricted),
        word
      ).toBe(word === 'head')
    }
  })
})
