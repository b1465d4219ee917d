import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { projectClocks } from '../peps/clocks.ts'
import { problemWith } from './scale.ts'
import { seed } from './seed.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const scale = { authorities: 2, children: 150, years: 1 }
let made: TestDatabase
let owner: Database

beforeAll(async () => {
  made = await testDatabase()
  owner = openDatabase(made.ownerUrl)
})
afterAll(async () => {
  await owner.close()
  await made.drop()
})

describe('synthetic load', () => {
  it('gives every child a plan for each term, and the same again changes nothing', async () => {
    const first = await seed(made.ownerUrl, scale, today)
    expect(first).toMatchObject({ seeded: true, counts: { authority: 3, child: 150, pep: 450 } })
    expect(first.counts.answer).toBeGreaterThan(150 * 20)
    expect(await seed(made.ownerUrl, scale, today)).toMatchObject({ seeded: false, counts: first.counts })
  })

  it('counts its clocks as the rules do, for whom they were counted and for whom they were copied', async () => {
    const clocks = () =>
      sql<{ pep_id: string; name: string }>`select * from clock order by pep_id, name`.execute(owner.kysely)
    const before = (await clocks()).rows
    const { rows } = await sql<{ id: string }>`select distinct pep_id as id from clock`.execute(owner.kysely)
    expect(rows.length).toBeGreaterThan(120)
    await asPerson(owner, { person: null, today }, tx =>
      projectClocks(
        tx,
        rows.map(row => row.id),
        today
      )
    )
    expect((await clocks()).rows).toEqual(before)
  })

  it('lets a teacher see the children of their school and nobody else', async () => {
    const { rows } = await sql<{ person_id: string; children: number }>`
      select d.person_id, count(*)::int as children from appointment d
        join enrolment e on e.setting_id = d.setting_id and e.authority_id = d.authority_id
       where d.role = 'designated-teacher' group by d.person_id order by 2 desc limit 1`.execute(owner.kysely)
    const [teacher] = rows
    const app = openDatabase(made.appUrl)
    const seen = await asPerson(app, { person: teacher?.person_id ?? null, today }, tx =>
      tx.selectFrom('child').select('id').execute()
    )
    await app.close()
    expect(seen.length).toBe(8)
    expect(teacher?.children).toBe(8)
  })

  it('is refused over another load, and where people are', async () => {
    await expect(seed(made.ownerUrl, { ...scale, years: 2 }, today)).rejects.toThrow('another synthetic load')
    const other = await testDatabase()
    const people = openDatabase(other.ownerUrl)
    await sql`insert into person (id, kind, name) values (gen_random_uuid(), 'professional', 'Somebody')`.execute(
      people.kysely
    )
    await expect(seed(other.ownerUrl, scale, today)).rejects.toThrow('not of the demonstration')
    const { rows } = await sql<{ there: boolean }>`select to_regnamespace('seed') is not null as there`.execute(
      people.kysely
    )
    expect(rows[0]?.there).toBe(false)
    await people.close()
    await other.drop()
  })
})

describe('a scale', () => {
  it.each([
    [{ authorities: 0, children: 10, years: 3 }, '--authorities'],
    [{ authorities: Number.NaN, children: 10, years: 3 }, '--authorities'],
    [{ authorities: 801, children: 1000, years: 3 }, '--authorities'],
    [{ authorities: 5, children: 4, years: 3 }, '--children'],
    [{ authorities: 5, children: 50, years: 11 }, '--years']
  ])('%o is refused', (asked, option) => {
    expect(problemWith(asked)).toContain(option)
  })
  it('that fits is not', () => expect(problemWith(scale)).toBeNull())
})
