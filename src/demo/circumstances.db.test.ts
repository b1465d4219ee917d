import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { type Served, serveFor } from '../web/testing/served.ts'
import { loadDemonstration } from './load.ts'

/** What the pages of the demonstration's children say of their circumstances, to those who sign in by a word. */

const today = '2026-11-24'
let made: TestDatabase
let owner: Database
let served: Served
beforeAll(async () => {
  made = await testDatabase()
  await loadDemonstration(made.ownerUrl, Temporal.PlainDate.from(today))
  owner = openDatabase(made.ownerUrl, { max: 1 })
  served = await serveFor(made, today)
}, 120_000)
afterAll(async () => {
  await served.close()
  await owner.close()
  await made.drop()
})

const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

const idOf = async (first: string) =>
  (await owner.pool.query<{ id: string }>('select id from child where first_name = $1', [first])).rows[0]?.id

const pageOf = async (first: string, word: string, of = '') => {
  const { status, html } = await (await served.as(word)).get(`/children/${await idOf(first)}${of}`)
  return { status, text: textOf(html) }
}

/** The plan that is being written, or any. */
const planPageOf = async (first: string, word: string) => {
  const { rows } = await owner.pool.query<{ id: string }>(
    `select p.id from pep p join child c on c.id = p.child_id where c.first_name = $1 order by p.state = 'in-progress' desc limit 1`,
    [first]
  )
  const { status, html } = await (await served.as(word)).get(`/peps/${rows[0]?.id}`)
  return { status, text: textOf(html) }
}

test.each<[child: string, word: string, says: string[]]>([
  [
    'Petra',
    'sw',
    ['The first meeting falls due in a school holiday', 'arrange the first meeting It is for Grace Adeyemi']
  ],
  ['Kian', 'head', ['arrange the first meeting', 'Saturday 14 November 2026 : Came into care']],
  ['Hanna', 'sw', ['Nothing more is due now. This term’s review has been held.']],
  ['Jonah', 'head', ['Left care', 'Plan of the autumn term']],
  ['Siân', 'head', ['2 years old']],
  ['Noah', 'head', ['No plan is due now. Not yet 2 years old: the first plan is due from']],
  ['William', 'head', ['Only short breaks (V3, V4).']],
  ['Tyrone', 'head', ['18th birthday', 'leaving-care']],
  ['Ffion', 'head', ['17 years old']],
  ['Reece', 'sw', ['no school place recorded', 'No main setting is recorded. The search for a place']],
  ['Noor', 'head', ['Fosse Way Academy']],
  ['Dawit', 'sw-no-school', ['no school place recorded']],
  ['Daniel', 'sw', ['Moves to Ardenbury High School', 'Plan meeting arranged']],
  ['Rafe', 'sw', ['Castlegate Primary School, Easthaven', 'Left Oakfield Primary School']],
  ['Jaydon', 'head', ['Started at The Forge', 'as well']],
  ['Kyra', 'head', ['Left care on']],
  ['Abigail', 'head', ['Left care on', 'Not in care on this date.']],
  ['Wren', 'head', ['The child was adopted on', 'The record is closed.']],
  ['Toby', 'head', ['The child died on', 'The record is closed.']],
  ['Imani', 'head', ['It needs the nominated officer’s approval. Fill in the approval']],
  ['Safiya', 'head', ['without the nominated officer’s approval. Fill in the approval']],
  ['Lola', 'head', ['No social worker is recorded.', 'No adviser is recorded, so the Virtual School head stands in.']],
  ['Saoirse', 'head', ['Castlegate Primary School, Easthaven']],
  ['Kofi', 'head', ['Poppy Lane Childminding', 'Sharon Tilley']],
  ['Keiron', 'head', ['Arden Works Training']],
  ['Ryan', 'head', ['no school place recorded', 'Owen Parry (social worker)']],
  ['Darius', 'head', ['It is for Owen Parry (social worker)']],
  ['Bronwen', 'head', ['No designated teacher is recorded at Seaview Academy']],
  ['Ottilie', 'head', ['Beatrice Aldous', 'Since Thursday 19 November 2026, after Colin Marwood']],
  [
    'Bodhi',
    'sw',
    [
      'Grace Adeyemi, social worker 01632 960131, grace.adeyemi@ardenvale.example Since Wednesday 18 November 2026, after Daniel Whitlock',
      'Marie and Len Cubitt, carer',
      'Since Wednesday 18 November 2026, when the home changed',
      'Wednesday 18 November 2026 : Social worker: Grace Adeyemi, after Daniel Whitlock',
      'Wednesday 18 November 2026 : Moved to:'
    ]
  ],
  [
    'Elijah',
    'head',
    [
      'Aoife Brennan (social worker) is away. Marcus Bell stands in until Saturday 2 January 2027.',
      'Marcus Bell, stands in for Aoife Brennan 01632 960134',
      'Next: check that views were recorded accurately'
    ]
  ],
  [
    'Maddox',
    'head',
    [
      'Maddox Hale was asked, and chose to say nothing for this plan. The plan is made all the same, without their words'
    ]
  ],
  ['Esme', 'head', ['Left Hawthorn Community School', 'No designated teacher is recorded at Hawthorn Academy']]
])('%s, as %s sees it', async (child, word, says) => {
  const { status, text } = await pageOf(child, word)
  expect(status).toBe(200)
  for (const words of says) expect(text).toContain(words)
})

test.each(['Wren', 'Toby'])('%s’s page says no age and misses no school', async child => {
  const { text } = await pageOf(child, 'head')
  expect(text).not.toMatch(/years old|no school place/)
  const plan = await planPageOf(child, 'head')
  expect([plan.status, plan.text.includes(child)]).toEqual([200, true])
  expect(plan.text).not.toMatch(/years old|no school place/)
  const head = await served.as('head')
  expect((await head.get('/children?page=1')).html).not.toContain(child)
  expect((await head.get('/children?closed=1')).html).toContain(child)
})

test('a child who chose to say nothing: the plan says so too', async () => {
  expect((await planPageOf('Maddox', 'head')).text).toContain('chose to say nothing for this plan')
  expect((await planPageOf('Daniel', 'head')).text).not.toContain('chose to say nothing')
})

test('a stand-in has what waits for whoever is away', async () => {
  const { rows } = await owner.pool.query<{ id: string }>(`select id from person where name = 'Marcus Bell'`)
  const mine = await (await served.as(rows[0]?.id ?? '')).get('/')
  expect(textOf(mine.html)).toMatch(/Eli Campbell : Check that views were recorded accurately/)
})

test('a planned move: the next school writes its part of the last plan, and sees no other page of the child', async () => {
  const dt = await served.as('dt')
  const first = textOf((await dt.get('/')).html)
  expect(first).toMatch(/Danny Roe ?: Write the part you were asked for/)
  const own = await planPageOf('Daniel', 'dt')
  expect([own.status, own.text.includes('Your part of Danny Roe’s plan')]).toEqual([200, true])
  const list = await dt.get('/children?search=Danny')
  expect(textOf(list.html)).toContain('Danny Roe')
  expect(list.html).not.toContain(`/children/${await idOf('Daniel')}`)
  for (const page of ['', '/transfer']) expect((await pageOf('Daniel', 'dt', page)).status).toBe(403)
  expect((await pageOf('Daniel', 'sw', '/transfer')).text).toContain('A pack for Ardenbury High School is being made.')
})

test('after care nothing lies ahead but the birthday: what continues is in the last plan', async () => {
  const { text } = await pageOf('Abigail', 'head')
  expect(text).not.toContain('Next meeting')
  expect(text).not.toContain('Targets now')
  expect(text).toContain('The last plan says what continues, and who stays in touch')
})

test.each([
  ['Wren', 'admin'],
  ['Toby', 'adviser'],
  ['Toby', 'sw']
])('%s is closed to %s', async (child, word) => {
  expect((await pageOf(child, word)).status).toBe(404)
})

test('a child found by another of their names, or whose name is in another script, has the legal name beside it', async () => {
  const head = await served.as('head')
  expect(textOf((await head.get('/children?search=Sian')).html)).toContain(
    'Seren Llewellyn-Price ( Siân Llewellyn-Price )'
  )
  expect(textOf((await head.get('/children?search=Seren')).html)).not.toContain('Siân')
  expect(textOf((await (await served.as('dt')).get('/children')).html)).toContain(
    'سميرة al-Ḥaddād ( Samīra al-Ḥaddād )'
  )
})

test('the head’s list of moves that wait: the one to come, and the one that took place', async () => {
  const { html } = await (await served.as('head')).get('/approvals')
  expect(html).toMatch(/Safiya Osman[\s\S]*Moved without approval[\s\S]*Imani Clarke[\s\S]*Needs approval/)
})

test('moves that wait for approval are on the head’s first page, counted, until they are filled in', async () => {
  const head = await served.as('head')
  const waiting = async () => {
    const text = textOf((await head.get('/')).html)
    return { text, number: Number(/No date, but waiting (\d+)/.exec(text)?.[1]) }
  }
  const { text, number } = await waiting()
  expect(text).toMatch(/Safiya Osman : Approve a move in year 10 or 11 Left Fosse Way Academy on Mon 16 November/)
  expect(text).toMatch(/Imani Clarke : Approve a move in year 10 or 11 Leaves Ardenbury High School on/)
  const day = { 'approved-day': '23', 'approved-month': '11', 'approved-year': '2026' }
  const filled = { officer: 'Joan Ash', ...day, wishes: 'Wants to stay with friends', emergency: 'yes' }
  const at = `/children/${await idOf('Safiya')}/approval`
  expect((await head.get('/')).html).toContain(`href="${at}"`)
  expect((await head.post(at, filled)).status).toBe(303)
  const after = await waiting()
  expect([after.text.includes('Safiya Osman : Approve'), after.number]).toEqual([false, number - 1])
  expect(textOf((await (await served.as('admin')).get('/')).html)).not.toContain('Approve a move')
})
