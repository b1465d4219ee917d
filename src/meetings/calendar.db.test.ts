import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let sw: Visitor
let anybody: Visitor
const person: Record<string, string> = {}

const page = '/account/calendar'
const addressOf = async (who: Visitor) =>
  /\/calendar\/[\w-]+\/meetings\.ics/.exec((await who.get(page)).html)?.[0] ?? null
const events = (ics: string) =>
  new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent').map(one => ({
    uid: one.getFirstPropertyValue('uid'),
    starts: new ICAL.Event(one).startDate.toJSDate().toISOString(),
    location: one.getFirstPropertyValue('location'),
    link: /https?:\/\/\S+/.exec(String(one.getFirstPropertyValue('description')))?.[0],
    sequence: one.getFirstPropertyValue('sequence'),
    attendees: one.getAllProperties('attendee').length
  }))
const invite = (who: string, party: string) =>
  plan.run(
    `insert into invitation (id, pep_id, authority_id, child_id, party, person_id, name) values ($1, $2, 937, $3, $4, $5, $4)`,
    [newId(), plan.pepId, plan.childId, party, who]
  )

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  for (const row of await plan.run('select id, demo_word from person where demo_word is not null'))
    person[String(row.demo_word)] = String(row.id)
  await plan.run(
    `insert into meeting (pep_id, authority_id, child_id, on_date, at_time, place, arranged_on, chair_id, ics_sequence)
     values ($1, 937, $2, '2026-12-08', '14:30', 'Alder School, Library', '2026-11-20', $3, 2)`,
    [plan.pepId, plan.childId, person.dt]
  )
  await invite(person.sw ?? '', 'social-worker')
  await invite(await plan.family('carer'), 'carer')
  served = await serveFor(database, planToday)
  sw = await served.as('sw')
  anybody = await served.as('nobody-at-all')
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

describe('a personal calendar', () => {
  let address: string

  it('has no address until its person makes one, and the database never holds it', async () => {
    expect(await addressOf(sw)).toBeNull()
    await sw.post(page, { do: 'make' })
    address = (await addressOf(sw)) ?? ''
    expect(address).toMatch(/^\/calendar\/[\w-]{43}\//)
    const stored = JSON.stringify(await plan.run('select feed_id, encode(digest, $1) from app.calendar_feed', ['hex']))
    expect(stored).not.toContain(address.split('/')[2])
  })

  it('is fetched without signing in, and names no child and nobody else', async () => {
    const got = await anybody.get(address)
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(events(got.html)).toEqual([
      expect.objectContaining({
        starts: '2026-12-08T14:30:00.000Z',
        location: 'Alder School, Library',
        sequence: 2,
        attendees: 0
      })
    ])
    expect(got.html).not.toMatch(/Rowan|Ash\b|Person (dt|sw)/)
  })

  it.each([
    ['the setting is withheld', 'update child set setting_withheld = $1'],
    ['the address is withheld', 'update child set address_withheld = $1'],
    ['the place of this meeting is kept back', 'update meeting set place_withheld = $1']
  ])('keeps the place to itself where %s', async (_, sql) => {
    await plan.run(sql, [true])
    const kept = (await anybody.get(address)).html
    await plan.run(sql, [false])
    expect(events(kept)).toEqual([expect.objectContaining({ location: null })])
    expect(kept).not.toMatch(/Alder|Library/)
  })

  it('is its person’s own: the chair’s has the same meeting, another school’s teacher’s has none', async () => {
    const [dt, other] = [await served.as('dt'), await served.as('dt-elsewhere')]
    for (const who of [dt, other]) await who.post(page, { do: 'make' })
    expect(events((await anybody.get((await addressOf(dt)) ?? '')).html)).toHaveLength(1)
    expect(events((await anybody.get((await addressOf(other)) ?? '')).html)).toEqual([])
    await invite(person['dt-elsewhere'] ?? '', 'next-setting')
    expect(events((await anybody.get((await addressOf(other)) ?? '')).html)).toHaveLength(1)
  })

  it.each([
    ['sw', 'planned', 'the meeting', /^\/peps\/[^/]+\/meeting$/],
    ['sw', 'submitted', 'the plan', /^\/peps\/[^/]+$/],
    ['carer', 'planned', 'their own page', /^\/$/],
    ['carer', 'submitted', 'their own page', /^\/$/],
    ['dt-elsewhere', 'planned', 'their own page', /^\/$/]
  ])('leads %s of a %s plan to %s, which they may open', async (word, state, _, path) => {
    await plan.run('update pep set state = $2, submitted_on = $3 where id = $1', [
      plan.pepId,
      state,
      state === 'submitted' ? planToday : null
    ])
    const who = await served.as(word)
    await who.post(page, { do: 'make' })
    const [meeting] = events((await anybody.get((await addressOf(who)) ?? '')).html)
    const link = new URL(meeting?.link ?? '')
    expect(link.pathname).toMatch(path)
    expect((await who.get(link.pathname)).status).toBe(200)
    await plan.run(`update pep set state = 'planned', submitted_on = null where id = $1`, [plan.pepId])
    address = (await addressOf(sw)) ?? ''
  })

  it('ends with the fact it rests on: the meeting of a child who is no longer theirs is gone the same minute', async () => {
    const allocation = `update allocation set ends = $1 where role = 'social-worker'`
    await plan.run(allocation, [planToday])
    expect(events((await anybody.get(address)).html)).toEqual([])
    await plan.run(allocation, [null])
    await plan.run('update child set restricted = true')
    expect(events((await anybody.get(address)).html)).toEqual([])
    await plan.run('update child set restricted = false')
    expect(events((await anybody.get(address)).html)).toHaveLength(1)
  })

  it('a new address ends the old one; stopped, there is none', async () => {
    await sw.post(page, { do: 'make' })
    const fresh = (await addressOf(sw)) ?? ''
    expect(fresh).not.toBe(address)
    expect((await anybody.get(address)).status).toBe(404)
    expect((await anybody.get(fresh)).status).toBe(200)
    await sw.post(page, { do: 'end' })
    expect((await anybody.get(fresh)).status).toBe(404)
    expect(await addressOf(sw)).toBeNull()
  })

  it('a guessed address is nobody’s', async () =>
    expect((await anybody.get(`/calendar/${'A'.repeat(43)}/meetings.ics`)).status).toBe(404))

  it('whoever has left has no calendar', async () => {
    await sw.post(page, { do: 'make' })
    const fresh = (await addressOf(sw)) ?? ''
    await plan.run(`update person set ended_at = now() where id = $1`, [person.sw])
    expect((await anybody.get(fresh)).status).toBe(404)
  })
})
