import { afterAll, beforeAll, expect, test } from 'vitest'
import { listChildren, wanted } from '../children/list.ts'
import { openDuePeps } from './opening.ts'
import { authority, type County, county } from './testing/county.ts'
import { pulseOf, workOf } from './work.ts'

const today = '2026-11-24'
const day = Temporal.PlainDate.from(today)
let land: County
let worker: string
let stranger: string
let teacher: string
let adviser: string
let sian: string
beforeAll(async () => {
  land = await county()
  const setting = await land.setting()
  worker = await land.person('social-worker')
  stranger = await land.person('social-worker')
  teacher = await land.person('designated-teacher', { setting_id: setting })
  adviser = await land.person('adviser')
  const siân = { first_name: 'Siân', last_name: 'O’Brien', search: 'sian obrien' }
  sian = await land.child('2013-05-01', '2026-10-19', { setting, worker, row: siân })
  await land.child('2014-05-01', '2026-11-23', { setting })
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day))
})
afterAll(() => land.close())

test('a social worker is told what they hold, late first; a stranger nothing', async () => {
  const { mine } = await land.as(worker, today, tx => workOf(tx, day))
  expect(mine.map(item => [item.childName, item.what, item.group, item.href.replace(item.pepId, 'ID')])).toEqual([
    ['Siân O’Brien', 'Arrange the first meeting', 'late', '/peps/ID/meeting'],
    ['Siân O’Brien', 'Hold the first meeting', 'late', '/peps/ID/meeting']
  ])
  expect(await land.as(stranger, today, tx => workOf(tx, day))).toEqual({ mine: [], others: [] })
})

test('a teacher sees the same steps as waiting for others', async () => {
  const work = await land.as(teacher, today, tx => workOf(tx, day))
  expect(work.mine).toEqual([])
  expect(work.others.map(item => item.holder)).toEqual(['social-worker', 'social-worker'])
})

test('the list holds only whom the rows allow, and a name is found without its accents', async () => {
  const found = (person: string, search: string) =>
    land.as(person, today, async tx =>
      (await listChildren(tx, wanted({ search }), day)).children.map(child => child.id)
    )
  expect(await found(worker, 'Sian')).toEqual([sian])
  expect(await found(worker, 'SIÂN o’b')).toEqual([sian])
  expect(await found(worker, '')).toEqual([sian])
  expect(await found(adviser, '')).toHaveLength(2)
  expect(await found(stranger, '')).toEqual([])
  expect(await found(adviser, '%')).toHaveLength(2)
  expect(await found(adviser, "'; drop table child; --")).toEqual([])
})

test('the pulse counts a first meeting late once its window has closed', async () => {
  const pulse = await land.as(adviser, today, tx => pulseOf(tx, authority, day))
  expect(pulse).toMatchObject({
    initial_due: 1,
    initial_held: 0,
    overdue: 2,
    late: [{ holder: 'social-worker', count: 2 }]
  })
})
