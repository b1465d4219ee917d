import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { languagesOf, toCheck } from './checks.ts'
import { readingFor } from './reading.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let admin: Visitor
let rows: Database
const ids: Record<string, string> = {}
const today = Temporal.PlainDate.from(planToday)
const arabic = '/authority/languages/ar'

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  ids.child = await plan.family('child')
  ids.admin = await plan.person('admin', 'administrator')
  await plan.run(`update child set interpreter_language = 'ar'`)
  served = await serveFor(database, planToday)
  admin = await served.as('admin')
  rows = openDatabase(database.appUrl, { max: 2 })
})
afterAll(async () => {
  await rows.close()
  await served.close()
  await plan.close()
  await database.drop()
})

const as = (person: string | undefined) => ({ person: person ?? null, today })
/** In which language the child's own pages are read, and which there are to choose from. */
const readIn = (demonstration: boolean) =>
  asPerson(rows, as(ids.child), async tx => {
    const { language, choices, unchecked } = await readingFor({ tx, demonstration }, plan.childId, 'child')
    return { code: language.code, choices: choices.map(({ code }) => code), unchecked }
  })
const version = async () => /name="version" value="(\w+)"/.exec((await admin.get(arabic)).html)?.[1] ?? ''
const check = async (change: Record<string, string> = {}) =>
  admin.post(arabic, {
    ...{ do: 'check', version: await version(), by: 'Sara Haddad, sworn interpreter', native: 'yes' },
    ...{ 'on-day': String(today.day), 'on-month': String(today.month), 'on-year': String(today.year) },
    ...change
  })

describe('a language that nobody has checked', () => {
  it('is on in the demonstration, marked as a draft, and off in production', async () => {
    expect(await readIn(true)).toMatchObject({ code: 'ar', unchecked: true })
    expect((await readIn(true)).choices).toHaveLength(11)
    expect(await readIn(false)).toEqual({ code: 'en', choices: [], unchecked: false })
  })

  it('is read of by the administrator and the Virtual School, and recorded by the administrator alone', async () => {
    for (const word of ['dt', 'sw', 'child'])
      expect((await (await served.as(word)).get('/authority/languages')).status).toBe(403)
    const adviser = await served.as('adviser')
    expect((await adviser.get(arabic)).html).not.toContain('Record the check')
    expect((await adviser.post(arabic, { do: 'check' }, '/account')).status).toBe(403)
    const { html } = await admin.get('/authority/languages')
    expect(html).toContain('<bdi lang="ar">العربية</bdi> (Arabic)')
    expect(html).toContain('100 %')
    expect(html).toContain('Nobody yet')
  })

  it('cannot be recorded by halves, nor with another file before one’s eyes', async () => {
    for (const [change, words] of [
      [{ by: ' ' }, 'Say who has checked it'],
      [{ by: 'x'.repeat(201) }, 'Shorten this to 200 characters'],
      [{ native: '' }, 'Tick this once somebody who speaks the language'],
      [{ 'on-day': '', 'on-month': '', 'on-year': '' }, 'Say when they read it'],
      [{ 'on-day': '31', 'on-month': '2' }, 'not a day of the calendar'],
      [{ 'on-year': '2031' }, 'still to come'],
      [{ version: 'another' }, 'The words have changed since this page was opened']
    ] as const) {
      const { status, html } = await check(change)
      expect([status, html.includes(words), words]).toEqual([422, true, words])
    }
    expect((await admin.post(arabic, { do: 'off' })).status).toBe(422)
    expect(await plan.run('select 1 from authority_language')).toEqual([])
    expect((await admin.get('/authority/languages/xx')).status).toBe(404)
  })
})

describe('a language that a native speaker has checked', () => {
  it('is on in production, with who, when and which words on record', async () => {
    expect((await check()).goes).toBe('/authority/languages')
    expect(await readIn(false)).toEqual({ code: 'ar', choices: ['en', 'ar'], unchecked: false })
    expect((await readIn(true)).unchecked).toBe(false)
    const [row] = await plan.run('select * from authority_language')
    expect(row).toMatchObject({ language: 'ar', checked_by: 'Sara Haddad, sworn interpreter', recorded_by: ids.admin })
    expect(row?.words).toMatchObject({ 'question.next': ['Next', 'التالي'] })
    const [deed] = await plan.run(
      `select person_id, outcome from audit_event where action = 'record a check of a language'`
    )
    expect(deed).toEqual({ person_id: ids.admin, outcome: 'done' })
    expect((await admin.get(arabic)).html).toContain('Every phrase has been checked as it is now')
    expect((await check()).status).toBe(422)
  })

  it('is off again when its file changes, and only what changed is to be read', async () => {
    await plan.run(
      `update authority_language set version = 'before', words = jsonb_set(words, '{question.next}', '["Next", "بعد"]')`
    )
    expect(await readIn(false)).toEqual({ code: 'en', choices: [], unchecked: false })
    const [found] = await asPerson(rows, as(ids.admin), async tx =>
      (await languagesOf(tx, 937)).filter(({ language }) => language.code === 'ar')
    )
    expect(found?.standing).toBe('changed')
    expect(found && toCheck(found.language, found.check)).toEqual([
      { key: 'question.next', english: 'Next', now: 'التالي', before: { english: 'Next', translated: 'بعد' } }
    ])
    expect((await admin.get('/authority/languages')).html).toContain('Changed since the check')
    expect((await admin.get(arabic)).html).toContain('What changed since the check: 1')
    expect((await check({ by: 'Omar Aziz' })).goes).toBe('/authority/languages')
    expect((await readIn(false)).code).toBe('ar')
  })

  it('is turned off and on', async () => {
    await admin.post(arabic, { do: 'off' })
    expect(await readIn(false)).toMatchObject({ code: 'en', choices: [] })
    expect((await readIn(true)).code).toBe('en')
    await admin.post(arabic, { do: 'on' })
    expect((await readIn(false)).code).toBe('ar')
    const deeds = await plan.run(`select action from audit_event where action like 'turn a language%' order by at`)
    expect(deeds.map(({ action }) => action)).toEqual(['turn a language off', 'turn a language on'])
  })

  it('is another authority’s own matter', async () => {
    await plan.run(`insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone, demonstration)
      values (991, 'Next', 'Next', 'next@example.org', 'Door', '1', true)`)
    const id = await plan.person('admin-next', 'administrator')
    await plan.run('update appointment set authority_id = 991 where person_id = $1', [id])
    await asPerson(rows, as(id), async tx => {
      expect(await tx.selectFrom('authority_language').selectAll().execute()).toEqual([])
      expect((await languagesOf(tx, 937)).every(({ check: known }) => known === null)).toBe(true)
    })
    // Nor does a child's page tell who checked it.
    await asPerson(rows, as(ids.child), async tx =>
      expect(await tx.selectFrom('authority_language').selectAll().execute()).toEqual([])
    )
  })
})

describe('somebody’s choice', () => {
  it('is theirs alone, whatever else is asked of the rows', async () => {
    await asPerson(rows, as(ids.child), tx =>
      tx
        .insertInto('language_choice')
        .values({ person_id: ids.child ?? '', language: 'en' })
        .execute()
    )
    expect((await readIn(false)).code).toBe('en')
    await asPerson(rows, as(ids.admin), async tx => {
      expect(await tx.selectFrom('language_choice').selectAll().execute()).toEqual([])
      expect((await tx.updateTable('language_choice').set({ language: 'ar' }).executeTakeFirst()).numUpdatedRows).toBe(
        0n
      )
    })
    await expect(
      asPerson(rows, as(ids.admin), tx =>
        tx
          .insertInto('language_choice')
          .values({ person_id: ids.child ?? '', language: 'ar' })
          .execute()
      )
    ).rejects.toThrow(/row-level security/)
  })

  it('tells nothing of a child who is not theirs', async () => {
    const [stranger] = await plan.run(`select id from person where demo_word = 'dt-elsewhere'`)
    const reading = await asPerson(rows, as(String(stranger?.id)), tx =>
      readingFor({ tx, demonstration: true }, plan.childId, 'child')
    )
    expect([reading.language.code, reading.choices]).toEqual(['en', []])
  })
})
