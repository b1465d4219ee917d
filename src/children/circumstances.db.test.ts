import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contextOf } from '../authorities/authority.ts'
import { formFor } from '../forms/load.ts'
import { socialWorkerLeads } from '../guidance/leader.ts'
import { whyNotOn } from '../guidance/meeting-date.ts'
import { circumstances, isRefusal, pepKinds } from '../guidance/words.ts'
import type { JobService } from '../jobs/job.ts'
import { sendMessage } from '../messages/outbox.ts'
import { remindAuthority } from '../messages/reminders.ts'
import { projectClocks } from '../peps/clocks.ts'
import { followAll } from '../peps/following.ts'
import { openRounds } from '../peps/jobs/open-rounds.ts'
import { openDueFor, whyNoPep } from '../peps/opening.ts'
import { findPep } from '../peps/pep.ts'
import { openPlan } from '../peps/section.ts'
import { readiness } from '../peps/submitting.ts'
import { authority, type County, county } from '../peps/testing/county.ts'
import { askedOf, workOf } from '../work/work.ts'
import { closes, comesIntoCare } from './care-changes.ts'
import { type Doing, factsOf } from './changes.ts'
import { newCarer, passesTo } from './home-and-people.ts'
import { followSuccessorsTask } from './jobs/follow-successors.ts'
import { startsAt } from './moves.ts'

/** Circumstances of the guidance through the real store: what is opened, by when, and what each person is asked and sees. */

const day = (iso: string) => Temporal.PlainDate.from(iso)
let land: County
let school: string
let teacher: string
let worker: string
let head: string

beforeAll(async () => {
  land = await county()
  school = await land.setting('Oakfield School')
  teacher = await land.person('designated-teacher', { setting_id: school })
  worker = await land.person('social-worker')
  head = await land.person('virtual-school-head')
})
afterAll(() => land.close())

type Tx = Parameters<Parameters<County['as']>[2]>[0]
const doing = (on: string, person = worker): Doing => ({
  person,
  today: day(on),
  now: Temporal.Instant.from(`${on}T12:00:00Z`),
  origin: 'http://localhost',
  seal: words => Buffer.from(words)
})
const record = <T>(
  id: string,
  on: string,
  work: (tx: Tx, facts: NonNullable<Awaited<ReturnType<typeof factsOf>>>) => Promise<T>
) =>
  land.as(worker, on, async tx => {
    const facts = await factsOf(tx, id)
    if (!facts) throw new Error('no such child')
    const done = await work(tx, facts)
    if (isRefusal(done)) throw new Error(done.refused)
    return done
  })
const open = (id: string, on: string) => land.as(land.service, on, tx => openDueFor(tx, id, day(on)))
const peps = (id: string) =>
  land.run(
    'select id, kind, term, phase, state, setting_id, circumstances, day_zero::text from pep where child_id = $1 order by opened_on, term, kind',
    [id]
  )
const pepOf = async (id: string) => String((await peps(id)).at(-1)?.id)
const clocks = async (id: string) =>
  Object.fromEntries(
    (
      await land.run(
        `select name, holder, coalesce(explanation->>'with', '') as other, due::text from clock where child_id = $1 and met_on is null and stopped is null order by name`,
        [id]
      )
    ).map(({ name, holder, other, due }) => [name, [holder, other, due].filter(Boolean).join(' ')])
  )
const tasks = async (person: string, id: string, on: string) => {
  const { items } = await land.as(person, on, tx =>
    workOf(tx, askedOf({}), { today: day(on), others: false, authorityOfGaps: null })
  )
  return items.filter(item => item.child?.id === id).map(item => item.words)
}
const sees = (person: string, id: string, on: string) =>
  land.as(
    person,
    on,
    async tx => (await tx.selectFrom('child').select('id').where('id', '=', id).execute()).length === 1
  )
const why = (id: string, on: string) => land.as(land.service, on, tx => whyNoPep(tx, id, authority, day(on)))
const held = async (pep: string, id: string, on: string) => {
  await land.run(
    `insert into meeting (pep_id, authority_id, child_id, on_date, arranged_on, held_on) values ($1, 937, $2, $3, $3, $3)`,
    [pep, id, on]
  )
  await land.as(land.service, on, tx => projectClocks(tx, [pep], day(on)))
}
const newcomer = async (born: string, on: string, place?: string) => {
  const id = await land.child(born, '2020-01-01', { ...(place ? { setting: place } : {}), worker })
  await land.run('delete from care_period where child_id = $1', [id])
  await record(id, on, (tx, facts) => comesIntoCare(tx, facts, { on: day(on), legalStatus: 'C1' }, doing(on)))
  return id
}

test('who leads is the same in the database as by the rule', async () => {
  for (const kind of pepKinds)
    for (const one of [[], ...circumstances.map(name => [name]), ['uasc', 'first-pep'] as const])
      for (const settingId of [null, school]) {
        const [row] = await land.run('select app.social_worker_leads($1, $2, $3) as leads', [kind, one, settingId])
        expect([kind, one, settingId, row?.leads]).toEqual([
          kind,
          one,
          settingId,
          socialWorkerLeads({ kind, circumstances: one, settingId })
        ])
      }
})

describe('comes into care', () => {
  test('with the meeting due in the Christmas holiday: an interim plan of the social worker’s; the first one in school follows', async () => {
    // Mon 23 Nov: 24–27 = 4; 30–4 = 9; 7 = 10 … 11 = 14; 14–18 = 19; 21 Dec = 20, in the holiday.
    const id = await newcomer('2014-05-01', '2026-11-23', school)
    const [plan] = await peps(id)
    expect(plan).toMatchObject({ kind: 'interim', term: 'autumn', circumstances: ['first-pep'], setting_id: school })
    expect(await clocks(id)).toEqual({
      'arrange-initial': 'social-worker 2026-12-07',
      'hold-initial': 'social-worker 2026-12-21'
    })
    expect([await tasks(worker, id, '2026-11-24'), await tasks(teacher, id, '2026-11-24')]).toEqual([
      ['Arrange the first meeting'],
      []
    ])
    expect(await sees(teacher, id, '2026-11-24')).toBe(true)
    const pep = await land.as(worker, '2026-11-24', tx => findPep(tx, String(plan?.id), day('2026-11-24')))
    if (!pep) throw new Error('no pep')
    const context = await land.as(worker, '2026-11-24', tx => contextOf(tx, authority, day('2026-11-24')))
    const inHoliday = { ...context, born: pep.born, careBegan: null, due: null, opens: null, closedDays: [] }
    expect(whyNotOn(day('2026-12-21'), { ...inHoliday, socialWorkerLeads: socialWorkerLeads(pep) })).toBeNull()

    expect(await open(id, '2026-12-10')).toEqual([])
    await held(pep.id, id, '2026-12-21')
    expect(
      await land.run(
        `select name, met_on::text from clock where child_id = $1 and name like '%initial' order by name`,
        [id]
      )
    ).toEqual([
      { name: 'arrange-initial', met_on: '2026-12-21' },
      { name: 'hold-initial', met_on: '2026-12-21' }
    ])
    expect(await why(id, '2026-12-22')).toBe('This term’s review has been held.')
    await open(id, '2026-12-22')
    expect((await peps(id)).at(-1)).toMatchObject({ kind: 'termly', term: 'spring', setting_id: school })
    expect((await clocks(id))['termly-review']).toBe('designated-teacher social-worker 2027-02-12')
  })

  test.each([
    // Day 1 is Mon 16 Nov: 16–20 = 5; 23–27 = 10; 30–4 = 15; 7–11 = 20.
    ['on a Saturday', '2026-11-14', '2026-11-27', '2026-12-11'],
    ['on the Sunday: the same', '2026-11-15', '2026-11-27', '2026-12-11'],
    // A bank holiday. 1–4 Sep = 4; 7–11 = 9; 14 = 10; 15–18 = 14; 21–25 = 19; 28 = 20.
    ['on 31 August', '2026-08-31', '2026-09-14', '2026-09-28']
  ])('%s', async (_, on, arrange, hold) => {
    const id = await newcomer('2014-06-01', on, school)
    expect(await peps(id)).toMatchObject([{ kind: 'initial', day_zero: on }])
    expect(await clocks(id)).toEqual({
      'arrange-initial': `social-worker ${arrange}`,
      'hold-initial': `social-worker designated-teacher ${hold}`
    })
  })

  test('on 31 August: opened in the summer term that August belongs to, held in autumn, and that is autumn’s review', async () => {
    const id = await newcomer('2014-07-01', '2026-08-31', school)
    expect(await peps(id)).toMatchObject([{ term: 'summer' }])
    expect(await open(id, '2026-09-10')).toEqual([])
    await held(await pepOf(id), id, '2026-09-22')
    expect(await open(id, '2026-09-23')).toEqual([])
    expect(await why(id, '2026-09-23')).toBe('This term’s review has been held.')
  })
})

describe('by age', () => {
  test('turns two in care: nothing before, and why; a first plan on the day', async () => {
    const id = await land.child('2024-11-18', '2025-03-01', { setting: school, worker })
    expect(await open(id, '2026-11-17')).toEqual([])
    expect(await why(id, '2026-11-17')).toBe(
      'Not yet 2 years old: the first plan is due from Wednesday 18 November 2026.'
    )
    await open(id, '2026-11-18')
    expect(await peps(id)).toMatchObject([{ kind: 'initial', phase: 'early-years', day_zero: '2026-11-18' }])
    // 19, 20 = 2; 23–27 = 7; 30, 1, 2 = 10.
    expect((await clocks(id))['arrange-initial']).toBe('social-worker 2026-12-02')
  })

  test('turns eighteen: the term’s plan is the leaving-care plan, held by the day; from then on none, and why', async () => {
    const id = await land.child('2008-12-01', '2020-01-01', { setting: school, worker })
    await open(id, '2026-11-17')
    expect(await peps(id)).toMatchObject([{ kind: 'leaving-care', phase: 'post-16', circumstances: ['leaving-care'] }])
    expect((await clocks(id))['leaving-care']).toBe('social-worker designated-teacher 2026-12-01')
    expect(await why(id, '2026-12-01')).toBe('Past the age for a plan since Tuesday 1 December 2026.')
    expect(await open(id, '2026-12-08')).toEqual([])
    expect(await peps(id)).toHaveLength(1)
  })

  test('year 13: a termly plan; after eighteen only where the authority goes on to the end of the year', async () => {
    const id = await land.child('2008-09-01', '2020-01-01', { setting: school, worker })
    await land.run(`update care_period set ends = '2026-09-01' where child_id = $1`, [id])
    expect(await open(id, '2026-11-17')).toEqual([])
    expect(await why(id, '2026-11-17')).toBe('Not in care on this date.')
    await land.run(
      `update authority set policy = '{"ages": {"from": 2, "until": 18, "toEndOfYear13": true}}' where id = 937`
    )
    await open(id, '2026-11-17')
    expect(await peps(id)).toMatchObject([{ kind: 'termly', phase: 'post-16', setting_id: school }])
    await land.run(`update authority set policy = '{}' where id = 937`)
    const younger = await land.child('2009-05-01', '2020-01-01', { setting: school, worker })
    await open(younger, '2026-11-17')
    expect(await peps(younger)).toMatchObject([{ kind: 'termly', phase: 'post-16' }])
  })
})

describe('at no setting the social worker leads, is asked, and may submit', () => {
  test.each<[string, string, string, string[], string | null]>([
    ['under school age, at home', '2023-05-01', 'early-years', [], null],
    // Care began long ago; nothing of a roll is known. 20 school days from the care's beginning.
    ['over it: not in education, employment or training', '2010-05-01', 'post-16', ['neet'], null]
  ])('%s', async (_, born, phase, of, clock) => {
    const id = await land.child(born, '2023-06-01', { worker })
    await open(id, '2026-11-17')
    const [plan] = await peps(id)
    expect(plan).toMatchObject({ phase, circumstances: of, setting_id: null, kind: 'termly' })
    expect((await clocks(id))['school-place'] ?? null).toBe(clock)
    expect((await clocks(id))['termly-review']).toBe('social-worker 2026-10-23')
    expect(await tasks(worker, id, '2026-11-17')).toEqual(['Arrange the review meeting'])
    const owed = await land.as(worker, '2026-11-17', async tx => {
      const open = await openPlan(tx, String(plan?.id), day('2026-11-17'))
      if (!open) throw new Error('no plan')
      return readiness(tx, open.pep, open.answers, day('2026-11-17'))
    })
    expect(new Set(owed.problems.map(({ who }) => who))).not.toContain('designated-teacher')
  })

  test('custody: the plan is made all the same, and says so', async () => {
    const id = await land.child('2011-05-01', '2023-06-01', { worker })
    await land.insert('placement', [
      { id: randomUUID(), authority_id: authority, child_id: id, starts: '2026-10-01', type: 'R5', out_of_area: true }
    ])
    await open(id, '2026-11-17')
    expect(await peps(id)).toMatchObject([{ kind: 'termly', circumstances: ['no-school-place', 'custody'] }])
    expect(await tasks(worker, id, '2026-11-17')).toEqual(['Arrange the review meeting'])
    // Education is arranged there: nobody looks for a place, until they leave custody without one.
    const searches = async () =>
      Object.keys(await clocks(id)).filter(name => name.startsWith('place') || name.startsWith('school'))
    expect(await searches()).toEqual([])
    await land.run(`update placement set ends = '2026-11-18' where child_id = $1`, [id])
    await land.as(land.service, '2026-11-19', tx => followAll(tx, authority, day('2026-11-19')))
    expect((await peps(id))[0]).toMatchObject({ circumstances: ['no-school-place'] })
    expect((await searches()).sort()).toEqual(['place-review', 'school-place'])
  })

  test('seeks asylum alone, without a place: interpreter and languages are there, schooling before is asked', async () => {
    const id = await land.child('2011-06-01', '2026-11-16', {
      worker,
      row: { first_language: 'ti', interpreter_language: 'ti' }
    })
    await land.run('update child_record set uasc = true where child_id = $1', [id])
    await open(id, '2026-11-17')
    const [plan] = await peps(id)
    expect(plan).toMatchObject({ kind: 'initial', circumstances: ['no-school-place', 'uasc', 'first-pep'] })
    // 17–20 = 4; 23–27 = 9; 30–4 = 14; 7–11 = 19; 14 Dec = 20 school days.
    expect((await clocks(id))['school-place']).toBe('virtual-school-head adviser 2026-12-14')
    const asked = formFor({
      phase: 'secondary',
      circumstances: ['no-school-place', 'uasc', 'first-pep']
    }).sections.flatMap(section => section.questions.map(question => question.id))
    expect(asked).toContain('F.schoolingBefore')
    const known = await land.run(
      `select question, value from answer where pep_id = $1 and value = '"ti"' order by question`,
      [plan?.id]
    )
    expect(known.map(({ question }) => question)).toEqual(['B.firstLanguage', 'B.interpreterLanguage'])
  })
})

describe('training, and early years without a designated teacher', () => {
  test('post-16 in training: the provider’s teacher leads like any other', async () => {
    const provider = await land.setting('Works Training')
    const trainer = await land.person('designated-teacher', { setting_id: provider })
    const id = await land.child('2009-11-01', '2023-06-01', { setting: provider, worker })
    await open(id, '2026-11-17')
    expect(await peps(id)).toMatchObject([{ phase: 'post-16', circumstances: [], setting_id: provider }])
    expect(await tasks(trainer, id, '2026-11-17')).toEqual(['Arrange the review meeting'])
  })

  test('a nursery where nobody has the post: the social worker arranges; whoever is given it takes over what is there', async () => {
    const nursery = await land.setting('Acorns Nursery')
    const id = await land.child('2023-03-01', '2025-06-01', { setting: nursery, worker })
    await open(id, '2026-11-17')
    expect(await peps(id)).toMatchObject([{ phase: 'early-years', setting_id: nursery }])
    expect(await clocks(id)).toMatchObject({ 'termly-review': 'designated-teacher social-worker 2026-10-23' })
    const lead = await land.person('designated-teacher', { setting_id: nursery, starts: '2026-11-18' })
    expect([await sees(lead, id, '2026-11-17'), await sees(lead, id, '2026-11-18')]).toEqual([false, true])
    expect(await tasks(lead, id, '2026-11-18')).toEqual(['Arrange the review meeting'])
  })
})

test('refuses a plan: it is made without the child’s words, says why, and nothing about it keeps it from being submitted', async () => {
  const id = await land.child('2012-05-01', '2020-01-01', { setting: school, worker })
  await open(id, '2026-11-17')
  const pep = await pepOf(id)
  const missing = () =>
    land.as(teacher, '2026-11-17', async tx => {
      const plan = await openPlan(tx, pep, day('2026-11-17'))
      if (!plan) throw new Error('no plan')
      return (await readiness(tx, plan.pep, plan.answers, day('2026-11-17'))).problems.filter(
        ({ where }) => where === 'J'
      )
    })
  expect(await missing()).not.toEqual([])
  await land.insert('views', [
    {
      pep_id: pep,
      authority_id: authority,
      child_id: id,
      party: 'child',
      reason_none: 'chose-not-to',
      none_on: '2026-11-16',
      recorded_by: worker
    }
  ])
  await land.as(land.service, '2026-11-17', tx => projectClocks(tx, [pep], day('2026-11-17')))
  expect(await missing()).toEqual([])
  expect(await peps(id)).toMatchObject([{ state: 'planned', kind: 'termly' }])
})

describe('in the middle of a plan', () => {
  const written = async (pep: string, id: string, by: string, section: string, question: string, value: string) =>
    land.insert('answer', [
      {
        ...{ pep_id: pep, question, authority_id: authority, child_id: id, section, audience: ['setting'], value },
        ...{ valid: true, version: 1, written_by: by, written_at: '2026-11-10T10:00Z' }
      }
    ])
  const said = async (person: string, pep: string, on: string) =>
    (
      await land.as(person, on, tx =>
        tx
          .selectFrom('answer')
          .select(['value'])
          .where('pep_id', '=', pep)
          .where('question', '=', 'F.support')
          .execute()
      )
    ).map(({ value }) => value)

  test('the designated teacher changes: the old one keeps the open plan, the new one is asked, nothing is lost', async () => {
    const place = await land.setting('Larkrise School')
    const before = await land.person('designated-teacher', { setting_id: place, ends: '2026-11-16' })
    const after = await land.person('designated-teacher', { setting_id: place, starts: '2026-11-18' })
    const id = await land.child('2014-02-01', '2020-01-01', { setting: place, worker })
    await open(id, '2026-11-09')
    const pep = await pepOf(id)
    await written(pep, id, before, 'F', 'F.support', 'A quiet start to the day')
    expect(await tasks(before, id, '2026-11-13')).toEqual(['Arrange the review meeting'])
    // Nobody has the post on the 17th: the social worker, who sees to it, is asked and sees whose it is.
    await openRounds(land.database, authority, day('2026-11-17'))
    expect(await sees(after, id, '2026-11-17')).toBe(false)
    expect(await said(before, pep, '2026-11-17')).toEqual(['A quiet start to the day'])
    await openRounds(land.database, authority, day('2026-11-18'))
    expect(await tasks(after, id, '2026-11-18')).toEqual(['Arrange the review meeting'])
    expect(await said(after, pep, '2026-11-18')).toEqual(['A quiet start to the day'])
    const of = (person: string) =>
      land.as(person, '2026-11-18', async tx => [
        (await tx.selectFrom('pep').select('id').where('child_id', '=', id).execute()).length,
        (await tx.selectFrom('child_record').select('child_id').where('child_id', '=', id).execute()).length
      ])
    expect([await of(before), await of(after)]).toEqual([
      [1, 0],
      [1, 1]
    ])
  })

  test('the social worker changes: what is owed is the new one’s from the day, what was written stays whose it is', async () => {
    const next = await land.person('social-worker')
    const id = await newcomer('2013-05-01', '2026-11-12', school)
    const pep = await pepOf(id)
    await written(pep, id, worker, 'M', 'M.progress', 'Doing well')
    await record(id, '2026-11-17', (tx, facts) =>
      passesTo(tx, facts, { role: 'social-worker', personId: next, on: day('2026-11-18') }, doing('2026-11-17'))
    )
    expect([await sees(next, id, '2026-11-17'), await sees(next, id, '2026-11-18')]).toEqual([false, true])
    expect(await tasks(next, id, '2026-11-17')).toEqual([])
    await openRounds(land.database, authority, day('2026-11-18'))
    expect(await tasks(next, id, '2026-11-18')).toEqual(['Arrange the first meeting'])
    const [answer] = await land.run(
      `select value, written_by from answer where pep_id = $1 and question = 'M.progress'`,
      [pep]
    )
    expect(answer).toEqual({ value: 'Doing well', written_by: worker })
    const told = await land.run(`select to_person from outbox where child_id = $1 and kind = 'child begins'`, [id])
    expect(told).toEqual([{ to_person: next }])
  })

  test('the carer changes: the old one’s words stay, their sight ends; the new one is asked for theirs', async () => {
    const id = await land.child('2013-06-01', '2020-01-01', { setting: school, worker })
    await open(id, '2026-11-09')
    const pep = await pepOf(id)
    const old = randomUUID()
    await land.insert('person', [{ id: old, kind: 'family', name: 'Old carer', email: 'old@carers.example' }])
    await land.insert('allocation', [
      { id: randomUUID(), authority_id: authority, child_id: id, person_id: old, role: 'carer', starts: '2024-01-01' }
    ])
    await land.insert('views', [
      {
        pep_id: pep,
        authority_id: authority,
        child_id: id,
        party: 'carer',
        recorded_on: '2026-11-10',
        how: 'telephone',
        recorded_by: worker
      }
    ])
    expect(await sees(old, id, '2026-11-17')).toBe(true)
    await record(id, '2026-11-17', (tx, facts) =>
      newCarer(
        tx,
        facts,
        { name: 'New carer', email: 'new@carers.example', phone: null, on: day('2026-11-17') },
        doing('2026-11-17')
      )
    )
    const [fresh] = await land.run(`select id from person where email = 'new@carers.example'`)
    expect([await sees(old, id, '2026-11-17'), await sees(String(fresh?.id), id, '2026-11-17')]).toEqual([false, true])
    expect(await land.run(`select recorded_on::text from views where pep_id = $1 and party = 'carer'`, [pep])).toEqual([
      { recorded_on: '2026-11-10' }
    ])
  })

  test('the school becomes an academy: the plan goes on there with every word, the old teacher keeps it until it is signed off', async () => {
    const closing = await land.setting('Hawthorn School')
    const academy = await land.setting('Hawthorn Academy')
    await land.run('update setting set urn = 149777 where id = $1', [academy])
    const before = await land.person('designated-teacher', { setting_id: closing })
    const after = await land.person('designated-teacher', { setting_id: academy })
    const id = await land.child('2012-03-01', '2020-01-01', { setting: closing, worker })
    await open(id, '2026-11-09')
    const pep = await pepOf(id)
    await written(pep, id, before, 'F', 'F.support', 'Sits near the door')
    await land.run(`update setting set closed = '2026-11-17', successor_urn = 149777 where id = $1`, [closing])
    const service = { database: land.database, today: () => day('2026-11-17') } as JobService
    await followSuccessorsTask({ authority }, service)
    await openRounds(land.database, authority, day('2026-11-17'))
    expect((await peps(id)).filter(one => one.id === pep)).toMatchObject([{ kind: 'termly', setting_id: academy }])
    expect(await said(after, pep, '2026-11-17')).toEqual(['Sits near the door'])
    expect(await said(before, pep, '2026-11-17')).toEqual(['Sits near the door'])
    expect(await land.run('select id from move_approval where child_id = $1', [id])).toEqual([])
  })
})

test('moves to another authority’s area: the school there sees the child, that authority nobody; clocks stay the own authority’s', async () => {
  const far = await land.setting('Castlegate School')
  await land.run(`update setting set la_code = 991 where id = $1`, [far])
  const contact = { virtual_school_name: 'Elsewhere', virtual_school_email: 'vs@elsewhere.example' }
  await land.insert('authority', [
    {
      id: 991,
      name: 'Elsewhere',
      policy: {},
      demonstration: false,
      ...contact,
      front_door_name: 'Door',
      front_door_phone: '01632 960999'
    }
  ])
  const there = await land.person('designated-teacher', { setting_id: far })
  const theirHead = await land.person('virtual-school-head', { authority_id: 991 })
  const theirTeacher = await land.person('designated-teacher', { setting_id: far, authority_id: 991 })
  const id = await land.child('2013-07-01', '2020-01-01', { setting: school, worker })
  await open(id, '2026-11-09')
  await record(id, '2026-11-17', (tx, facts) =>
    startsAt(
      tx,
      facts,
      { settingId: far, on: day('2026-11-17'), main: true, reason: 'Moves home' },
      doing('2026-11-17')
    )
  )
  const sight = []
  for (const person of [there, theirHead, theirTeacher]) sight.push(await sees(person, id, '2026-11-17'))
  expect(sight).toEqual([true, false, false])
  expect(await peps(id)).toMatchObject([{ kind: 'termly', setting_id: far }])
  expect((await clocks(id))['termly-review']).toBe('designated-teacher social-worker 2026-10-23')
})

test('without an adviser the head stands in, without a social worker the gap is the administrator’s to close', async () => {
  const administrator = await land.person('administrator')
  const id = await land.child('2013-08-01', '2020-01-01', { setting: school })
  await open(id, '2026-11-09')
  await land.insert('concern', [
    {
      id: randomUUID(),
      authority_id: authority,
      child_id: id,
      stage: 'before',
      words: 'A worry',
      raised_by: teacher,
      raised_on: '2026-11-16'
    }
  ])
  expect(await tasks(head, id, '2026-11-17')).toContain('Answer a question or concern')
  const { items } = await land.as(administrator, '2026-11-17', tx =>
    workOf(tx, askedOf({}), { today: day('2026-11-17'), others: false, authorityOfGaps: authority })
  )
  expect(items.map(({ words }) => words).join()).toMatch(/child(ren)? ha(s|ve) no social worker/)
})

test.each(['died', 'adopted'] as const)(
  '%s: no job that is still under way tells anybody or asks anything',
  async how => {
    const id = await land.child('2013-09-01', '2020-01-01', { setting: school, worker })
    await open(id, '2026-09-09')
    await record(id, '2026-11-17', (tx, facts) =>
      closes(tx, facts, { how, on: day('2026-11-17') }, doing('2026-11-17'))
    )
    const before = await land.run('select count(*)::int as n from outbox where child_id = $1', [id])
    const sent = await land.as(land.service, '2026-11-17', tx =>
      sendMessage(tx, {
        ...{ eventKey: `late word ${id}`, authorityId: authority, childId: id, to: { person: teacher } },
        ...{ kind: 'copy ready', subject: 'A copy', words: 'It is ready.', origin: 'http://localhost' }
      })
    )
    expect(sent).toBe(false)
    await land.as(land.service, '2026-11-18', tx => remindAuthority(tx, authority, day('2026-11-18')))
    await openRounds(land.database, authority, day('2026-11-18'))
    expect(await land.run('select count(*)::int as n from outbox where child_id = $1', [id])).toEqual(before)
    expect(await land.run('select 1 from reminder where child_id = $1', [id])).toEqual([])
    expect(await clocks(id)).toEqual({})
    expect(await why(id, '2026-11-18')).toBe(how === 'died' ? 'The child has died.' : 'The child has been adopted.')
    for (const [person, on] of [
      [teacher, false],
      [worker, true],
      [head, true]
    ] as const)
      expect(await sees(person, id, '2026-11-18')).toBe(on)
  }
)
