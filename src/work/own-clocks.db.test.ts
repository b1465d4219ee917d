import { afterAll, beforeAll, expect, test } from 'vitest'
import { addReview } from '../children/school-place.ts'
import { newId } from '../db/id.ts'
import { lateGroups, lateSteps } from '../insight/lateness.ts'
import { projectClocks } from '../peps/clocks.ts'
import { openDuePeps } from '../peps/opening.ts'
import { authority, type County, county } from '../peps/testing/county.ts'
import { askedOf, workOf } from './work.ts'

const today = '2026-11-27'
const day = Temporal.PlainDate.from(today)
let land: County
let worker: string
let head: string
let child: string

beforeAll(async () => {
  land = await county()
  worker = await land.person('social-worker')
  head = await land.person('virtual-school-head')
  // Of school age and off the roll since October: this term's plan and, the round opened early, next term's.
  child = await land.child('2013-05-01', '2021-02-01', { worker, setting: await land.setting() })
  await land.run(`update enrolment set ends = '2026-10-06' where child_id = $1`, [child])
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day))
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day, { by: head }))
})
afterAll(() => land.close())

const work = (person: string, others = false) =>
  land.as(person, today, tx => workOf(tx, askedOf({}), { today: day, others, authorityOfGaps: null }))
const searchers = () =>
  land.run(
    `select p.term from clock k join pep p on p.id = k.pep_id where k.child_id = $1 and k.name = 'school-place' order by p.term`,
    [child]
  )
const search = 'Find a school place'
const weekly = 'Review the search for a school place'

test('two plans are open, and the search for a place runs once: for the head, for the social worker, in the figures', async () => {
  expect(await land.run('select term from pep where child_id = $1 order by term', [child])).toHaveLength(2)
  expect(await searchers()).toEqual([{ term: 'autumn' }])
  expect((await work(head)).items.filter(item => item.words === search)).toHaveLength(1)
  const found = (await work(head)).items.find(item => item.words === search)
  expect(found).toMatchObject({ act: 'Search for a place', href: `/children/${child}/school-place` })
  const { held, heldPlans, heldSteps } = await work(worker, true)
  expect(held.flatMap(plan => plan.steps.map(step => step.words))).toEqual([search])
  expect([heldPlans, heldSteps]).toEqual([1, 1])
  const groups = await land.as(head, today, tx => lateGroups(tx, authority, 'holder'))
  expect(groups.find(group => group.key === 'virtual-school-head')).toMatchObject({ late: 1, children: 1 })
  const asked = { by: 'step', of: 'school-place', inside: false, page: 1 } as const
  expect((await land.as(head, today, tx => lateSteps(tx, authority, asked))).total).toBe(1)
})

test('the plan that carried it is signed off: the other goes on with it at once, and takes it back when that is undone', async () => {
  const set = async (state: string) => {
    const [autumn] = await land.run(
      `update pep set state = $2 where child_id = $1 and term = 'autumn' returning id::text`,
      [child, state]
    )
    await land.as(land.service, today, tx => projectClocks(tx, [String(autumn?.id)], day))
  }
  await set('signed-off')
  expect(await searchers()).toEqual([{ term: 'spring' }])
  expect((await work(head)).items.filter(item => item.words === search)).toHaveLength(1)
  await set('submitted')
  expect(await searchers()).toEqual([{ term: 'autumn' }])
})

test('the weekly review of the search is the social worker’s with the adviser: recorded, the next has its day', async () => {
  const adviser = await land.person('adviser')
  await land.insert('allocation', [
    { id: newId(), authority_id: authority, child_id: child, person_id: adviser, role: 'adviser', starts: '2026-09-01' }
  ])
  const row = async () =>
    (await work(worker)).items.flatMap(({ words, due, group, href, act }) =>
      words === weekly ? [[due, group, act, href.replace(child, 'ID')]] : []
    )
  const button = ['Review the search', '/children/ID/school-place'] as const
  expect(await row()).toEqual([['2026-10-12', 'late', ...button]])
  const reviewed = (nextOn: string | null) =>
    land.as(worker, today, tx =>
      addReview(
        tx,
        { childId: child, authorityId: authority },
        { words: 'Rang the panel', on: day, nextOn: nextOn === null ? null : Temporal.PlainDate.from(nextOn) },
        { person: worker, today: day }
      )
    )
  expect(await reviewed('2026-11-28')).toBeNull()
  expect(await row()).toEqual([['2026-11-28', 'this-week', ...button]])
  const { items } = await work(adviser, true)
  expect(items.map(item => [item.words, item.due])).toContainEqual([weekly, '2026-11-28'])
  expect(await reviewed(null)).toBeNull()
  expect(await row()).toEqual([['2026-12-04', 'next-week', ...button]])
})
