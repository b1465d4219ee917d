import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from './database.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'
import { randomWorld } from './testing/random-world.ts'
import { viewOf } from './testing/visible-model.ts'
import { writeWorld } from './testing/write-world.ts'
import { asPerson, inTransaction, type Tx } from './transaction.ts'

const seed = Number(process.env.OPENPEP_TEST_SEED ?? 20_261_123)
const world = randomWorld(seed, { people: 240, children: 60 })
let db: TestDatabase
let database: Database

beforeAll(async () => {
  db = await testDatabase()
  const owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await writeWorld(owner, world)
  await owner.end()
  database = openDatabase(db.appUrl, { max: 2, keepsPlans: true })
})
afterAll(async () => {
  await database.close()
  await db.drop()
})

const today = Temporal.PlainDate.from(world.today)
const forEveryone = async (
  look: (tx: Tx, view: ReturnType<typeof viewOf>) => Promise<{ is: string[]; ought: string[] }>
) => {
  let seen = 0
  for (const person of world.people) {
    const { is, ought } = await asPerson(database, { person, today }, tx => look(tx, viewOf(world, person)))
    expect(is.toSorted(), `person ${person}, seed ${seed}`).toEqual(ought.toSorted())
    seen += is.length
  }
  return seen
}

test('everybody sees the children that the rules give them, and no others', async () => {
  const seen = await forEveryone(async (tx, view) => ({
    is: (await tx.selectFrom('child').select('id').execute()).map(({ id }) => id),
    ought: world.children.filter(view.sees).map(({ id }) => id)
  }))
  expect(seen).toBeGreaterThan(1000)
})

test('lists begin from the same children', async () => {
  await forEveryone(async (tx, view) => ({
    is: (await sql<{ id: string }>`select distinct unnest(app.children_i_see()) as id`.execute(tx)).rows.map(
      ({ id }) => id
    ),
    ought: world.children.filter(view.sees).map(({ id }) => id)
  }))
})

test('everybody sees the plans that the rules give them, and no others', async () => {
  const seen = await forEveryone(async (tx, view) => ({
    is: (await tx.selectFrom('pep').select('id').execute()).map(({ id }) => id),
    ought: world.peps.filter(view.seesPep).map(({ id }) => id)
  }))
  expect(seen).toBeGreaterThan(1000)
})

test('everybody reads the answers that are meant for them, and no others', async () => {
  const key = (answer: { pep: string; question: string }) => `${answer.pep} ${answer.question}`
  const seen = await forEveryone(async (tx, view) => ({
    is: (await tx.selectFrom('answer').select(['pep_id as pep', 'question']).execute()).map(key),
    ought: world.answers.filter(view.seesAnswer).map(key)
  }))
  expect(seen).toBeGreaterThan(1000)
})

test('everybody sees the targets of the plans that they may read, and no others', async () => {
  const seen = await forEveryone(async (tx, view) => ({
    is: (await tx.selectFrom('target').select('pep_id').execute()).map(row => row.pep_id),
    ought: world.peps.filter(view.seesTarget).map(({ id }) => id)
  }))
  expect(seen).toBeGreaterThan(1000)
})

test('the world has grants that widen nothing, and officers of plans that are still being written', () => {
  const views = world.people.map(person => viewOf(world, person))
  const withheld = views.flatMap(view =>
    world.answers.filter(answer => {
      const pep = world.peps.find(({ id }) => id === answer.pep)
      return pep && view.granted(pep).some(g => g.sections.includes(answer.section)) && !view.seesAnswer(answer)
    })
  )
  expect(new Set(withheld.map(({ section }) => section))).toEqual(new Set(['G', 'J', 'M']))
  expect(views.filter(view => world.peps.some(view.tooEarly)).length).toBeGreaterThan(5)
})

test('the world has heads who opened a restricted child, and others who tried', () => {
  const opened = world.openings.filter(({ child: id, person }) => {
    const child = world.children.find(one => one.id === id)
    const named = world.readers.some(r => r.child === id && r.person === person && !r.revoked)
    return child?.restricted && !named && viewOf(world, person).sees(child)
  })
  expect(opened.length).toBeGreaterThan(5)
  expect(world.openings.length - opened.length).toBeGreaterThan(20)
})

test('seen by an administrator, everybody sees what both see, in that authority and in no other', async () => {
  const seers = world.appointments.filter(
    a =>
      a.role === 'administrator' && !a.revoked && a.starts <= world.today && (a.ends === null || world.today < a.ends)
  )
  let seen = 0
  for (const [index, person] of world.people.entries()) {
    const seer = seers[index % seers.length]
    if (!seer) throw new Error('nobody administers anything')
    const opening = `select set_config('app.person', '${person}', true), set_config('app.today', '${world.today}', true),
      set_config('app.seen_by', '${seer.person}', true), set_config('app.seen_in', '${seer.authority}', true)`
    const [both, peps] = await inTransaction(database, opening, async tx => [
      (await tx.selectFrom('child').select('id').execute()).map(({ id }) => id),
      (await tx.selectFrom('pep').select('id').execute()).map(({ id }) => id)
    ])
    const [theirs, mine] = [viewOf(world, person), viewOf(world, seer.person)]
    const shared = world.children.filter(
      child => child.authority === seer.authority && theirs.sees(child) && mine.sees(child)
    )
    expect(both?.toSorted(), `person ${person}`).toEqual(shared.map(({ id }) => id).toSorted())
    const plans = world.peps.filter(pep => shared.some(({ id }) => id === pep.child) && theirs.seesPep(pep))
    expect(peps?.toSorted(), `person ${person}`).toEqual(plans.map(({ id }) => id).toSorted())
    seen += shared.length
  }
  expect(seen).toBeGreaterThan(100)
})

test('everybody stands to each child and plan as the rules say', async () => {
  const pairs = [
    ...world.children.map(child => ({ child, pep: null })),
    ...world.peps.flatMap(pep => world.children.filter(({ id }) => id === pep.child).map(child => ({ child, pep })))
  ]
  const [children, peps] = [pairs.map(({ child }) => child.id), pairs.map(({ pep }) => pep?.id ?? null)]
  const line = (child: string, pep: string | null, roles: Iterable<string>) => `${child} ${pep} ${[...roles].sort()}`
  const found = await forEveryone(async (tx, view) => {
    const { rows } = await sql<{ child: string; pep: string | null; roles: string[] }>`
      select child, pep, app.my_standing(child, pep) as roles from unnest(${children}::uuid[], ${peps}::uuid[]) x(child, pep)`.execute(
      tx
    )
    const roles = rows.map(row => line(row.child, row.pep, row.roles))
    return {
      is: roles,
      ought: pairs.map(({ child, pep }) => line(child.id, pep?.id ?? null, view.standing(child, pep)))
    }
  })
  expect(found).toBe(pairs.length * world.people.length)
})

test('nobody, and a person of no standing, see nothing', async () => {
  for (const person of [null, '00000000-0000-7000-8000-000000000000']) {
    for (const table of [
      'child',
      'pep',
      'answer',
      'enrolment',
      'allocation',
      'restricted_reader',
      'pep_keeper'
    ] as const) {
      const rows = await asPerson(database, { person, today }, tx => tx.selectFrom(table).selectAll().execute())
      expect(rows, table).toEqual([])
    }
  }
})
