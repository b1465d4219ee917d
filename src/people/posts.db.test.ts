import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asService } from '../db/as-service.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson, type Tx } from '../db/transaction.ts'

/** Posts give access (4-access.md: the administrator appoints): the rows themselves refuse everybody else, whatever a page does. */
const today = Temporal.PlainDate.from('2026-11-26')
const roles = ['administrator', 'virtual-school-head', 'adviser', 'team-manager', 'social-worker', 'designated-teacher']
type Word = (typeof roles)[number] | 'colleague' | 'other-administrator' | 'carer'

let db: TestDatabase
let owner: pg.Client
let app: Database
const people = new Map<Word, string>()
const idOf = (word: Word): string => people.get(word) ?? ''
const [team, otherTeam, setting] = [newId(), newId(), newId()]

beforeAll(async () => {
  db = await testDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  app = openDatabase(db.appUrl, { max: 2 })
  await owner.query(`insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone)
    values (990, 'Other', 'V', 'v@example.org', 'F', '1')`)
  await owner.query(`insert into team values ($1, 937, 'One'), ($2, 937, 'Two')`, [team, otherTeam])
  await owner.query(`insert into setting (id, name) values ($1, 'School')`, [setting])
  for (const word of [...roles, 'colleague', 'other-administrator', 'carer']) {
    const id = newId()
    people.set(word, id)
    await owner.query(`insert into person (id, kind, name) values ($1, $2, $3)`, [
      id,
      word === 'carer' ? 'family' : 'professional',
      word
    ])
    if (word === 'carer') continue
    const role = word === 'colleague' ? 'social-worker' : word.replace('other-', '')
    await owner.query(
      `insert into appointment (id, person_id, role, authority_id, team_id, setting_id, starts) values ($1, $2, $3, $4, $5, $6, '2020-01-01')`,
      [
        newId(),
        id,
        role,
        word === 'other-administrator' ? 990 : 937,
        word === 'colleague' ? otherTeam : role === 'social-worker' || role === 'team-manager' ? team : null,
        role === 'designated-teacher' ? setting : null
      ]
    )
  }
})
afterAll(async () => {
  await app.close()
  await owner.end()
  await db.drop()
})

/** Whether the rows let this person do it; nothing stays written. */
async function may(word: Word, work: (tx: Tx) => Promise<unknown>): Promise<boolean> {
  try {
    await asPerson(app, { person: idOf(word), today }, async tx => {
      await work(tx)
      throw new Error('let through')
    })
  } catch (error) {
    if (error instanceof Error && error.message === 'let through') return true
    if (error instanceof Error && /row-level security/.test(error.message)) return false
    throw error
  }
  return false
}
const appoint = (role: string, authority: number) => (tx: Tx) =>
  tx
    .insertInto('appointment')
    .values({ id: newId(), person_id: idOf('carer'), role, authority_id: authority, starts: '2026-01-01' })
    .execute()
const cover = (absent: Word, by: Word) => (tx: Tx) =>
  tx
    .insertInto('stand_in')
    .values({
      id: newId(),
      authority_id: 937,
      absent_person_id: idOf(absent),
      cover_person_id: idOf('colleague'),
      named_by: idOf(by),
      starts: '2026-11-26'
    })
    .execute()

describe('an appointment', () => {
  it.each<[Word, boolean]>([
    ['administrator', true],
    ['virtual-school-head', true],
    ['adviser', false],
    ['team-manager', false],
    ['social-worker', false],
    ['designated-teacher', false],
    ['carer', false],
    ['other-administrator', false]
  ])('is given by %s: %s', async (word, expected) => {
    expect(await may(word, appoint('adviser', 937))).toBe(expected)
    const another = (tx: Tx) =>
      tx.insertInto('team').values({ id: newId(), authority_id: 937, name: 'Three' }).execute()
    expect(await may(word, another)).toBe(expected)
    const contact = (tx: Tx) =>
      tx
        .insertInto('setting_contact')
        .values({ authority_id: 937, setting_id: setting, escalation_email: 'head@school.example' })
        .execute()
    expect(await may(word, contact)).toBe(expected)
  })

  it('is never given in another council, nor by nobody', async () => {
    expect(await may('administrator', appoint('administrator', 990))).toBe(false)
    const nobody = asPerson(app, { person: null, today }, appoint('administrator', 937))
    await expect(nobody).rejects.toThrow(/row-level security/)
  })

  it('is not widened or moved by its holder', async () => {
    for (const word of ['designated-teacher', 'social-worker', 'adviser', 'other-administrator']) {
      const changed = await asPerson(app, { person: idOf(word), today }, async tx => {
        const { numAffectedRows } =
          await sql`update appointment set role = 'iro', setting_id = null where authority_id = 937`.execute(tx)
        return Number(numAffectedRows)
      })
      expect([word, changed]).toEqual([word, 0])
    }
    expect(
      await may('administrator', tx =>
        sql`update appointment set authority_id = 990 where authority_id = 937`.execute(tx)
      )
    ).toBe(false)
  })
})

describe('a stand-in', () => {
  it.each<[Word, Word, boolean]>([
    ['administrator', 'social-worker', true],
    ['virtual-school-head', 'adviser', true],
    ['team-manager', 'social-worker', true],
    ['team-manager', 'colleague', false],
    ['team-manager', 'adviser', false],
    ['adviser', 'adviser', true],
    ['adviser', 'social-worker', false],
    ['social-worker', 'social-worker', false],
    ['colleague', 'social-worker', false],
    ['designated-teacher', 'social-worker', false],
    ['other-administrator', 'social-worker', false]
  ])('is named by %s for %s: %s', async (word, absent, expected) =>
    expect(await may(word, cover(absent, word))).toBe(expected)
  )
  it('is not named in another’s name', async () =>
    expect(await may('team-manager', cover('social-worker', 'administrator'))).toBe(false))
})

it('the service person comes with its authority, and is one', async () => {
  const found = await asPerson(app, { person: null, today }, tx => asService(tx, 990, async service => service))
  const { rows } = await owner.query(
    `select person_id from appointment where role = 'service' and authority_id = 990 and revoked_at is null`
  )
  expect(rows).toEqual([{ person_id: found }])
})
