import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { findPep } from '../peps/pep.ts'
import { pepSubmitted } from '../peps/submitted.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'

let test1: TestDatabase
let database: Database
let plan: Plan
const today = Temporal.PlainDate.from(planToday)
beforeAll(async () => {
  test1 = await testDatabase()
  plan = await makePlan(test1.ownerUrl)
  database = openDatabase(test1.appUrl, { max: 2 })
})
afterAll(async () => {
  await database.close()
  await plan.close()
  await test1.drop()
})

const personOf = async (word: string) =>
  String((await plan.run('select id from person where demo_word = $1', [word]))[0]?.id)
async function submitAs(word: string, circumstances: string[]) {
  await plan.run('delete from outbox')
  await plan.run(`update pep set state = 'submitted', submitted_on = $2, circumstances = $3 where id = $1`, [
    plan.pepId,
    planToday,
    circumstances
  ])
  const id = await personOf(word)
  await asPerson(database, { person: id, today }, async tx => {
    const pep = await findPep(tx, plan.pepId, today)
    if (!pep) throw new Error('not theirs')
    await pepSubmitted(tx, pep, { who: { id }, today, now: Temporal.Now.instant(), origin: 'http://pep.example' })
  })
  const rows = await plan.run(
    `select o.kind, p.demo_word as who, substring(o.words from 'http://pep.example/peps/[^/]+(/[a-z/-]+)?') as path, o.words
       from outbox o join person p on p.id = o.to_person order by o.made_at, o.id`
  )
  expect(rows.every(row => !String(row.words).includes('Rowan'))).toBe(true)
  return rows.map(({ kind, who, path }) => `${kind} > ${who}${path ?? ''}`)
}

test('a submit tells the social worker, the adviser and, once each, everybody named in the plan', async () => {
  const adviser = await personOf('adviser')
  const helper = await personOf('helper')
  await plan.run(
    `insert into allocation (id, authority_id, child_id, person_id, role, starts) values ($1, 937, $2, $3, 'adviser', '2024-01-01')`,
    [newId(), plan.childId, adviser]
  )
  const target = `insert into target (id, pep_id, authority_id, child_id, place, area, words, lead_name, lead_person_id) values ($1, $2, 937, $3, $4, 'maths', 'Counts', 'H', $5)`
  for (const place of [1, 2]) await plan.run(target, [newId(), plan.pepId, plan.childId, place, helper])
  expect(await submitAs('dt', [])).toEqual([
    'submitted > sw/check',
    'submitted > adviser/review',
    'targets shared > helper/part'
  ])
  const clocks = await plan.run(
    `select name, due::text, met_on from clock where pep_id = $1 and name in ('check', 'quality-review') order by name`,
    [plan.pepId]
  )
  expect(clocks).toEqual([
    { name: 'check', due: '2026-12-01', met_on: null },
    { name: 'quality-review', due: '2026-12-08', met_on: null }
  ])
  expect(await plan.run('select from pep_check')).toHaveLength(0)
})

test('the child is led to a page of their own', async () => {
  const child = newId()
  await plan.run(`insert into person (id, kind, name, demo_word) values ($1, 'family', 'Rowan', 'child')`, [child])
  await plan.run(
    `insert into allocation (id, authority_id, child_id, person_id, role, starts) values ($1, 937, $2, $3, 'child', '2024-01-01')`,
    [newId(), plan.childId, child]
  )
  await plan.run(
    `insert into action (id, pep_id, authority_id, child_id, words, owner_party) values ($1, $2, 937, $3, 'Tries it', 'child')`,
    [newId(), plan.pepId, plan.childId]
  )
  const told = await submitAs('dt', [])
  expect(told.filter(one => one.includes('> child'))).toEqual(['targets shared > child/my-views/plan'])
  await plan.run(`delete from allocation where person_id = $1`, [child])
  await plan.run(`delete from action where pep_id = $1`, [plan.pepId])
})

test('without a school place the submit is the check, and nobody is asked for another', async () => {
  expect(await submitAs('sw', ['no-school-place'])).toEqual([
    'submitted > adviser/review',
    'targets shared > helper/part'
  ])
  expect(await plan.run('select outcome, checked_by from pep_check')).toEqual([
    { outcome: 'confirmed', checked_by: await personOf('sw') }
  ])
})
