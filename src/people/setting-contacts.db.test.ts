import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let admin: Visitor
let dt: Visitor
let alder: string
let birch: string

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  await plan.person('admin', 'administrator')
  const named = async (name: string) =>
    String((await plan.run('select id from setting where name = $1', [name]))[0]?.id)
  alder = await named('Alder School')
  birch = await named('Birch School')
  served = await serveFor(database, planToday)
  admin = await served.as('admin')
  dt = await served.as('dt')
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const contacts = {
  ...{ 'office-phone': '01632 960 001', 'office-email': 'Office@alder.example' },
  ...{ 'lead-name': 'Mr Yew', 'lead-phone': '01632 960 002', 'late-email': 'head@alder.example' }
}
const stored = () =>
  plan.run('select office_phone, office_email, safeguarding_name, escalation_email from setting_contact')

describe('school contacts', () => {
  it('are kept by the administrator, for schools of the council’s children', async () => {
    const list = await admin.get('/school-contacts?without=yes')
    expect(list.html).toMatch(/Alder School[\s\S]*Person dt, dt@example.org[\s\S]*Nobody yet/)
    expect(list.html).not.toContain('Birch School')
    expect((await admin.get(`/school-contacts/${birch}`)).status).toBe(404)
    expect((await admin.post(`/school-contacts/${alder}`, contacts)).goes).toBe('/school-contacts')
    expect(await stored()).toEqual([
      {
        office_phone: '01632 960 001',
        office_email: 'office@alder.example',
        safeguarding_name: 'Mr Yew',
        escalation_email: 'head@alder.example'
      }
    ])
    expect((await admin.get('/school-contacts?without=yes')).html).toContain('No school is found')
  })

  it.each([
    ['office-phone', 'ring me'],
    ['office-email', 'office@'],
    ['late-email', 'a@b.example, c@d.example'],
    ['lead-name', 'x'.repeat(101)]
  ])('refuse %s %j, and nothing is written', async (field, value) => {
    const before = await stored()
    expect((await admin.post(`/school-contacts/${alder}`, { ...contacts, [field]: value })).status).toBe(422)
    expect(await stored()).toEqual(before)
  })

  it('are kept by the school’s own teacher, but for whom late work is told to', async () => {
    expect((await dt.get('/')).html).toContain('href="/school-contacts"')
    expect((await dt.get(`/school-contacts/${alder}`)).html).not.toContain('late-email')
    const changed = { ...contacts, 'lead-name': 'Ms Elm', 'late-email': 'dt@alder.example' }
    expect((await dt.post(`/school-contacts/${alder}`, changed)).goes).toBe('/school-contacts')
    expect(await stored()).toMatchObject([{ safeguarding_name: 'Ms Elm', escalation_email: 'head@alder.example' }])
    expect((await dt.get(`/school-contacts/${birch}`)).status).toBe(404)
    expect((await (await served.as('sw')).get('/school-contacts')).status).toBe(403)
  })

  it('the first ones of a school may be its teacher’s', async () => {
    const elsewhere = await served.as('dt-elsewhere')
    expect((await elsewhere.post(`/school-contacts/${birch}`, contacts)).goes).toBe('/school-contacts')
    expect(
      await plan.run('select office_email, escalation_email from setting_contact where setting_id = $1', [birch])
    ).toEqual([{ office_email: 'office@alder.example', escalation_email: null }])
  })

  it('are shown to those who work with the child', async () =>
    expect((await (await served.as('sw')).get(`/children/${plan.childId}`)).html).toMatch(
      /Alder School, school office[\s\S]*01632 960 001, office@alder.example/
    ))

  it('the database itself keeps a teacher from saying whom late work is told to, and from other schools', async () => {
    const [{ id } = {}] = await plan.run(`select id from person where demo_word = 'dt'`)
    const app = openDatabase(database.appUrl, { max: 1 })
    const today = Temporal.PlainDate.from(planToday)
    const change = (setting: string) =>
      asPerson(app, { person: String(id), today }, tx =>
        tx
          .updateTable('setting_contact')
          .set({ escalation_email: 'x@x.example' })
          .where('setting_id', '=', setting)
          .execute()
      )
    await expect(change(alder)).rejects.toThrow('only an administrator or the head')
    expect((await change(birch))[0]?.numUpdatedRows).toBe(0n)
    await app.close()
  })
})
