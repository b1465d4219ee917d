import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asService } from '../db/as-service.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson, type Tx } from '../db/transaction.ts'
import { isRefusal } from '../guidance/words.ts'
import { children, establishments, file, links, source, theReturn } from './fixtures/tables.ts'
import type { ImportKind } from './kinds.ts'
import { writeDecisions } from './match-decision.queries.ts'
import type { ImportReport } from './report.ts'
import { runImport } from './run-import.ts'
import type { Source } from './source.ts'

const today = Temporal.PlainDate.from('2026-11-23')
let made: TestDatabase
let database: Database
let person: string

beforeAll(async () => {
  made = await testDatabase()
  database = openDatabase(made.appUrl)
  person = await asPerson(database, { person: null, today }, tx => asService(tx, 937, async service => service))
})
afterAll(async () => {
  await database.close()
  await made.drop()
})

const attempt = (kind: ImportKind, from: Source, apply = true, authorityId = 937) =>
  runImport(database, { kind, source: from, authorityId, apply, person, today })
async function report(kind: ImportKind, from: Source, apply = true): Promise<ImportReport> {
  const done = await attempt(kind, from, apply)
  if (isRefusal(done)) throw new Error(done.refused)
  return done.report
}
const asMe = <T>(work: (tx: Tx) => Promise<T>) => asPerson(database, { person, today }, work)
const counts = ({ tables }: ImportReport, name: string) => {
  const table = tables[name]
  return table && [table.rows, table.new, table.changed, table.unchanged, table.refused]
}
const gias = source(file('edubase.csv', establishments), file('links.csv', links))

describe('one after another', () => {
  it('settings: a dry run writes nothing, then they are new, then nothing changes', async () => {
    expect(counts(await report('gias', gias, false), 'settings')).toEqual([3, 3, 0, 0, 0])
    expect((await asMe(tx => tx.selectFrom('setting').selectAll().execute())).length).toBe(0)
    expect(counts(await report('gias', gias), 'settings')).toEqual([3, 3, 0, 0, 0])
    const again = await report('gias', gias)
    expect([counts(again, 'settings'), counts(again, 'links')]).toEqual([
      [3, 0, 0, 3, 0],
      [2, 0, 0, 2, 0]
    ])
    const row = await asMe(tx =>
      tx.selectFrom('setting').selectAll().where('urn', '=', 900002).executeTakeFirstOrThrow()
    )
    expect(row).toMatchObject({
      closed: '2020-08-31',
      successor_urn: 900003,
      la_code: 937,
      high_age: 18,
      search: 'invented school nowhere zz1 2zz 900002'
    })
  })

  it('a slim list takes nothing away of what a full one told', async () => {
    const slim = source(
      file(
        'slim.csv',
        'urn,name,town,postcode,open_date,close_date\n900001,Invented Primary School,Elsewhere,ZZ1 1ZZ,01-09-1950,\n'
      )
    )
    expect(counts(await report('gias', slim), 'settings')).toEqual([1, 0, 1, 0, 0])
    const row = await asMe(tx =>
      tx.selectFrom('setting').selectAll().where('urn', '=', 900001).executeTakeFirstOrThrow()
    )
    expect(row).toMatchObject({ town: 'Elsewhere', phase: 'Primary', ukprn: 10000001 })
  })

  it('a 903: children without names, their care, placements and reviews; twice, they do not double', async () => {
    const dry = await report('ssda903', theReturn(), false)
    const first = await report('ssda903', theReturn())
    expect({ ...first, applied: false }).toEqual(dry)
    expect(['header', 'episodes', 'reviews', 'uasc'].map(name => counts(first, name))).toEqual([
      [4, 4, 0, 0, 0],
      [7, 4, 0, 0, 3],
      [2, 2, 0, 0, 0],
      [1, 1, 0, 0, 0]
    ])
    const again = await report('ssda903', theReturn())
    expect(['header', 'episodes', 'reviews', 'uasc'].map(name => counts(again, name))).toEqual([
      [4, 0, 0, 4, 0],
      [7, 0, 0, 4, 3],
      [2, 0, 0, 2, 0],
      [1, 0, 0, 1, 0]
    ])
    const record = await asMe(tx =>
      tx
        .selectFrom('child_record')
        .innerJoin('child', 'child.id', 'child_id')
        .selectAll()
        .where('child_id_903', '=', '101')
        .executeTakeFirstOrThrow()
    )
    expect(record).toMatchObject({
      care_system_id: '101',
      first_name: null,
      sex: 'M',
      upn: 'H801200001001',
      date_of_birth: '2012-03-27'
    })
    const periods = await asMe(tx =>
      tx.selectFrom('care_period').selectAll().where('child_id', '=', record.child_id).execute()
    )
    expect(periods).toMatchObject([
      { starts: '2024-01-10', ends: null, first_review_on: '2024-02-05', short_break: false }
    ])
  })

  it('a postcode is kept in the placement’s address and nowhere else', async () => {
    const owner = new pg.Client({ connectionString: made.ownerUrl })
    await owner.connect()
    const { rows: tables } = await owner.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
    )
    await owner.query('set row_security = off')
    const holding: string[] = []
    for (const { name } of tables) {
      const { rows } = await owner.query(
        `select from ${pg.escapeIdentifier(name)} t where t::text ~ 'ZZ[23] |AA1 1AA' limit 1`
      )
      if (rows.length > 0) holding.push(name)
    }
    await owner.end()
    expect(holding).toEqual(['placement_address'])
    const addresses = await asMe(tx =>
      tx.selectFrom('placement_address').select('postcode').orderBy('postcode').execute()
    )
    expect(addresses.map(row => row.postcode)).toEqual(['ZZ1 1ZZ', 'ZZ2 2ZZ', 'ZZ3 3ZZ'])
  })

  it('children: one is known from the 903 and gets a name and the real id, one is new and at the successor of a closed school', async () => {
    const from = source(file('children.csv', children))
    const first = await report('children', from)
    expect(counts(first, 'children')).toEqual([2, 1, 1, 0, 0])
    expect(first.warnings).toMatchObject([
      { row: 3, column: 'setting_urn', reason: expect.stringContaining('successor is taken') }
    ])
    expect(counts(await report('children', from), 'children')).toEqual([2, 0, 0, 2, 0])
    const sian = await asMe(tx =>
      tx
        .selectFrom('child')
        .innerJoin('child_record', 'child_id', 'child.id')
        .innerJoin('enrolment', 'enrolment.child_id', 'child.id')
        .innerJoin('setting', 'setting.id', 'setting_id')
        .select([
          'first_name',
          'child.search',
          'address_withheld',
          'care_system_id',
          'child_id_903',
          'setting.urn',
          'enrolment.starts'
        ])
        .where('care_system_id', '=', 'M1')
        .executeTakeFirstOrThrow()
    ) // prettier-ignore
    expect(sian).toEqual({
      first_name: 'Siân',
      search: 'sian obrien',
      address_withheld: true,
      care_system_id: 'M1',
      child_id_903: '101',
      urn: 900001,
      starts: '2022-09-01'
    })
    const again = await report('ssda903', theReturn())
    expect([counts(again, 'header'), counts(again, 'episodes')]).toEqual([
      [4, 0, 0, 4, 0],
      [7, 0, 0, 4, 3]
    ])
  })

  it('a move ends the old enrolment on the day the new one begins', async () => {
    const moved = children.replace('900001,01/09/2022', '900003,01/11/2026')
    expect(counts(await report('children', source(file('children.csv', moved))), 'children')).toEqual([2, 0, 1, 1, 0])
    const stays = await asMe(tx =>
      tx
        .selectFrom('enrolment')
        .innerJoin('child_record as r', 'r.child_id', 'enrolment.child_id')
        .select(['starts', 'ends'])
        .where('care_system_id', '=', 'M1')
        .orderBy('starts')
        .execute()
    )
    expect(stays).toEqual([
      { starts: '2022-09-01', ends: '2026-11-01' },
      { starts: '2026-11-01', ends: null }
    ])
    // Born in March 2012, so in year 10: what the file tells has happened, and it is put before the head, not put off.
    const approvals = () =>
      asMe(tx =>
        tx
          .selectFrom('move_approval as m')
          .innerJoin('child_record as r', 'r.child_id', 'm.child_id')
          .innerJoin('enrolment as e', 'e.id', 'm.enrolment_id')
          .select(['m.asked_on', 'm.filled_on', 'e.ends'])
          .where('care_system_id', '=', 'M1')
          .execute()
      )
    expect(await approvals()).toEqual([{ asked_on: '2026-11-23', filled_on: null, ends: '2026-11-01' }])
    await report('children', source(file('children.csv', moved)))
    expect(await approvals()).toHaveLength(1)
  })

  it('a carer with an e-mail address is a person who can be asked: once, replaced by the next, never somebody who works here', async () => {
    await asMe(tx =>
      tx
        .insertInto('person')
        .values({ id: newId(), kind: 'professional', name: 'Wes Worker', email: 'wes@work.example' })
        .execute()
    )
    const told = (email: string) =>
      source(
        file(
          'carer.csv',
          `care_system_id,first_name,last_name,date_of_birth,care_began,carer_name,carer_email\nCARED-1,Ira,Fern,2015-04-02,2026-11-02,Maud Elder,${email}`
        )
      )
    const carers = () =>
      asMe(tx =>
        tx
          .selectFrom('allocation as a')
          .innerJoin('person as p', 'p.id', 'a.person_id')
          .innerJoin('child_record as r', 'r.child_id', 'a.child_id')
          .select(['p.email', 'p.kind', 'a.ends'])
          .where('a.role', '=', 'carer')
          .where('r.care_system_id', '=', 'CARED-1')
          .orderBy('p.email')
          .execute()
      )
    await report('children', told('Maud@home.example'))
    expect(await carers()).toEqual([{ email: 'maud@home.example', kind: 'family', ends: null }])
    expect(counts(await report('children', told('maud@home.example')), 'children')).toEqual([1, 0, 0, 1, 0])
    await report('children', told('next@home.example'))
    expect(await carers()).toEqual([
      { email: 'maud@home.example', kind: 'family', ends: '2026-11-23' },
      { email: 'next@home.example', kind: 'family', ends: null }
    ])
    const { warnings } = await report('children', told('wes@work.example'))
    expect(warnings.map(one => one.reason)).toEqual([expect.stringContaining('somebody who works here')])
    expect((await carers()).length).toBe(2)
  })

  it('terms: Warwickshire’s are there already; a slip in one refuses it and keeps the rest', async () => {
    const term = (start: string, halfTerm: string[], end: string) => ({ start, halfTerm, end })
    const calendar = (autumn: object) =>
      source(
        file(
          'c.json',
          JSON.stringify({
            years: { '2026-27': { autumn, spring: term('2027-01-05', ['2027-02-15', '2027-02-19'], '2027-03-25') } }
          })
        )
      )
    expect(
      counts(
        await report('calendar', calendar(term('2026-09-02', ['2026-10-26', '2026-10-30'], '2026-12-18'))),
        'terms'
      )
    ).toEqual([2, 0, 0, 2, 0])
    expect(
      counts(
        await report('calendar', calendar(term('2026-09-02', ['2026-10-26', '2026-10-30'], '2025-12-18'))),
        'terms'
      )
    ).toEqual([2, 0, 0, 1, 1])
  })
})

describe('bad input', () => {
  it.each<[string, ImportKind, string, string]>([
    ['a wrong file', 'children', '%PDF-1.7', 'It is a PDF'],
    ['an empty file', 'ssda903', '', 'is empty'],
    ['a missing column', 'children', 'care_system_id,first_name\nM1,Bo\n', 'last_name (missing)'],
    ['a calendar of nothing', 'calendar', 'name,day\n', 'no calendar of term dates'],
    ['JSON of something else', 'calendar', '{"a": 1}', 'no calendar of term dates']
  ])('%s is refused as a whole', async (_, kind, text, words) => {
    expect(await attempt(kind, source(file('x', text)))).toMatchObject({ refused: expect.stringContaining(words) })
  })

  it('an authority that is not there is refused', async () => {
    expect(await attempt('children', source(file('c.csv', children)), true, 123)).toMatchObject({
      refused: expect.stringContaining('no authority 123')
    })
  })

  it('a URN that does not exist refuses its row', async () => {
    const { refused } = await report('children', source(file('c.csv', children.replace('900002', '123456'))), false)
    expect(refused).toMatchObject([
      { row: 3, column: 'setting_urn', value: '123456', reason: expect.stringContaining('not the URN of any setting') }
    ])
  })

  it('a doubtful child is set aside, with whom it may be', async () => {
    const odd = 'care_system_id,first_name,last_name,date_of_birth\nM77,Sian,OBrien,2012-03-27\n'
    const { conflicts, tables } = await report('children', source(file('c.csv', odd)))
    expect(tables.children).toMatchObject({ new: 0, refused: 1 })
    expect(conflicts).toMatchObject([{ row: 2, candidates: [expect.any(String)] }])
  })

  it('a doubtful child goes where a person says, and is not asked of again', async () => {
    const say = (careSystemId: string, childId: string, same: boolean) =>
      asMe(tx => writeDecisions(tx, { authorityId: 937, person, decisions: [{ careSystemId, childId, same }] }))
    const headings = 'care_system_id,first_name,last_name,date_of_birth,upn\n'
    const upn = 'A800000000001'
    const first = source(file('c.csv', `${headings}D1,Mia,Larkfield,2013-02-03,${upn}\n`))
    const double = source(file('c.csv', `${headings}D2,Mya,Larkfield,2013-02-03,${upn}\n`))
    await report('children', first)
    const { conflicts } = await report('children', double)
    expect(conflicts).toMatchObject([{ row: 2, told: { careSystemId: 'D2', firstName: 'Mya' } }])
    const here = conflicts[0]?.candidates[0] ?? ''

    await say('D2', here, false)
    const two = await report('children', double)
    expect(counts(two, 'children')?.slice(0, 3)).toEqual([1, 1, 0])
    expect(two.warnings).toContainEqual(
      expect.objectContaining({ column: 'upn', reason: expect.stringContaining('another child here has this UPN') })
    )
    expect(counts(await report('children', double), 'children')).toEqual([1, 0, 0, 1, 0])

    const third = source(file('c.csv', `${headings}D3,Mia,Larkfeild,2013-02-03,${upn}\n`))
    expect((await report('children', third)).conflicts).toHaveLength(1)
    await say('D3', here, true)
    expect(counts(await report('children', third), 'children')).toEqual([1, 0, 1, 0, 0])
    expect(counts(await report('children', third), 'children')).toEqual([1, 0, 0, 1, 0])
    const now = await asMe(tx =>
      tx
        .selectFrom('child as c')
        .innerJoin('child_record as r', 'r.child_id', 'c.id')
        .select(['c.last_name', 'r.care_system_id', 'r.upn'])
        .where('c.id', '=', here)
        .execute()
    )
    expect(now).toEqual([{ last_name: 'Larkfeild', care_system_id: 'D3', upn }])
  })

  it('a doubtful child of a 903 goes where a person says too, and is not asked of again', async () => {
    const say = (careSystemId: string, childId: string, same: boolean) =>
      asMe(tx => writeDecisions(tx, { authorityId: 937, person, decisions: [{ careSystemId, childId, same }] }))
    const upn = 'A800000000099'
    await report(
      'children',
      source(
        file('c.csv', `care_system_id,first_name,last_name,date_of_birth,upn\nE1,Ash,Copperfield,2013-07-08,${upn}\n`)
      )
    )
    const yearly = (number: string, born: string) =>
      source(file('h.csv', `CHILD,SEX,DOB,ETHNIC,UPN\n${number},1,${born},WBRI,${upn}\n`))
    const { conflicts, tables } = await report('ssda903', yearly('7001', '09/07/2013'))
    expect(tables.header).toMatchObject({ new: 0, changed: 0, refused: 1 })
    expect(conflicts).toMatchObject([
      { row: 2, reason: expect.stringContaining('another date of birth'), told: { careSystemId: '7001', upn } }
    ])
    const here = conflicts[0]?.candidates[0] ?? ''

    await say('7001', here, true)
    expect(counts(await report('ssda903', yearly('7001', '09/07/2013')), 'header')).toEqual([1, 0, 1, 0, 0])
    expect(counts(await report('ssda903', yearly('7001', '09/07/2013')), 'header')).toEqual([1, 0, 0, 1, 0])
    const records = () =>
      asMe(tx =>
        tx
          .selectFrom('child_record')
          .select(['care_system_id', 'child_id_903', 'upn'])
          .where(({ or, eb }) => or([eb('upn', '=', upn), eb('care_system_id', '=', '7002')]))
          .orderBy('care_system_id')
          .execute()
      )
    expect(await records()).toEqual([{ care_system_id: 'E1', child_id_903: '7001', upn }])

    await say('7002', here, false)
    const two = await report('ssda903', yearly('7002', '01/02/2012'))
    expect(counts(two, 'header')).toEqual([1, 1, 0, 0, 0])
    expect(two.warnings).toContainEqual(
      expect.objectContaining({ column: 'UPN', reason: 'is another child’s here: not taken' })
    )
    expect(await records()).toEqual([
      { care_system_id: '7002', child_id_903: '7002', upn: null },
      { care_system_id: 'E1', child_id_903: '7001', upn }
    ])
    expect(counts(await report('ssda903', yearly('7002', '01/02/2012')), 'header')?.slice(1, 3)).toEqual([0, 0])
  })

  it('an identifier of a restricted child refuses an administrator’s import whole, and writes nothing; the service’s own goes on', async () => {
    const owner = new pg.Client({ connectionString: made.ownerUrl })
    await owner.connect()
    await owner.query(`set row_security = off`)
    await owner.query(
      `update child set restricted = true where id = (select child_id from child_record where care_system_id = '104')`
    )
    const administrator = newId()
    await owner.query(`insert into person (id, kind, name) values ($1, 'professional', 'Ada')`, [administrator])
    await owner.query(
      `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'administrator', 937, '2020-01-01')`,
      [newId(), administrator]
    )
    await owner.end()
    const before = await asMe(tx => tx.selectFrom('child').select('id').execute())
    const theirs = {
      kind: 'ssda903',
      source: theReturn(),
      authorityId: 937,
      apply: true,
      person: administrator,
      today
    } as const
    expect(await runImport(database, theirs)).toMatchObject({ refused: expect.stringContaining('restricted') })
    expect(counts(await report('ssda903', theReturn()), 'header')?.slice(1, 3)).toEqual([0, 0])
    expect(await asMe(tx => tx.selectFrom('child').select('id').execute())).toEqual(before)
  })
})

it('each import is on record: who, which file, what it did', async () => {
  const runs = await asMe(tx =>
    tx.selectFrom('import_run').selectAll().where('kind', '=', 'ssda903').where('file_name', '=', 'a.csv').execute()
  )
  expect(runs.every(run => run.run_by === person && /^[0-9a-f]{64}$/.test(run.sha256))).toBe(true)
  expect(new Set(runs.map(run => run.sha256)).size).toBe(1)
  expect(runs.map(run => run.applied)).toContain(false)
  const deeds = await asMe(tx =>
    tx
      .selectFrom('audit_event')
      .select(['action', 'ids', 'authority_id'])
      .where('action', '=', 'import ssda903')
      .orderBy('n')
      .execute()
  )
  expect(deeds[0]).toMatchObject({ authority_id: 937, ids: expect.arrayContaining([expect.any(String)]) })
})
