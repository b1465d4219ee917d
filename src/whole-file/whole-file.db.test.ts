import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { putFile } from '../documents/files.ts'
import { runWaitingJobs, testConfig, testJobService } from '../jobs/testing/job-service.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { exceptions, notTold, parts } from './parts.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let service: Awaited<ReturnType<typeof testJobService>>
let admin: Visitor
let adminId: string
const other = newId()
const reason = 'Rowan asked through their advocate on 20 November'
const at = (path = '') => `/children/${plan.childId}/whole-file${path}`
const [home, postcode] = ['7 Secret Lane', 'CV99 9ZZ']

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  adminId = await plan.person('admin', 'administrator')
  await plan.person('head', 'virtual-school-head')
  await plan.family('carer', 'Carla Keeper')
  await plan.family('child', 'Rowan Ash')
  served = await serveFor(database, planToday)
  service = await testJobService(database.appUrl, testConfig({ OPENPEP_DATA: served.dataFolder }))
  admin = await served.as('admin')
  const { childId, pepId } = plan
  await plan.run(
    `insert into child (id, authority_id, first_name, last_name, date_of_birth) values ($1, 937, 'Other', 'Child', '2013-05-01')`,
    [other]
  )
  const placement = newId()
  await plan.run(
    `insert into placement (id, authority_id, child_id, starts, type) values ($1, 937, $2, '2024-01-01', 'U1')`,
    [placement, childId]
  )
  await plan.run(`insert into placement_address values ($1, 937, $2, $3, $4)`, [placement, childId, home, postcode])
  await plan.run(
    `insert into carer_contact (child_id, authority_id, name, email, phone) values ($1, 937, 'Carla Keeper', 'carla@home.example', '01926 555 123')`,
    [childId]
  )
  await plan.run(`insert into no_contact (id, authority_id, child_id, words) values ($1, 937, $2, 'Uncle Hidden')`, [
    newId(),
    childId
  ])
  const dt = String((await plan.run(`select id from person where demo_word = 'dt'`))[0]?.id)
  for (const [question, section, value] of [
    ['J.best', 'J', 'I like drawing'],
    ['K.views', 'K', `She reads at ${home.toUpperCase()} with Carla Keeper`]
  ])
    await plan.run(
      `insert into answer (pep_id, question, authority_id, child_id, section, audience, value, valid, version, written_by, written_at)
       values ($1, $2, 937, $3, $4, '{}', $5, true, 1, $6, '2026-11-20T10:00:00Z')`,
      [pepId, question, childId, section, JSON.stringify(value), dt]
    )
  await plan.run(
    `insert into concern (id, authority_id, child_id, stage, words, raised_by, raised_on) values ($1, 937, $2, 'before', 'A worry about lunch', $3, '2026-11-01')`,
    [newId(), childId, dt]
  )
  const bytes = Buffer.from('a drawing')
  await plan.run(
    `insert into document (id, authority_id, child_id, pep_id, type, title, file_name, media_type, size, sha256, audience, uploaded_by, uploaded_at)
     values ($1, 937, $2, $3, 'other', 'A drawing', 'drawing.txt', 'text/plain', $4, $5, '{}', $6, '2026-11-20T10:00:00Z')`,
    [newId(), childId, pepId, bytes.length, await putFile(service.config.filesFolder, bytes), dt]
  )
  await plan.run(
    `insert into outbox (id, authority_id, child_id, event_key, message_id, kind, to_email, subject, words, made_at)
     values ($1, 937, $2, 'k', 'm', 'reminder', 'sw@example.org', 'S', 'Open https://pep.example/l/secret-token now', '2026-11-20T10:00:00Z')`,
    [newId(), childId]
  )
}, 60_000)
afterAll(async () => {
  await service.mailer.close()
  await service.database.close()
  await served.close()
  await plan.close()
  await database.drop()
})

interface Data {
  notes: string[]
  parts: Array<{ table: string; rows: Record<string, unknown>[] }>
}

async function made(): Promise<{ file: Data; html: string; names: string[]; text: (name: string) => string }> {
  const asked = await admin.post(at(), { reason })
  expect(asked.status).toBe(303)
  await runWaitingJobs(database.ownerUrl, service)
  const response = await admin.open(at('/file'))
  expect(response.headers.get('content-type')).toBe('application/zip')
  const zip = unzipSync(new Uint8Array(await response.arrayBuffer()))
  const text = (name: string) => Buffer.from(zip[name] ?? '').toString()
  return { file: JSON.parse(text('child.json')), html: text('child.html'), names: Object.keys(zip), text }
}
const rowsIn = (file: Data, table: string) => file.parts.find(part => part.table === table)?.rows ?? []

test('every table with a child is in the file, or says why not', async () => {
  const tables = await plan.run(
    `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (c.relname = 'child' or a.attname in ('child_id', 'pep_id')) order by 1`
  )
  const known = [...Object.keys(parts), ...Object.keys(exceptions)].sort()
  expect(tables.map(({ name }) => name)).toEqual(known)
})

/** Names in these columns are the child's own, a file's, or a thing's. */
const ofNobodyElse = /^(first_name|last_name|preferred_name|file_name|document_name|clock\.name)$/

test('each column that holds somebody’s name or address is marked, or says whose it is', async () => {
  const columns = await plan.run(`select table_name, column_name, names from app.columns_of_child_tables()`)
  const unmarked = columns
    .filter(
      ({ table_name, column_name, names }) =>
        String(table_name) in parts && names === null && !notTold.has(String(column_name))
    )
    .filter(({ column_name }) => /(^|_)(name|email|phone|officer|by_whom|address|postcode)$/.test(String(column_name)))
    .filter(({ table_name, column_name }) => !parts[String(table_name)]?.others?.includes(String(column_name)))
    .map(({ column_name }) => String(column_name))
  expect(unmarked.filter(column => !ofNobodyElse.test(column))).toEqual([])
})

test('all rows of the child, and none of another; who wrote what and when; the attached files', async () => {
  const { file, html, names, text } = await made()
  for (const table of Object.keys(parts)) {
    if (table === 'audit_event' || table === 'child') continue
    const [held] = await plan.run(`select count(*)::int as n from ${table} where child_id = $1`, [plan.childId])
    expect([table, rowsIn(file, table).length]).toEqual([table, held?.n])
  }
  expect(rowsIn(file, 'child').map(row => row.last_name)).toEqual(['Ash'])
  const [drawing] = rowsIn(file, 'answer').filter(row => row.section === 'J')
  expect(drawing).toMatchObject({
    plan: 'autumn 2026-27, termly',
    asked: expect.stringContaining('?'),
    answer: 'I like drawing',
    written_by: { value: 'Person dt', thirdParty: 'check before release' },
    written_at: expect.stringContaining('2026-11-20')
  })
  expect(rowsIn(file, 'audit_event').map(row => row.what)).toContain('Asked for the child’s whole file')
  expect(rowsIn(file, 'enrolment').map(row => row.setting_id)).toEqual(['Alder School'])
  expect(names.toSorted()).toEqual(['child.html', 'child.json', 'files/drawing.txt'])
  expect(text('files/drawing.txt')).toBe('a drawing')
  for (const words of ['I like drawing', 'A worry about lunch', 'Alder School', 'files/drawing.txt'])
    expect(html).toContain(words)
  for (const words of ['Other Child', other, 'secret-token']) expect(html + JSON.stringify(file)).not.toContain(words)
})

test('third parties are marked: carer, family’s words, professionals; the child is none', async () => {
  const { file, html } = await made()
  const marked = { thirdParty: 'check before release' }
  expect(rowsIn(file, 'carer_contact')[0]).toMatchObject({ name: marked, email: marked, phone: marked })
  expect(rowsIn(file, 'placement_address')[0]).toMatchObject({ address: { value: home, ...marked } })
  expect(rowsIn(file, 'no_contact')[0]).toMatchObject({ words: marked })
  expect(rowsIn(file, 'answer').find(row => row.section === 'K')?.value).toMatchObject(marked)
  const people = rowsIn(file, 'allocation').map(row => row.person_id)
  expect(people).toContainEqual('Rowan Ash')
  expect(people).toContainEqual({ value: 'Carla Keeper', ...marked })
  expect(html).toContain('<mark>Carla Keeper (third party: check before release)</mark>')
})

test('a withheld address is left out wherever it was typed, and that is said', async () => {
  await plan.run(`update child set address_withheld = true where id = $1`, [plan.childId])
  const { file, html } = await made()
  const all = JSON.stringify(file) + html
  for (const words of [home, postcode, 'Carla', '01926 555 123', 'carla@home.example'])
    expect(all.toLowerCase()).not.toContain(words.toLowerCase())
  expect(rowsIn(file, 'placement_address')[0]).toMatchObject({ address: { leftOut: 'withheld address' } })
  expect(rowsIn(file, 'answer').find(row => row.section === 'K')?.value).toMatchObject({
    value: 'She reads at (left out: withheld address) with (left out: withheld address)'
  })
  expect(file.notes.join(' ')).toContain('address is withheld')
  await plan.run(`update child set address_withheld = false where id = $1`, [plan.childId])
})

test('why, by whom and each saving are on record', async () => {
  await made()
  const deeds = await plan.run(
    `select distinct action, person_id, case when action = 'ask for the whole file' then reason end as reason from audit_event
      where child_id = $1 and action in ('ask for the whole file', 'make the whole file', 'see: export: whole file') order by 1`,
    [plan.childId]
  )
  expect(deeds).toEqual([
    { action: 'ask for the whole file', person_id: adminId, reason },
    { action: 'make the whole file', person_id: adminId, reason: null },
    { action: 'see: export: whole file', person_id: adminId, reason: null }
  ])
})

test('without a reason nothing is made', async () => {
  const before = await plan.run('select count(*)::int as n from whole_file')
  const asked = await admin.post(at(), { reason: ' ' })
  expect([asked.status, asked.html.includes('Say who asks for the file and why')]).toEqual([422, true])
  expect(await plan.run('select count(*)::int as n from whole_file')).toEqual(before)
})

test('after fourteen days the file is not offered any more', async () => {
  await made()
  await plan.run(`update whole_file set made_at = made_at - interval '15 days'`)
  expect((await admin.get(at('/file'))).html).toContain('There is no file to save')
  expect((await admin.get(at())).html).toContain('older than 14 days')
})

test('nothing is made for whoever has lost the post meanwhile', async () => {
  await admin.post(at(), { reason })
  await plan.run(`update appointment set revoked_at = now() where person_id = $1`, [adminId])
  await runWaitingJobs(database.ownerUrl, service)
  expect(await plan.run(`select id from whole_file where made_at > now() - interval '1 day'`)).toEqual([])
  await plan.run(`update appointment set revoked_at = null where person_id = $1`, [adminId])
})

test('refused to all others, and asked for a sign-in of a short while ago', async () => {
  for (const [word, status] of [
    ['head', 403],
    ['adviser', 403],
    ['sw', 403],
    ['dt', 403],
    ['carer', 403],
    ['child', 403],
    ['dt-elsewhere', 404]
  ] as const)
    for (const path of [at(), at('/file')])
      expect([word, (await (await served.as(word)).get(path)).status]).toEqual([word, status])
  await plan.run(`update app.session set proved_at = proved_at - interval '1 hour' where person_id = $1`, [adminId])
  for (const path of [at(), at('/file')]) expect((await admin.get(path)).goes).toContain('/sign-in')
  admin = await served.as('admin')
})
