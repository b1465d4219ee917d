import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { withLinkTokens } from '../people/one-time-link.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

const secret = 'a secret of thirty-two characters or more'
let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let anybody: Visitor
let here: string
let carer: string
let swId: string

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  carer = await plan.family('carer', 'Wren Carer', 'wren@home.example')
  swId = String((await plan.run(`select id from person where demo_word = 'sw'`))[0]?.id)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  anybody = await served.as('nobody-at-all')
  here = `/peps/${plan.pepId}/meeting`
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const on = (name: string, iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
const dtId = async () => String((await plan.run(`select id from person where demo_word = 'dt'`))[0]?.id)
const arrange = async (changes: Record<string, string> = {}, invite = [`social-worker:${swId}`, `carer:${carer}`]) =>
  dt.postAll(here, {
    ...on('date', '2026-12-08'),
    time: '14:30',
    place: 'Alder School, Library',
    link: 'https://meet.example/room',
    'date-reason': 'The first free day',
    interpreter: 'not-needed',
    chair: await dtId(),
    ...on('arranged', planToday),
    ...changes,
    invite
  })
const mails = async (to: string) => plan.run('select * from outbox where to_person = $1 order by made_at, id', [to])
const latest = async (to: string) => (await mails(to)).at(-1) ?? {}
const linkIn = (words: unknown) =>
  /\/invitations\/[\w-]+/.exec(withLinkTokens(String(words), secret))?.[0] ?? 'no link in the message'
/** A calendar file, read by a program that is not ours. */
const parsed = (ics: unknown) => {
  const calendar = new ICAL.Component(ICAL.parse(String(ics)))
  const [event] = calendar.getAllSubcomponents('vevent')
  if (!event) throw new Error('no event in the file')
  const value = (name: string) => event.getFirstPropertyValue(name)
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: value('uid'),
    sequence: value('sequence'),
    status: value('status'),
    location: value('location'),
    starts: new ICAL.Event(event).startDate.toJSDate().toISOString(),
    attendees: event.getAllProperties('attendee').map(one => one.getFirstValue())
  }
}

describe('answering by link', () => {
  let link: string

  it('the e-mail carries a link that is not in the database, each person’s own', async () => {
    expect((await arrange()).goes).toBe(here)
    const [toCarer, toWorker] = [await latest(carer), await latest(swId)]
    link = linkIn(toCarer.words)
    expect(link).toMatch(/^\/invitations\/[\w-]{43}$/)
    expect(linkIn(toWorker.words)).not.toBe(link)
    const all = JSON.stringify(await plan.run('select * from outbox, invitation'))
    expect(all).not.toContain(link.split('/').at(-1))
  })

  it('shows when and where to somebody without an account, and names nobody', async () => {
    const got = await anybody.get(link)
    expect(got.status).toBe(200)
    for (const words of ['Tuesday 8 December 2026 at 14:30', 'Alder School, Library', 'https://meet.example/room'])
      expect(got.html).toContain(words)
    expect(got.html).not.toMatch(/Rowan|Ash\b|Wren|Person (dt|sw)/)
    expect(await plan.run('select answer from invitation where answer is not null')).toEqual([])
  })

  it('a link that was never sent answers 404 and can do nothing', async () => {
    const made = `/invitations/${'A'.repeat(43)}`
    expect((await anybody.get(made)).status).toBe(404)
    expect((await anybody.post(made, { answer: 'accepted' }, link)).status).toBe(404)
    expect(await plan.run('select answer from invitation where answer is not null')).toEqual([])
  })

  it('asks for an answer where none was chosen', async () => {
    const got = await anybody.post(link, { answer: '' })
    expect(got.status).toBe(422)
    expect(got.html).toContain('Choose one of the three answers.')
  })

  it('an acceptance is shown to the chair and tells nobody', async () => {
    expect((await anybody.post(link, { answer: 'accepted', views: 'left over' })).goes).toBe(link)
    expect((await anybody.get(link)).html).toContain('You said that you will come.')
    expect((await dt.get(here)).html).toMatch(/Wren Carer[\s\S]*Will come/)
    expect(await mails(await dtId())).toEqual([])
  })

  it('views instead are kept word for word, shown to the chair, and the chair is told without them', async () => {
    await anybody.post(link, { answer: 'views-instead', views: 'Likes <b>maths</b> now' })
    expect((await dt.get(here)).html).toContain('Likes &lt;b>maths&lt;/b> now')
    const [mail, ...more] = await mails(await dtId())
    expect(more).toEqual([])
    expect(mail?.kind).toBe('invitation answered')
    expect(`${mail?.subject} ${mail?.words}`).not.toMatch(/maths|Wren|Rowan/)
    const held = (await dt.get(`${here}/held`)).html
    expect(held).toMatch(/name="came-carer"[^>]*value="views-sent"[^>]*checked/)
    expect(held).toContain('Sent their views instead of coming')
  })

  it('the answer is on record, by the link and nobody else', async () => {
    const rows = await plan.run(
      `select person_id, reason, payload from audit_event where action = 'answer an invitation' and outcome = 'done' order by n`
    )
    expect(rows.map(row => [row.person_id, row.reason])).toEqual([
      [null, 'private link'],
      [null, 'private link']
    ])
  })

  it('another day asks anew whoever had said yes or no; views sent instead still hold', async () => {
    const ofWorker = linkIn((await latest(swId)).words)
    await anybody.post(ofWorker, { answer: 'accepted' })
    await arrange({ time: '15:00' })
    const answers = await plan.run('select person_id, answer from invitation where withdrawn_at is null')
    expect(new Map(answers.map(row => [row.person_id, row.answer]))).toEqual(
      new Map([
        [swId, null],
        [carer, 'views-instead']
      ])
    )
    expect(linkIn((await latest(swId)).words)).toBe(ofWorker)
    expect((await anybody.get(ofWorker)).html).toContain('at 15:00')
  })

  it('where the place is kept back the link does not tell it either', async () => {
    await arrange({ time: '15:00', 'other-0-name': 'Ina', 'other-0-email': 'ina@talk.example', withhold: 'yes' })
    const [mail] = await plan.run(`select words from outbox where to_email = 'ina@talk.example'`)
    const shown = (await anybody.get(linkIn(mail?.words))).html
    expect(shown).toContain('The social worker will tell you how to take part')
    expect(shown).not.toMatch(/Alder|Library|meet\.example/)
  })

  it('whoever is uninvited has a link that has ended, and cannot answer by it', async () => {
    const token = linkIn((await latest(carer)).words)
    const [ina] = await plan.run(`select id from invitation where name = 'Ina'`)
    await arrange({ time: '15:00', keep: String(ina?.id) }, [`social-worker:${swId}`])
    const got = await anybody.get(token)
    expect([got.status, got.html.includes('You do not need to come')]).toEqual([410, true])
    const ofWorker = linkIn((await mails(swId)).find(row => row.kind === 'invited')?.words)
    expect((await anybody.post(token, { answer: 'accepted' }, ofWorker)).status).toBe(410)
    expect(await plan.run('select answer from invitation where person_id = $1', [carer])).toEqual([
      { answer: 'views-instead' }
    ])
  })
})

describe('the calendar files, read by another program', () => {
  it('one UID through invitation, change, cancellation and a new invitation; the number always rises', async () => {
    await arrange({ time: '15:00' })
    const files = (await mails(carer)).filter(row => row.ics).map(row => ({ kind: row.kind, ...parsed(row.ics) }))
    expect(new Set(files.map(one => one.uid)).size).toBe(1)
    expect(files.map(one => one.kind)).toEqual([
      'invited',
      'meeting moved',
      'meeting moved',
      'meeting cancelled',
      'invited'
    ])
    expect(files.map(one => one.method)).toEqual(['REQUEST', 'REQUEST', 'REQUEST', 'CANCEL', 'REQUEST'])
    const numbers = files.map(one => Number(one.sequence))
    expect(numbers[0]).toBe(0)
    for (const [at, number] of numbers.entries()) if (at > 0) expect(number).toBeGreaterThan(numbers[at - 1] ?? 99)
    expect(files.map(one => one.status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED', 'CANCELLED', 'CONFIRMED'])
    expect(files.map(one => one.starts.slice(11, 16))).toEqual(['14:30', '15:00', '15:00', '15:00', '15:00'])
    for (const one of files) expect(one.attendees).toEqual(['MAILTO:wren@home.example'])
    const others = (await mails(swId)).filter(row => row.ics).map(row => parsed(row.ics).uid)
    expect(others).not.toContain(files[0]?.uid)
  })

  it('calling the meeting off asks why, takes it out of every calendar, and a new date comes after it', async () => {
    expect((await dt.post(`${here}/call-off`, { why: ' ' })).html).toContain('Say why the meeting is called off.')
    const before = parsed((await latest(carer)).ics)
    expect((await dt.post(`${here}/call-off`, { why: 'Rowan is poorly' })).goes).toBe(here)
    const [mail] = [await latest(carer)]
    expect(`${mail.subject} ${mail.words}`).not.toMatch(/Rowan|poorly/)
    expect(mail.subject).toBe('The meeting on Tuesday 8 December 2026 will not take place')
    const off = parsed(mail.ics)
    expect([off.method, off.status, off.uid]).toEqual(['CANCEL', 'CANCELLED', before.uid])
    expect(Number(off.sequence)).toBeGreaterThan(Number(before.sequence))
    expect(await plan.run('select on_date, at_time, arranged_on from meeting')).toEqual([
      { on_date: null, at_time: null, arranged_on: null }
    ])
    expect((await anybody.get(linkIn((await mails(carer)).at(-2)?.words))).status).toBe(410)
    await arrange(on('date', '2026-12-10'))
    const again = parsed((await latest(carer)).ics)
    expect([again.method, again.uid]).toEqual(['REQUEST', before.uid])
    expect(Number(again.sequence)).toBeGreaterThan(Number(off.sequence))
  })

  it('a meeting that was held cannot be moved or called off', async () => {
    const sent = async () => (await plan.run('select count(*)::int as n from outbox'))[0]?.n
    const before = await sent()
    await plan.run(`update meeting set held_on = '2026-11-24'`)
    const moved = await arrange({ time: '09:00' })
    expect([moved.status, (await dt.post(`${here}/call-off`, { why: 'No' }, `${here}/held`)).status]).toEqual([
      422, 422
    ])
    expect(moved.html).toContain('recorded as held on Tuesday 24 November 2026. It cannot be moved any more.')
    expect(await plan.run('select at_time::text from meeting')).toEqual([{ at_time: '14:30:00' }])
    expect(await sent()).toBe(before)
  })
})
