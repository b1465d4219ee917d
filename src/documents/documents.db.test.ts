import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let here: string

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  here = `/peps/${plan.pepId}/documents`
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'
const form = (name: string, content: string | Uint8Array<ArrayBuffer>, title = 'Report of the summer') => {
  const fields = new FormData()
  fields.append('type', 'report')
  fields.append('title', title)
  fields.append('file', new Blob([content]), name)
  return fields
}
const rows = () => plan.run('select * from document where pep_id = $1 order by uploaded_at', [plan.pepId])

describe('documents', () => {
  it('refuses a file that is not what it says, with words, and keeps no row', async () => {
    const { status, html } = await dt.post(
      `${here}/new`,
      form('report.pdf', 'MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0')
    )
    expect(status).toBe(422)
    expect(html).toContain('This file says it is a PDF')
    expect(await rows()).toEqual([])
  })

  it('refuses a post without a file', async () => {
    const fields = form('x.pdf', pdf)
    fields.delete('file')
    expect((await dt.post(`${here}/new`, fields)).html).toContain('Choose a file')
  })

  it('another school’s teacher gets 404, and nothing of theirs is kept', async () => {
    const other = await served.as('dt-elsewhere')
    expect((await other.post(`${here}/new`, form('x.pdf', pdf), '/demo')).status).toBe(404)
    expect(await rows()).toEqual([])
  })

  it('attaches, shows the hostile name as typed and sends it back only as an attachment', async () => {
    const name = '<b>Zoë’s "report"\r\nX-Evil: 1.pdf'
    expect((await dt.post(`${here}/new`, form(name, pdf, '<script>alert(1)</script>'))).goes).toBe(here)
    const [row] = await rows()
    expect(row).toMatchObject({ media_type: 'application/pdf', audience: ['setting'], size: pdf.length })
    const list = await dt.get(here)
    expect(list.html).not.toContain('<script>alert(1)')
    const got = await dt.get(`${here}/${row?.id}`)
    expect(got.html).toBe(pdf)
    expect(got.headers.get('content-disposition')).toMatch(/^attachment; filename="/)
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(got.headers.get('x-evil')).toBeNull()
    expect((await (await served.as('dt-elsewhere')).get(`${here}/${row?.id}`)).status).toBe(404)
  })

  it('only the social worker chooses who may read it', async () => {
    const [row] = await rows()
    const share = { document: `${row?.id}`, do: 'share', audience: 'parent' }
    expect((await dt.post(here, share)).status).toBe(422)
    const sw = await served.as('sw')
    expect((await sw.post(here, share)).goes).toBe(here)
    expect(await rows()).toMatchObject([{ audience: ['parent'] }])
    expect((await dt.get(`${here}/${row?.id}`)).status).toBe(404)
    await sw.post(here, { ...share, audience: 'setting' })
  })

  it('withdraws: hidden, kept, on record', async () => {
    const [row] = await rows()
    await dt.post(here, { document: `${row?.id}`, do: 'withdraw' })
    expect((await rows())[0]?.withdrawn_at).not.toBeNull()
    expect((await dt.get(`${here}/${row?.id}`)).status).toBe(404)
    const deeds = await plan.run(`select 1 from audit_event where action = 'withdraw document' and pep_id = $1`, [
      plan.pepId
    ])
    expect(deeds).toHaveLength(1)
  })

  it('says plainly that a file is too large', async () => {
    const before = await rows()
    for (const bytes of [20 * 1024 * 1024 + 1, 30 * 1024 * 1024]) {
      const large = await dt.post(`${here}/new`, form('big.pdf', new Uint8Array(bytes)))
      expect(large.status).toBe(422)
      expect(large.html).toContain('“big.pdf” is larger than 20 MB.')
    }
    const fits = await dt.post(`${here}/new`, form('fits.pdf', new Uint8Array(20 * 1024 * 1024)))
    expect(fits.html).not.toContain('larger than 20 MB')
    expect(await rows()).toEqual(before)
  })
})
