import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { JobService } from '../jobs/job.ts'
import { testConfig } from '../jobs/testing/job-service.ts'
import { openDuePeps } from '../peps/opening.ts'
import { type County, county } from '../peps/testing/county.ts'
import { tellOfUnreadTask } from './jobs/tell-of-unread.ts'
import { markViewsRead } from './views.ts'

/** Views that came by link on Thursday 26 November 2026, and what the team manager hears of them (2-form.md). */

let land: County
let manager: string
let worker: string
let team: string
let pep: { id: string; authorityId: number; childId: string }
const config = testConfig()
beforeAll(async () => {
  land = await county()
})
afterAll(() => land.close())
beforeEach(async () => {
  await land.run('truncate outbox, views, pep, allocation cascade')
  await land.run('delete from care_period')
  team = randomUUID()
  await land.insert('team', [{ id: team, authority_id: 937, name: team }])
  manager = await land.person('team-manager', { team_id: team })
  worker = await land.person('social-worker', { team_id: team })
  const childId = await land.child('2014-05-01', '2026-11-16', { worker })
  const { opened } = await land.as(land.service, '2026-11-17', tx =>
    openDuePeps(tx, 937, Temporal.PlainDate.from('2026-11-17'))
  )
  pep = { id: opened[0] ?? '', authorityId: 937, childId }
})

const came = (party: string, how = 'link', on = '2026-11-26') =>
  land.insert('views', [{ pep_id: pep.id, party, authority_id: 937, child_id: pep.childId, recorded_on: on, how }])
const noon = (date: string) =>
  tellOfUnreadTask({ authority: 937, date }, {
    config,
    database: land.database,
    today: () => Temporal.PlainDate.from(date)
  } as unknown as JobService)
const told = () =>
  land.run("select to_person, words, pep_id from outbox where kind = 'views unread' order by made_at, id")

it('nothing the same day; the next working day the team manager, once, and no name', async () => {
  await came('child')
  await noon('2026-11-26')
  expect(await told()).toEqual([])
  for (const date of ['2026-11-27', '2026-11-27', '2026-11-30']) await noon(date)
  const letters = await told()
  expect(letters).toEqual([
    { to_person: manager, pep_id: pep.id, words: expect.stringContaining(`/peps/${pep.id}/views`) }
  ])
  expect(String(letters[0]?.words)).toContain('Thursday 26 November 2026')
  expect(String(letters[0]?.words)).not.toContain('Field')
})

it('over a weekend not before Monday', async () => {
  await came('carer', 'link', '2026-11-27')
  for (const date of ['2026-11-28', '2026-11-29']) await noon(date)
  expect(await told()).toEqual([])
  await noon('2026-11-30')
  expect(await told()).toHaveLength(1)
})

it('what was read, and what somebody heard in person, is nobody’s letter', async () => {
  await came('child')
  await came('parent', 'in-person')
  const now = Temporal.Instant.from('2026-11-26T17:00:00Z')
  await land.as(worker, '2026-11-26', tx => markViewsRead(tx, pep, 'child', worker, now))
  await noon('2026-11-27')
  expect(await told()).toEqual([])
})

it('without a team manager it is the adviser’s', async () => {
  await land.run(`update appointment set ends = '2026-11-20' where person_id = $1`, [manager])
  const adviser = await land.person('adviser')
  const of = { authority_id: 937, child_id: pep.childId }
  await land.insert('allocation', [
    { id: randomUUID(), ...of, person_id: adviser, role: 'adviser', starts: '2020-01-01' }
  ])
  await came('child')
  await noon('2026-11-27')
  expect((await told()).map(row => row.to_person)).toEqual([adviser])
})
