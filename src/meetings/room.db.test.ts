import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor

const words = { carer: 'She hums while she reads', school: 'A seat by the wall' }

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  const put = async (question: string, value: string) => {
    const { status } = await dt.put(`/peps/${plan.pepId}/answers/${question}`, {
      value,
      base: 0,
      mutation: randomUUID()
    })
    expect(status).toBe(200)
  }
  await put('K.goingWell', words.carer)
  await put('G.worksNow', words.school)
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const room = (query: string) => `/peps/${plan.pepId}/meeting-room${query}`

describe('the meeting room', () => {
  it('asks first who is there, and shows nothing before', async () => {
    for (const query of ['', '?step=views', '?in=', '?in=full&step=views']) {
      const { status, html } = await dt.get(room(query))
      expect([status, html.includes('Who is in the room?')]).toEqual([200, true])
      expect(html).not.toMatch(/Rowan|She hums|Alder School/)
    }
  })

  it('shows what all of them may read, and nothing that one of them may not', async () => {
    const shows = async (present: string, step: string) => {
      const { html } = await dt.get(room(`?in=${present}&step=${step}`))
      return { carer: html.includes(words.carer), school: html.includes(words.school) }
    }
    expect(await shows('school,council,carer', 'views')).toMatchObject({ carer: true })
    expect(await shows('school,council,carer,parent', 'views')).toMatchObject({ carer: false })
    expect(await shows('school,guest', 'views')).toMatchObject({ carer: false })
    expect(await shows('school,parent', 'attendance')).toMatchObject({ school: true })
    expect(await shows('school,child', 'attendance')).toMatchObject({ school: false })
  })

  it('boxes as a form without scripts sends them say the same', async () => {
    const { html } = await dt.get(room('?in=school&in=carer&step=views'))
    expect(html).toContain('In the room: the school, a carer.')
    expect(html).toContain(words.carer)
  })

  it('names nobody of the school at its foot', async () => {
    const { html } = await dt.get(room('?in=parent&step=views'))
    expect(html).not.toMatch(/Alder School|Person dt/)
  })

  it('is not for another school, nor for whoever was asked for one section', async () => {
    const [elsewhere, helper] = [await served.as('dt-elsewhere'), await served.as('helper')]
    expect((await elsewhere.get(room('?in=school'))).status).toBe(404)
    expect((await helper.get(room('?in=school'))).status).toBe(403)
    expect((await elsewhere.get(`/peps/${plan.pepId}/paper`)).status).toBe(404)
    expect((await helper.get(`/peps/${plan.pepId}/paper`)).status).toBe(403)
  })

  it('asks the database twelve times at most', async () => {
    const asked = vi.spyOn(pg.Client.prototype, 'query')
    await dt.get(room('?in=school,carer&step=targets'))
    const page = asked.mock.calls.length
    asked.mockClear()
    await dt.get(`/peps/${plan.pepId}/paper`)
    const paper = asked.mock.calls.length
    asked.mockRestore()
    expect(page).toBeGreaterThan(4)
    expect([page, paper].map(count => count <= 12)).toEqual([true, true])
  })
})

it('prints what is known with lines for the rest, and blank where that is asked', async () => {
  const { status, headers } = await dt.get(`/peps/${plan.pepId}/paper`)
  expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect((await dt.get(`/peps/${plan.pepId}/paper?blank=yes`)).status).toBe(200)
})
