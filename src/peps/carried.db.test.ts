import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contextOf } from '../authorities/authority.ts'
import { asService } from '../db/as-service.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson, type Tx } from '../db/transaction.ts'
import { pepJson } from '../documents/pep-json.ts'
import { planData } from '../documents/plan-data.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { findPep } from './pep.ts'
import { prefill, refreshFacts } from './prefill.ts'
import { pepSubmitted } from './submitted.ts'
import { refreshSuccessors } from './successors.ts'
import { makePlan, type Plan, planToday } from './testing/plan.ts'

let test: TestDatabase
let database: Database
let plan: Plan
let served: Served
let dt: Visitor
let sw: Visitor
const people = new Map<string, string>()
const today = Temporal.PlainDate.from(planToday)

/** Last term's answers: whose, and what. */
const last: readonly (readonly [question: string, writer: string, value: unknown])[] = [
  ['N.leisure', 'sw', 'Football in the park'],
  ['N.clubs', 'sw', 'Chess on Mondays'],
  ['N.strengths', 'dt', 'Kind to the little ones'],
  ['R.teaching', 'dt', 'A seat at the side'],
  ['R.adjustments', 'dt', 'Ten minutes more'],
  ['F.keyAdult', 'dt', 'Mrs Adair'],
  ['F.hours', 'dt', 25],
  ['M.carePlan', 'sw', 'To stay at this school'],
  ['M.contact', 'sw', 'Tired on Mondays']
]

beforeAll(async () => {
  test = await testDatabase()
  plan = await makePlan(test.ownerUrl)
  database = openDatabase(test.appUrl, { max: 3 })
  served = await serveFor(test, planToday)
  dt = await served.as('dt')
  sw = await served.as('sw')
  for (const { id, demo_word } of await plan.run('select id, demo_word from person where demo_word is not null'))
    people.set(String(demo_word), String(id))
  for (const [question, writer, value] of last) await say(plan.previousPepId, question, writer, value)
  await work(tx => openFrom(tx, plan.pepId))
})
afterAll(async () => {
  await served.close()
  await database.close()
  await plan.close()
  await test.drop()
})

const work = <T>(what: (tx: Tx) => Promise<T>, who = 'dt') =>
  asPerson(database, { person: people.get(who) ?? null, today }, what)
const openFrom = async (tx: Tx, pep: string) => {
  const context = await contextOf(tx, 937, today)
  await asService(tx, 937, service => prefill(tx, [pep], service, context))
}
const pep = () => ({ id: plan.pepId, authorityId: 937, childId: plan.childId })
/** As it stands in a finished plan: written on 12 June. */
const say = (pepId: string, question: string, writer: string, value: unknown) =>
  plan.run(
    `insert into answer (pep_id, question, authority_id, child_id, section, audience, value, version, written_by, written_at)
     values ($1, $2, 937, $3, $4, '{setting,carer}', $5, 1, $6, '2026-06-12T10:00Z')
     on conflict (pep_id, question) do update set value = excluded.value, written_by = excluded.written_by`,
    [pepId, question, plan.childId, question[0], JSON.stringify(value), people.get(writer)]
  )
const stored = async (question: string, of = plan.pepId) =>
  (
    await plan.run(
      `select a.value, a.version, w.demo_word as writer, c.demo_word as confirmer, a.carried_from is not null as carried
         from answer a left join person w on w.id = a.written_by left join person c on c.id = a.confirmed_by
        where a.pep_id = $1 and a.question = $2`,
      [of, question]
    )
  )[0]
const section = (letter: string) => `/peps/${plan.pepId}/sections/${letter}`
const write = (visitor: Visitor, question: string, value: string, base: number, more: Record<string, string> = {}) =>
  visitor.post(
    section(question[0] ?? ''),
    { [`q:${question}`]: value, [`base:${question}`]: String(base), mutation: randomUUID(), leave: 'back', ...more },
    section(question[0] ?? '')
  )
const submitPage = async () => (await dt.get(`/peps/${plan.pepId}/submit`)).html

describe('whose words they are', () => {
  it('keeps writer and day of last term, whoever opened the plan', async () => {
    expect(await stored('N.leisure')).toEqual({
      value: 'Football in the park',
      version: 1,
      writer: 'sw',
      confirmer: null,
      carried: true
    })
    expect((await dt.get(section('N'))).html).toContain('From last term: Person sw, 12 June 2026')
    expect((await sw.get(section('R'))).html).toContain('From last term, not confirmed: Person dt, 12 June 2026')
    expect((await dt.get(`/peps/${plan.pepId}/answers/N.leisure/history`)).html).toMatch(
      /From an earlier plan:\s+Person sw/
    )
  })

  it('is the same in the copies and in the data', async () => {
    const data = await work(async tx => planData(tx, plan.pepId, today))
    expect(data?.answers.get('M.contact')).toMatchObject({
      by: 'Person sw',
      on: '2026-06-12',
      carried: 'not-confirmed'
    })
    const json =
      data &&
      pepJson(data)
        .sections.flatMap(one => one.questions)
        .find(one => one.question === 'M.contact')
    expect(json).toMatchObject({ by: 'Person sw', on: '2026-06-12', carried: 'not-confirmed' })
  })

  it('is not heard by being carried', async () => {
    const views = async () => (await sw.get(`/peps/${plan.pepId}/views`)).html
    const card = (html: string) => html.slice(html.indexOf('id="social-worker"'))
    expect(card(await views())).toContain('Not heard yet')
    await write(sw, 'M.contact', 'Calm since the new plan for Sundays', 1)
    expect(card(await views())).not.toContain('Not heard yet')
  })
})

describe('still true?', () => {
  it('blocks submission while a required one is neither confirmed nor changed', async () => {
    const html = await submitPage()
    expect(html).toContain('Say whether last term’s answer is still true, or change it: “What do they enjoy')
    expect(html).not.toContain('What are they good at?') // not required
  })

  it('one press confirms all of a section; a changed one is the changer’s', async () => {
    const { html } = await dt.get(section('R'))
    expect(html).toContain('2 answers here come from last term')
    const { goes } = await write(dt, 'R.teaching', 'A seat by the door', 1, {
      'q:R.adjustments': 'Ten minutes more',
      'base:R.adjustments': '1',
      still: 'all'
    })
    expect(goes).toBe(section('S'))
    expect(await stored('R.adjustments')).toMatchObject({ version: 2, writer: 'dt', confirmer: 'dt', carried: false })
    expect(await stored('R.teaching')).toMatchObject({ value: 'A seat by the door', confirmer: null, carried: false })
    expect((await dt.get(section('R'))).html).not.toContain('All of this is still true')
  })

  it('the words stay their writer’s when another confirms them; the section is not left while something lacks', async () => {
    const { goes } = await write(dt, 'N.leisure', 'Football in the park', 1, {
      'q:N.clubs': 'Chess on Mondays',
      'base:N.clubs': '1',
      still: 'all'
    })
    expect(goes).toBe(section('N')) // what they have achieved is still to be said
    expect(await stored('N.leisure')).toMatchObject({ writer: 'sw', confirmer: 'dt', carried: false })
    expect((await dt.get(section('N'))).html).toMatch(
      /Last answered by Person sw, 12 June 2026.*Still true: Person dt, /
    )
    expect(await submitPage()).not.toContain('What do they enjoy')
    // posted without being on the page: nobody said anything of it
    expect(await stored('N.strengths')).toMatchObject({ carried: true })
  })

  it('goes for the text that was seen, not for one that has come since', async () => {
    await say(plan.previousPepId, 'N.strengths', 'dt', 'Kind, and a good loser')
    await work(tx => refreshSuccessors(tx, pep0(), today))
    await write(dt, 'N.strengths', 'Kind to the little ones', 1, { 'still:N.strengths': 'yes' })
    expect(await stored('N.strengths')).toMatchObject({ value: 'Kind, and a good loser', carried: true })
    await write(dt, 'N.strengths', 'Kind, and a good loser', 2, { 'still:N.strengths': 'yes' })
    expect(await stored('N.strengths')).toMatchObject({ carried: false, confirmer: 'dt' })
  })
})

const pep0 = () => ({ ...pep(), id: plan.previousPepId })

describe('a plan that is finished after the next was opened', () => {
  let next: string
  beforeAll(async () => {
    next = newId()
    await plan.run(
      `insert into pep (id, authority_id, child_id, year, term, kind, phase, form_version, state, setting_id, previous_pep_id, opened_on)
       select $1, authority_id, child_id, year, 'spring', kind, phase, form_version, 'planned', setting_id, id, $3 from pep where id = $2`,
      [next, plan.pepId, planToday]
    )
    await work(tx => openFrom(tx, next))
  })

  it('tells the next one what it says now, but for what somebody has written or confirmed there', async () => {
    const on = (letter: string) => `/peps/${next}/sections/${letter}`
    await dt.post(
      on('R'),
      {
        'q:R.adjustments': 'Ten minutes more',
        'base:R.adjustments': '1',
        'still:R.adjustments': 'yes',
        mutation: randomUUID()
      },
      on('R')
    )
    await write(sw, 'M.carePlan', 'To move to her aunt’s in spring', 1)
    await write(dt, 'R.adjustments', 'A reader for tests', 2)
    await write(dt, 'R.semh', 'A walk at ten', 0)
    await write(dt, 'N.clubs', '', 2)
    expect(await stored('M.carePlan', next)).toMatchObject({ value: 'To stay at this school' })
    await work(async tx => {
      const handedIn = await findPep(tx, plan.pepId, today)
      const doing = {
        who: { id: people.get('dt') ?? '' },
        today,
        now: Temporal.Now.instant(),
        origin: 'http://localhost'
      }
      if (handedIn) await pepSubmitted(tx, handedIn, doing)
    })
    expect(await stored('M.carePlan', next)).toMatchObject({
      value: 'To move to her aunt’s in spring',
      writer: 'sw',
      version: 2,
      carried: true
    })
    expect(await stored('R.semh', next)).toMatchObject({ value: 'A walk at ten', writer: 'dt', carried: true })
    expect(await stored('N.clubs', next)).toMatchObject({ value: null })
    expect(await stored('R.adjustments', next)).toMatchObject({ value: 'Ten minutes more', confirmer: 'dt' })
    // Once more changes nothing, and nobody is left working as the service.
    await work(async tx => {
      await refreshSuccessors(tx, pep(), today)
      expect((await tx.selectFrom('pep').select('id').execute()).length).toBeGreaterThan(0)
    })
    expect(await stored('M.carePlan', next)).toMatchObject({ version: 2 })
  })

  it('what was true of the old setting is not carried into the plan of a new one', async () => {
    expect(await stored('F.hours', next)).toMatchObject({ value: 25, carried: true })
    const [school] = await plan.run(`select id from setting where name = 'Birch School'`)
    await plan.run('update pep set setting_id = $2 where id = $1', [next, school?.id])
    await work(async tx => {
      const context = await contextOf(tx, 937, today)
      await asService(tx, 937, service => refreshFacts(tx, [next], service, context))
    })
    expect(await stored('F.hours', next)).toMatchObject({ value: null })
    expect(await stored('F.keyAdult', next)).toMatchObject({ value: null })
    expect(await stored('R.semh', next)).toMatchObject({ value: 'A walk at ten' })
    expect((await dt.get(`/peps/${next}/sections/F`)).html).not.toContain('Mrs Adair')
  })
})
