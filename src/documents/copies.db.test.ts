import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson, enqueue } from '../db/transaction.ts'
import { may } from '../guidance/access.ts'
import type { Audience } from '../guidance/words.ts'
import { isRefusal } from '../guidance/words.ts'
import { inService, type JobService } from '../jobs/job.ts'
import { runWaitingJobs, testConfig, testJobService } from '../jobs/testing/job-service.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import { issueCopies } from './jobs/issue-copies.ts'
import { readCaseRecordReceipts } from './jobs/read-receipts.ts'
import { type PlanData, planData } from './plan-data.ts'
import { planOf } from './plan-of.ts'
import { closePrinting, compilePlan } from './typst.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let service: JobService & Awaited<ReturnType<typeof testJobService>>
let pep: string
const visitors: Record<string, Visitor> = {}
const people: Record<string, string> = {}
const by = (word: string): Visitor => {
  const visitor = visitors[word]
  if (!visitor) throw new Error(`Nobody is ${word}.`)
  return visitor
}

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  await addPeople()
  await addWords()
  served = await serveFor(database, planToday)
  for (const word of ['dt', 'dt-elsewhere', 'sw', 'adviser', 'manager', 'admin', 'carer', 'parent', 'child'])
    visitors[word] = await served.as(word)
  service = await testJobService(database.appUrl, testConfig({ OPENPEP_DATA: served.dataFolder }))
  pep = `/peps/${plan.pepId}`
}, 60_000)
afterAll(async () => {
  await closePrinting()
  await service.mailer.close()
  await service.database.close()
  await served.close()
  await plan.close()
  await database.drop()
})

async function addPeople() {
  const [team] = await plan.run('select team_id from appointment where team_id is not null')
  for (const [word, role] of [
    ['manager', 'team-manager'],
    ['admin', 'administrator']
  ] as const) {
    const id = newId()
    await plan.run(`insert into person (id, kind, name, email, demo_word) values ($1, 'professional', $2, $3, $2)`, [
      id,
      word,
      `${word}@example.org`
    ])
    await plan.run(
      `insert into appointment (id, person_id, role, authority_id, team_id, starts) values ($1, $2, $3, 937, $4, '2020-01-01')`,
      [newId(), id, role, role === 'team-manager' ? team?.team_id : null]
    )
    people[word] = id
  }
  for (const role of ['carer', 'parent', 'child'] as const) people[role] = await plan.family(role)
  const words = await plan.run('select id, demo_word from person where demo_word is not null')
  for (const { id, demo_word } of words) people[String(demo_word)] = String(id)
}

/** A signed-off plan with a word of each reader's own. */
async function addWords() {
  const of = [plan.pepId, plan.childId]
  await plan.run(
    `insert into child_record (child_id, authority_id, care_system_id, upn) values ($1, 937, 'NM-204417', 'H801200001001')`,
    [plan.childId]
  )
  const answer = (question: string, text: string, audience: string[]) =>
    plan.run(
      `insert into answer (pep_id, question, authority_id, child_id, section, audience, value, version, written_by, written_at)
       values ($1, $3, 937, $2, left($3, 1), $5, to_jsonb($4::text), 1, $6, '2026-10-10T09:00:00Z')`,
      [...of, question, text, audience, people.sw]
    )
  await answer('C.contactDetail', 'wordfull', [])
  await answer('R.teaching', 'wordsetting', ['setting', 'carer'])
  await answer('N.strengths', 'wordeveryone', ['setting', 'carer', 'parent', 'child'])
  await plan.run(
    `insert into target (id, pep_id, child_id, authority_id, place, area, words, child_words, actions, lead_name, due) values ($3, $1, $2, 937, 1, 'maths', 'Adds fractions', 'I add', '[{"who":"Mr Oak","what":"helps"}]', 'Mr Oak', '2027-01-10')`,
    [...of, newId()]
  )
  await plan.run(
    `insert into attendance_summary (pep_id, child_id, authority_id, from_date, to_date, possible, attended, by_week, written_on)
     values ($1, $2, 937, '2026-09-02', '2026-10-14', 58, 50, '[{"week":"2026-09-07","possible":10,"attended":9}]', '2026-10-14')`,
    of
  )
  await plan.run(
    `insert into meeting (pep_id, child_id, authority_id, on_date, held_on, place, next_on) values ($1, $2, 937, '2026-10-14', '2026-10-14', 'wordplace', '2027-01-27')`,
    of
  )
  await plan.run(
    `update pep set state = 'signed-off', submitted_on = '2026-10-16', signed_off_on = '2026-10-30', signed_off_by = $2, unchecked_at_sign_off = true where id = $1`,
    [plan.pepId, people.adviser]
  )
}

const rows = (sql: string) => plan.run(sql, [plan.pepId])
const issue = () => issueCopies({ pep: plan.pepId, authority: 937 }, service)
const dropped = () => readdirSync(service.config.recordFolder).sort()
const read = async (): Promise<PlanData> => {
  const data = await inService(service, 937, tx => planData(tx, plan.pepId, service.today()))
  if (!data) throw new Error('The plan is not there.')
  return data
}

describe('the reader', () => {
  it('reads a plan whole in few statements', async () => {
    const data = await read()
    expect(data.answers.get('C.contactDetail')).toMatchObject({
      value: 'wordfull',
      by: 'Person sw',
      on: '2026-10-10',
      audience: []
    })
    expect(data.records.targets).toEqual([
      expect.objectContaining({ childWords: 'I add', actions: [{ who: 'Mr Oak', what: 'helps' }], due: '2027-01-10' })
    ])
    expect(data.records.child).toMatchObject({ careSystemId: 'NM-204417', born: '2012-05-01' })
    expect(data.pep).toMatchObject({
      state: 'signed-off',
      checkedBySocialWorker: false,
      nextOn: '2027-01-27',
      meetingDate: '2026-10-14'
    })
  })
  it('finds nothing for a plan of another authority', async () => {
    await plan.run(
      `insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone) values (990, 'A', 'V', 'v@example.org', 'F', '1') on conflict do nothing`
    )
    expect(await inService(service, 990, tx => planData(tx, plan.pepId, service.today()))).toBeNull()
  })
  it('makes the same bytes of the same plan', async () => {
    const [first, second] = [
      await compilePlan(planOf(await read(), 'full')),
      await compilePlan(planOf(await read(), 'full'))
    ]
    expect(isRefusal(first) || isRefusal(second)).toBe(false)
    expect(first).toEqual(second)
  })
})

describe('before the copies are made', () => {
  it('there is nothing to download', async () => {
    expect((await by('sw').get(`${pep}/copies/full`)).status).toBe(404)
    expect((await by('sw').get(`${pep}/copies`)).html).toContain('no copy for you yet')
  })
})

describe('issuing', () => {
  it('tells the failure where the case record’s folder cannot be written, issues the copies, and is tried again', async () => {
    writeFileSync(service.config.recordFolder, 'a file where the folder should be')
    await expect(issue()).rejects.toThrow()
    expect(await rows('select state, failure from delivery where pep_id = $1')).toEqual([
      { state: 'failed', failure: expect.stringMatching(/could not be written/) }
    ])
    expect((await by('sw').get(`${pep}/copies`)).html).toContain('could not be written')
    expect(await rows('select audience from issued_copy where pep_id = $1')).toHaveLength(5)
    rmSync(service.config.recordFolder)
  })
  it('issues each copy once and sends it once, however often the job runs', async () => {
    for (const _ of [1, 2]) {
      await asPerson(service.database, { person: null, today: service.today() }, tx =>
        enqueue(tx, 'issue-copies', { pep: plan.pepId, authority: 937 })
      )
      await runWaitingJobs(database.ownerUrl, service)
    }
    const copies = await rows('select audience, sha256, file_name from issued_copy where pep_id = $1 order by audience')
    expect(copies.map(({ audience }) => audience)).toEqual(['carer', 'child', 'full', 'parent', 'setting'])
    expect(await rows('select state, failure from delivery where pep_id = $1')).toEqual([
      { state: 'sent', failure: null }
    ])
    expect(dropped()).toEqual(['csv', 'json', 'pdf'].map(ending => `NM-204417_PEP_2026-27_autumn_2026-10-14.${ending}`))
    const json = JSON.parse(readFileSync(join(service.config.recordFolder, dropped()[1] ?? ''), 'utf8'))
    expect(json).toMatchObject({ personId: 'NM-204417', pep: { format: 'open-pep', version: 1 } })
    expect(JSON.stringify(json)).toContain('wordfull')
  })
  it('asks the social worker to save it, once, in a message without personal data', async () => {
    const messages = await rows(`select kind, subject, words from outbox where pep_id = $1 and kind = 'signed off'`)
    expect(messages).toHaveLength(1)
    expect(messages[0]?.words).toContain(`/peps/${plan.pepId}/copies`)
    expect(`${messages[0]?.subject} ${messages[0]?.words}`).not.toMatch(/Rowan|Ash|Alder/)
  })
  it('leaves a plan that is not signed off alone', async () => {
    const before = await plan.run('select count(*) from issued_copy')
    await plan.run(`update pep set state = 'submitted' where id = $1`, [plan.pepId])
    await issue()
    await plan.run(`update pep set state = 'signed-off' where id = $1`, [plan.pepId])
    expect(await plan.run('select count(*) from issued_copy')).toEqual(before)
  })
})

describe('downloading', () => {
  it.each([
    ['sw', { full: 200, setting: 200, carer: 200, parent: 200, child: 200 }],
    ['adviser', { full: 200, setting: 200, carer: 200, parent: 200, child: 200 }],
    ['dt', { full: 404, setting: 200, carer: 404, parent: 404, child: 404 }],
    ['dt-elsewhere', { full: 404, setting: 404, carer: 404, parent: 404, child: 404 }],
    ['carer', { full: 404, setting: 404, carer: 200, parent: 404, child: 404 }],
    ['parent', { full: 404, setting: 404, carer: 404, parent: 404, child: 404 }],
    ['child', { full: 404, setting: 404, carer: 404, parent: 404, child: 200 }]
  ])('%s gets what is theirs and nothing else', async (word, expected) => {
    const got: Record<string, number> = {}
    for (const audience of Object.keys(expected))
      got[audience] = (await by(word).get(`${pep}/copies/${audience}`)).status
    expect(got).toEqual(expected)
    // The rows and the actions' table say the same: neither wall leans on the other.
    const role = ({ sw: 'social-worker', adviser: 'adviser', dt: 'designated-teacher' } as const)[word] ?? null
    if (role)
      for (const [audience, status] of Object.entries(expected))
        expect([
          audience,
          may(`read ${audience as Audience} copy`, [role], { state: 'signed-off', released: true })
        ]).toEqual([audience, status === 200])
  })
  it('is an attachment with a name that tells no school and no number, and is on record', async () => {
    const { headers, html } = await by('carer').get(`${pep}/copies/carer`)
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('content-disposition')).toMatch(/^attachment; .*Plan%20for%20Rowan%2C%20autumn%202026/)
    expect(headers.get('content-disposition')).not.toMatch(/Alder|NM-2044/)
    expect(html.startsWith('%PDF')).toBe(true)
    const deeds = await plan.run(
      `select outcome from audit_event where action = 'see: export: carer copy' and person_id = $1`,
      [people.carer]
    )
    expect(deeds.length).toBeGreaterThan(0)
  })
  it('lists to each only what they may read', async () => {
    const dt = await by('dt').get(`${pep}/copies`)
    expect(dt.html).toContain('copies/setting')
    expect(dt.html).not.toMatch(/copies\/(full|carer|parent|child)"/)
    expect(dt.html).not.toContain('case record')
    expect((await by('parent').get(`${pep}/copies`)).html).toContain('no copy for you yet')
  })
})

describe('the parent’s copy', () => {
  const release = (word: string) => by(word).post(`${pep}/copies/release`, {}, `${pep}/copies`)
  const agree = (who: string | undefined) =>
    plan.run(`update meeting set parent_agreed_by = $2, parent_agreed_on = '2026-10-01' where pep_id = $1`, [
      plan.pepId,
      who
    ])

  it('is not released without the social worker’s yes for this plan', async () => {
    expect((await release('manager')).status).toBe(422)
    expect((await by('parent').get(`${pep}/copies/parent`)).status).toBe(404)
  })
  it('is not released by whoever said yes, nor by the social worker or the adviser', async () => {
    await agree(people.manager)
    expect((await release('manager')).status).toBe(403)
    for (const word of ['sw', 'adviser']) expect((await release(word)).status).toBe(403)
    for (const word of ['dt', 'parent']) expect([403, 404]).toContain((await release(word)).status)
    expect((await by('parent').get(`${pep}/copies/parent`)).status).toBe(404)
  })
  it('is released by a second person, and then the parent reads it and is told', async () => {
    await agree(people.sw)
    const done = await release('manager')
    expect([done.status, done.goes]).toEqual([303, `${pep}/copies`])
    expect((await by('parent').get(`${pep}/copies/parent`)).status).toBe(200)
    expect((await release('admin')).status).toBe(422)
    expect(
      await plan.run(`select kind from outbox where to_person = $1 and kind = 'copy ready'`, [people.parent])
    ).toHaveLength(1)
  })
})

describe('filed', () => {
  const name = 'NM-204417_PEP_2026-27_autumn_2026-10-14'
  const receipt = (of: string, content: unknown) =>
    writeFileSync(join(service.config.recordFolder, `${of}.receipt.json`), JSON.stringify(content))
  const state = async () => (await rows('select state, filed_on, filed_by, failure from delivery where pep_id = $1'))[0]

  it('not by a receipt of another content, nor of a plan that was never sent; the page says why', async () => {
    receipt(name, { sha256: 'a'.repeat(64), at: '2026-11-02T10:00:00Z' })
    receipt('NM-1_PEP_2026-27_autumn_2026-10-14', { sha256: 'b'.repeat(64), at: '2026-11-02T10:00:00Z' })
    await readCaseRecordReceipts({}, service)
    expect(await state()).toMatchObject({ state: 'sent', failure: expect.stringMatching(/another content/) })
    expect((await by('admin').get(`${pep}/copies`)).html).toContain('another content')
  })
  it('by the case record’s receipt, once, and the social worker is told', async () => {
    const [{ sha256 } = { sha256: '' }] = await rows('select sha256 from delivery where pep_id = $1')
    receipt(name, { sha256, at: '2026-11-02T23:30:00Z' })
    for (const _ of [1, 2]) await readCaseRecordReceipts({}, service)
    expect(await state()).toMatchObject({ state: 'filed', filed_by: null, failure: null })
    expect(await rows(`select kind from outbox where pep_id = $1 and kind = 'copy filed'`)).toHaveLength(1)
    expect((await by('sw').get(`${pep}/copies`)).html).toMatch(/Filed on .*acknowledged/)
    expect((await by('sw').post(`${pep}/copies/filed`, {})).status).toBe(422)
  })
  it('nobody can say so before there is a copy; one that is made again is no news', async () => {
    await plan.run(`update delivery set state = 'sent', filed_on = null where pep_id = $1`, [plan.pepId])
    await plan.run('delete from issued_copy where pep_id = $1', [plan.pepId])
    const before = (await by('sw').get(`${pep}/copies`)).html
    expect(before).toContain('The full copy is being made')
    expect(before).not.toContain('I have saved it')
    const told = await rows('select id from outbox where pep_id = $1')
    await issue()
    expect(await rows('select id from outbox where pep_id = $1')).toHaveLength(told.length)
    const after = (await by('sw').get(`${pep}/copies`)).html
    expect(after).toContain('I have saved it')
    expect(after).toContain(`href="${pep}/copies/full"`)
  })
  it('or by the social worker’s word, and by nobody else’s', async () => {
    await plan.run(`update delivery set state = 'sent', filed_on = null where pep_id = $1`, [plan.pepId])
    for (const word of ['adviser', 'admin'])
      expect((await by(word).post(`${pep}/copies/filed`, {}, `${pep}/copies`)).status).toBe(403)
    const done = await by('sw').post(`${pep}/copies/filed`, {}, `${pep}/copies`)
    expect([done.status, done.goes]).toEqual([303, `${pep}/copies`])
    expect(await state()).toMatchObject({ state: 'filed', filed_by: people.sw })
    expect(await rows(`select action from audit_event where pep_id = $1 and action = 'confirm filed'`)).toHaveLength(1)
  })
})

describe('an addendum', () => {
  it('makes the copies that hold it anew, dated, and files again; the earlier stay', async () => {
    const before = await rows('select audience, sha256 from issued_copy where pep_id = $1')
    await by('adviser').post(`${pep}/addenda`, { words: 'wordaddendum' })
    for (const _ of [1, 2]) await issue()
    const after = await rows('select audience, sha256 from issued_copy where pep_id = $1 order by issued_at')
    expect(
      after
        .slice(before.length)
        .map(row => row.audience)
        .sort()
    ).toEqual(['full', 'setting'])
    expect(after).toEqual(expect.arrayContaining(before))
    expect(after).toHaveLength(before.length + 2)
    expect(
      await rows('select state, addenda, document_name from delivery where pep_id = $1 order by addenda')
    ).toMatchObject([
      { state: 'filed', addenda: 0 },
      { state: 'sent', addenda: 1, document_name: 'NM-204417_PEP_2026-27_autumn_2026-10-14_addendum-1' }
    ])
    expect(dropped()).toContain('NM-204417_PEP_2026-27_autumn_2026-10-14_addendum-1.pdf')
    const { html } = await by('sw').get(`${pep}/copies`)
    expect(html).toContain('Earlier copies')
    expect(html).toContain('Not filed yet')
    const [, earlier] = await rows(
      `select id from issued_copy where pep_id = $1 and audience = 'full' order by issued_at desc`
    )
    expect((await by('sw').get(`${pep}/copies/full?made=${earlier?.id}`)).status).toBe(200)
    expect((await by('carer').get(`${pep}/copies/carer?made=${earlier?.id}`)).status).toBe(404)
    expect(
      await plan.run(`select kind from outbox where to_person = $1 and kind = 'signed off'`, [people.sw])
    ).toHaveLength(2)
    const [clock] = await rows(
      `select met_on, starts::text as starts from clock where pep_id = $1 and name = 'file-copy'`
    )
    expect(clock).toMatchObject({ met_on: null, starts: planToday })
  })

  it('is filed by the word of the social worker, and the earlier filing stays as it was', async () => {
    expect((await by('sw').post(`${pep}/copies/filed`, {}, `${pep}/copies`)).goes).toBe(`${pep}/copies`)
    expect(await rows('select state from delivery where pep_id = $1')).toEqual([{ state: 'filed' }, { state: 'filed' }])
  })
})

describe('a draft', () => {
  const draft = async (word: string, audience: string) => (await by(word).get(`${pep}/drafts/${audience}`)).status
  it('is for the council, the social worker and the teacher, and not once it is signed off', async () => {
    expect(await draft('sw', 'carer')).toBe(403)
    await plan.run(`update pep set state = 'submitted', signed_off_on = null where id = $1`, [plan.pepId])
    for (const word of ['sw', 'manager', 'adviser', 'admin', 'dt'])
      for (const audience of ['setting', 'carer', 'parent', 'child'])
        expect([word, audience, await draft(word, audience)]).toEqual([word, audience, 200])
    for (const word of ['carer', 'parent', 'child']) expect([403, 404]).toContain(await draft(word, 'carer'))
    expect(await draft('dt-elsewhere', 'carer')).toBe(404)
    expect(await draft('sw', 'full')).toBe(404)
    const { html } = await by('dt').get(`${pep}/copies`)
    for (const reader of ['setting', 'carer', 'parent', 'child']) expect(html).toContain(`drafts/${reader}"`)
  })
})
