import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let sw: Visitor
let here: string
const ids: Record<string, string> = {}

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  for (const role of ['carer', 'parent'] as const) ids[role] = await plan.family(role)
  await plan.run(`insert into care_period (id, authority_id, child_id, starts) values ($1, 937, $2, '2023-09-01')`, [
    newId(),
    plan.childId
  ])
  for (const row of await plan.run('select id, demo_word from person where demo_word is not null'))
    ids[String(row.demo_word)] = String(row.id)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  sw = await served.as('sw')
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
const form = (changes: Record<string, string> = {}, invited: readonly string[] = ['social-worker:sw']) => {
  const fields = {
    ...on('date', '2026-12-08'),
    time: '14:30',
    place: 'Alder School, Library',
    'date-reason': 'The first free day',
    interpreter: 'not-needed',
    ...on('arranged', planToday),
    ...changes
  }
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  for (const one of invited) {
    const [party, word = ''] = one.split(':')
    data.append('invite', `${party}:${ids[word]}`)
  }
  return new URLSearchParams([...data].map(([name, value]) => [name, String(value)]))
}
/** Posts several values of one name. */
const arrange = async (who: Visitor, body: URLSearchParams) => {
  const fields = Object.fromEntries(body)
  const invite = body.getAll('invite')
  return who.postAll(here, { ...fields, invite })
}
const outbox = () => plan.run('select kind, to_person, to_email, subject, words, ics from outbox order by made_at, id')
const unfolded = (ics: unknown) => String(ics).replaceAll('\r\n ', '')

describe('arranging', () => {
  it('refuses a bank holiday, a Saturday, a day that has passed and a nonsense time, by the field', async () => {
    for (const [date, words] of [
      ['2026-12-25', 'bank holiday (Christmas Day)'],
      ['2026-11-28', 'is a Saturday'],
      ['2026-11-20', 'has passed'],
      ['2026-02-30', 'not a day of the calendar']
    ] as const) {
      const got = await arrange(dt, form(on('date', date)))
      expect(got.status).toBe(422)
      expect(got.html).toContain(words)
      expect(got.html).toContain('href="#date-day"')
    }
    expect((await arrange(dt, form({ time: 'noonish' }))).html).toContain('24-hour clock')
    expect((await arrange(dt, form(on('arranged', '2026-11-25')))).html).toContain('a day to come')
    expect((await arrange(dt, form(on('arranged', '2023-08-31')))).html).toContain('before the child came into care')
    expect(await plan.run('select * from meeting')).toEqual([])
  })

  it('does not invite the parent before the social worker has said yes', async () => {
    const got = await arrange(dt, form({}, ['parent:parent']))
    expect(got.status).toBe(422)
    expect(got.html).toContain('once the social worker has said yes')
    expect((await dt.get(here)).html).toContain('Ask the social worker')
    expect((await dt.get(`${here}/parent`)).status).toBe(403)
    expect(await outbox()).toEqual([])
  })

  it('always offers the carer and the child, also where nobody can be written to', async () => {
    await plan.run(`update allocation set revoked_at = now() where role = 'carer'`)
    const nobody = (await dt.get(here)).html
    expect(nobody).toMatch(/name="invite"[^>]*value="carer:"[^>]*checked/)
    expect(nobody).toContain('No carer is on record that you may see.')
    expect(nobody).toMatch(/name="invite"[^>]*value="child:"(?![^>]*checked)/)
    expect(nobody).toContain('It is their own choice whether to come. No e-mail address is known. Tell them yourself.')
    await plan.run(
      `insert into carer_contact (authority_id, child_id, name, phone) values (937, $1, 'Jo Carer', '01632 960001')`,
      [plan.childId]
    )
    expect((await dt.get(here)).html).toContain('Jo Carer, carer')
    const got = await dt.postAll(here, { ...Object.fromEntries(form()), invite: ['carer:', 'child:'] })
    expect(got.goes).toBe(here)
    expect((await dt.get(here)).html).toContain(
      'No e-mail address is known for Jo Carer, or for Rowan: tell them yourself.'
    )
    expect(await plan.run('select party, person_id from invitation order by party')).toEqual([
      { party: 'carer', person_id: null },
      { party: 'child', person_id: null }
    ])
    expect((await dt.get(here)).html).toMatch(/value="carer:"[^>]*checked/)
    expect(await outbox()).toEqual([])
    await plan.run('delete from invitation')
    await plan.run('delete from meeting')
    await plan.run('delete from carer_contact')
    await plan.run(`update allocation set revoked_at = null where role = 'carer'`)
  })

  it('asks why, where the meeting is later than it is due', async () => {
    const refused = await arrange(dt, form({ 'date-reason': ' ' }))
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('is after Friday 23 October 2026, the day by which this meeting is due.')
    expect(refused.html).toContain('href="#date-reason"')
    expect(await plan.run('select * from meeting')).toEqual([])
    expect((await arrange(dt, form({ 'date-reason': 'The carer is in hospital' }))).goes).toBe(here)
    expect(await plan.run('select on_date::text, on_reason from meeting')).toEqual([
      { on_date: '2026-12-08', on_reason: 'The carer is in hospital' }
    ])
    expect((await dt.get(here)).html).toContain('value="The carer is in hospital"')
    for (const table of ['invitation', 'meeting', 'outbox']) await plan.run(`delete from ${table}`)
    await plan.run(`update pep set state = 'planned'`)
  })

  it('another school’s teacher gets 404', async () => {
    const other = await served.as('dt-elsewhere')
    for (const path of ['', '/held', '/parent']) expect((await other.get(here + path)).status).toBe(404)
  })

  it('invites each by their own e-mail and calendar file, naming no child and no other', async () => {
    const got = await arrange(
      dt,
      form({ 'other-0-name': 'Ina', 'other-0-email': 'ina@talk.example', 'other-0-party': 'interpreter' }, [
        'social-worker:sw',
        'carer:carer'
      ])
    )
    expect(got.goes).toBe(here)
    const sent = await outbox()
    expect(sent.map(row => row.to_person ?? row.to_email)).toEqual([ids.sw, ids.carer, 'ina@talk.example'])
    expect((await dt.get(here)).html).toContain('By e-mail we have invited 3 people.')
    expect(unfolded(sent[0]?.ics)).toContain(`whose plan it is: http`)
    for (const row of sent.slice(1)) expect(unfolded(row.ics)).toMatch(/\/invitations\/\{link:[^}]+\}/)
    for (const row of sent) {
      const all = `${row.subject} ${row.words} ${unfolded(row.ics)}`
      expect(all).not.toMatch(/Rowan|Ash\b/)
      expect(unfolded(row.ics).match(/ATTENDEE/g)).toHaveLength(1)
      expect(row.ics).toContain('SEQUENCE:0')
      expect(row.ics).toContain('METHOD:REQUEST')
      expect(row.words).toContain('Alder School, Library')
    }
    expect(sent[0]?.ics).not.toContain('home.example')
    expect(await plan.run('select state from pep where id = $1', [plan.pepId])).toEqual([{ state: 'in-progress' }])
    const clocks = await plan.run(`select name, due::text from clock where pep_id = $1 and name = 'child-views'`, [
      plan.pepId
    ])
    expect(clocks).toEqual([{ name: 'child-views', due: '2026-12-01' }])
  })

  it('tells those who stay of a change and those who go that they need not come', async () => {
    await plan.run('delete from outbox')
    const [ina] = await plan.run(`select id from invitation where name = 'Ina'`)
    await arrange(dt, form({ time: '15:00', keep: String(ina?.id) }, ['social-worker:sw']))
    const sent = await outbox()
    expect(sent.map(row => [row.kind, row.to_person ?? row.to_email])).toEqual([
      ['meeting cancelled', ids.carer],
      ['meeting moved', ids.sw],
      ['meeting moved', 'ina@talk.example']
    ])
    for (const row of sent) expect(row.ics).toContain('SEQUENCE:1')
    expect(sent[0]?.ics).toContain('METHOD:CANCEL')
    await plan.run('delete from outbox')
    await arrange(dt, form({ time: '15:00', keep: String(ina?.id) }, ['social-worker:sw']))
    expect(await outbox()).toEqual([])
  })

  it('counts those whom an e-mail went to, and names who is still to be told', async () => {
    const [before] = await plan.run('select email from person where id = $1', [ids.carer])
    await plan.run('update person set email = null where id = $1', [ids.carer])
    await arrange(dt, form({ time: '15:00' }, ['social-worker:sw', 'carer:carer']))
    const { html } = await dt.get(here)
    expect(html).toContain('The meeting is saved. By e-mail we have told 1 person that they need not come.')
    expect(html).toMatch(/No e-mail address is known for [^:]+: tell them yourself/)
    await plan.run('update person set email = $2 where id = $1', [ids.carer, before?.email])
  })

  it('tells a parent no school, no staff and no place where the setting is withheld', async () => {
    await plan.run('update child set setting_withheld = true')
    expect((await sw.post(`${here}/parent`, { agreed: 'yes' })).goes).toBe(here)
    await plan.run('delete from outbox')
    await arrange(sw, form({ time: '15:00', chair: ids.dt ?? '' }, ['social-worker:sw', 'parent:parent']))
    const [mail, ...more] = (await outbox()).filter(row => row.to_person === ids.parent)
    expect(more).toEqual([])
    expect(mail?.kind).toBe('invited')
    expect(`${mail?.subject} ${mail?.words} ${unfolded(mail?.ics)}`).not.toMatch(/Alder|Library|Person dt|LOCATION/)
    expect(mail?.words).toContain('The social worker will tell you how to take part')
    await sw.post(`${here}/parent`, { agreed: 'no' })
    expect((await outbox()).at(-1)).toMatchObject({ kind: 'meeting cancelled', to_person: ids.parent })
  })
})

describe('held', () => {
  const held = () => `${here}/held`
  const came = {
    'came-designated-teacher': 'all',
    'came-social-worker': 'all',
    'came-carer': 'part',
    'came-parent': 'not-invited',
    'why-parent': 'No yes for this plan',
    'came-child': 'views-sent',
    'why-child': 'Did not want to come'
  }
  const meeting = async () =>
    (await plan.run('select held_on::text, held_without, next_on::text, notes from meeting'))[0]

  it('asks who came and why not, and takes no day to come', async () => {
    const got = await dt.post(held(), {
      do: 'held',
      ...on('held', '2026-11-25'),
      ...came,
      'why-child': ' ',
      'came-carer': ''
    })
    expect(got.status).toBe(422)
    for (const words of ['is still to come', 'Say why the child did not come', 'Say whether the carer came'])
      expect(got.html).toContain(words)
    expect((await meeting())?.held_on).toBeNull()
  })

  it('can be saved in part, with actions added, changed and removed', async () => {
    const action = {
      'action-0-words': '<b>Ring</b> the library',
      'action-0-owner': `carer:${ids.carer}`,
      ...on('action-0-due', '2026-12-01')
    }
    await dt.post(held(), { do: 'save', ...on('held', '2026-11-24'), notes: 'So far <i>', ...action })
    expect(await meeting()).toMatchObject({ held_on: null, notes: 'So far <i>' })
    const html = (await dt.get(held())).html
    expect(html).toContain('&lt;b>Ring')
    const [row] = await plan.run('select id, owner_person_id from action')
    expect(row?.owner_person_id).toBe(ids.carer)
    const bad = await dt.post(held(), { do: 'save', ...on('held', '2026-11-24'), 'action-0-words': 'Nobody’s' })
    expect(bad.html).toContain('Choose who does it')
    await dt.post(held(), {
      do: 'save',
      ...on('held', '2026-11-24'),
      ...action,
      'action-0-id': String(row?.id),
      'action-0-remove': 'yes'
    })
    expect(await plan.run('select * from action')).toEqual([])
  })

  it('refuses next term’s date outside its first half without a reason', async () => {
    const late = await dt.post(held(), { do: 'save', ...on('held', '2026-11-24'), ...on('next', '2027-03-10') })
    expect(late.html).toContain('second half of the spring term')
    const weekend = await dt.post(held(), { do: 'save', ...on('held', '2026-11-24'), ...on('next', '2027-01-16') })
    expect(weekend.html).toContain('href="#next-day"')
    expect((await meeting())?.next_on).toBeNull()
  })

  it('says whom it was held without, and counts a stand-in for the social worker', async () => {
    const apart = { ...came, 'came-social-worker': 'apology', 'why-social-worker': 'In court' }
    await dt.post(held(), { do: 'held', ...on('held', '2026-11-24'), ...apart })
    expect(await meeting()).toMatchObject({ held_on: '2026-11-24', held_without: 'Held without the social worker' })
    await dt.post(held(), {
      do: 'save',
      ...on('held', '2026-11-24'),
      ...apart,
      'stand-in': 'Una Manager',
      ...on('next', '2027-01-20')
    })
    expect(await meeting()).toMatchObject({ held_without: null, next_on: '2027-01-20' })
  })

  it('is taken back, on record, until the plan is submitted', async () => {
    expect((await dt.post(held(), { do: 'undo' })).goes).toBe(held())
    expect((await meeting())?.held_on).toBeNull()
    expect(await plan.run(`select count(*)::int as n from audit_event where action = 'undo meeting held'`)).toEqual([
      { n: 1 }
    ])
    await dt.post(held(), { do: 'held', ...on('held', '2026-11-24'), ...came, ...on('next', '2027-01-20') })
    await plan.run(`update pep set submitted_on = '2026-11-24', state = 'returned' where id = $1`, [plan.pepId])
    const refused = await dt.post(held(), { do: 'undo' })
    expect([refused.status, (await meeting())?.held_on]).toEqual([422, '2026-11-24'])
  })
})
