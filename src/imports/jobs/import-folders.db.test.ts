import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../db/id.ts'
import { type TestDatabase, testDatabase } from '../../db/testing/database.ts'
import type { JobService } from '../../jobs/job.ts'
import { runWaitingJobs, testConfig, testJobService } from '../../jobs/testing/job-service.ts'
import type { ImportReport } from '../report.ts'
import { lookInImportFolders, takeImportFiles } from './import-folders.ts'

let db: TestDatabase
let owner: pg.Client
let service: JobService
const administrator = newId()

beforeAll(async () => {
  db = await testDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  await owner.query('set row_security = off')
  await owner.query(
    `insert into person (id, kind, name, email) values ($1, 'professional', 'Ada', 'ada@council.example')`,
    [administrator]
  )
  await owner.query(
    `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'administrator', 937, '2020-01-01')`,
    [newId(), administrator]
  )
  service = await testJobService(db.appUrl, testConfig())
})
afterAll(async () => {
  await service.mailer.close()
  await service.database.close()
  await owner.end()
  await db.drop()
})

const folder = (kind: string, authority = 937) => join(service.config.importFolder, String(authority), kind)
/** Dropped some minutes ago, unless it is told to be fresh. */
function drop(kind: string, name: string, content: string | Uint8Array, { fresh = false, authority = 937 } = {}): void {
  mkdirSync(folder(kind, authority), { recursive: true })
  const path = join(folder(kind, authority), name)
  writeFileSync(path, content)
  const then = new Date(Date.now() - 10 * 60_000)
  if (!fresh) utimesSync(path, then, then)
}
const lying = (kind: string, where = '') => {
  const place = join(folder(kind), where)
  return existsSync(place) ? readdirSync(place).filter(name => name !== 'done' && name !== 'held') : []
}
const look = (payload: Record<string, unknown> = {}) => takeImportFiles({ authority: 937, ...payload }, service)
interface Run {
  id: string
  kind: string
  file_name: string
  applied: boolean
  report: ImportReport
  kept_sha256: string | null
}
const runs = async (): Promise<Run[]> =>
  (await owner.query('select id, kind, file_name, applied, report, kept_sha256 from import_run order by run_at, id'))
    .rows
const lastRun = async () => (await runs()).at(-1)
const messages = async () =>
  (await owner.query('select kind, to_person, subject, words from outbox order by made_at, id')).rows
const children = async () => (await owner.query('select count(*)::int as n from child')).rows[0].n as number
const routine = (kind: string, applies: boolean, most = 100, hour: number | null = null) =>
  owner.query(
    `insert into import_routine (authority_id, kind, applies, most_changed, at_hour) values (937, $1, $2, $3, $4)
     on conflict (authority_id, kind) do update set applies = $2, most_changed = $3, at_hour = $4`,
    [kind, applies, most, hour]
  )

const headings = 'care_system_id,first_name,last_name,date_of_birth'
const table = (...rows: string[]) => [headings, ...rows].join('\n')

describe('the folder', () => {
  it('is looked at each hour: a job for each authority that has one, none for a code that is nobody’s', async () => {
    drop('children', 'nobody.csv', 'x', { authority: 123 })
    drop('children', 'first.csv', table('A1,Ann,Alder,2014-02-03'))
    await lookInImportFolders({}, service)
    const { rows } = await owner.query(
      `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'take import files'`
    )
    expect(rows).toMatchObject([{ payload: { authority: 937 } }])
    await runWaitingJobs(db.ownerUrl, service)
    expect(await lastRun()).toMatchObject({ kind: 'children', file_name: 'first.csv', applied: false })
    expect(existsSync(join(folder('children', 123), 'nobody.csv'))).toBe(true)
  })

  it('by itself only tries a file and asks; what was tried is kept, put away, and told without a name', async () => {
    expect(await children()).toBe(0)
    expect(lying('children')).toEqual([])
    expect(lying('children', 'done')).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z-first\.csv$/)])
    const run = await lastRun()
    expect(run?.kept_sha256).toMatch(/^[0-9a-f]{64}$/)
    const told = await messages()
    expect(told).toMatchObject([{ kind: 'file waits', to_person: administrator }])
    expect(told[0].words).toContain(`/imports/${run?.id}`)
    expect(`${told[0].subject}${told[0].words}`).not.toMatch(/first\.csv|Alder/)
  })

  it('gives a file that is still being written time', async () => {
    drop('children', 'growing.csv', table('A2,Bo,Birch,2014-02-03'), { fresh: true })
    await look()
    expect(lying('children')).toEqual(['growing.csv'])
    const { rows } = await owner.query(
      `select run_at > now() + interval '1 minute' as later from graphile_worker._private_jobs where key = 'take import files again 937'`
    )
    expect(rows).toEqual([{ later: true }])
    const then = new Date(Date.now() - 10 * 60_000)
    utimesSync(join(folder('children'), 'growing.csv'), then, then)
    await look()
    expect(lying('children')).toEqual([])
  })

  it('passes over hidden files, parts and links', async () => {
    const before = (await runs()).length
    for (const name of ['.hidden.csv', 'x.csv.part', 'y.filepart'])
      drop('children', name, table('A3,Cy,Cedar,2014-02-03'))
    await look()
    expect((await runs()).length).toBe(before)
    expect(lying('children').length).toBe(3)
  })

  it('is looked at in the hour that was chosen and in no other', async () => {
    await routine('people', false, 10, 3)
    drop('people', 'p.csv', 'name,email,role\nDi Oak,di@council.example,adviser\n')
    await look({ hour: 2 })
    expect(lying('people')).toEqual(['p.csv'])
    await look({ hour: 3 })
    expect(lying('people')).toEqual([])
  })
})

describe('a file', () => {
  it('is imported by itself where that was chosen and nothing speaks against it', async () => {
    await routine('children', true)
    drop('children', 'taken.csv', table('B1,Eve,Elm,2014-03-04', 'B2,Fay,Fir,2014-03-05'))
    const before = await children()
    await look()
    expect(await lastRun()).toMatchObject({ file_name: 'taken.csv', applied: true })
    expect(await children()).toBe(before + 2)
    expect((await messages()).at(-1)).toMatchObject({ kind: 'file imported' })
  })

  it.each([
    ['a row is refused', table('B1,Eve,Elm,2014-03-04', 'B9,No,Birth,'), 100, '1 row would be left out'],
    ['a child is doubtful', table('B3,Eve,Eln,2014-03-04'), 100, '1 row may be children who are here already'],
    [
      'too much changes',
      table('B1,Eve,Elm,2014-03-04', 'B4,Gus,Gorse,2014-03-08'),
      10,
      '50 % of its rows are new or changed, and your limit is 10 %'
    ]
  ])('is only tried where %s, and says why', async (_, csv, most, words) => {
    await routine('children', true, most)
    const before = await children()
    drop('children', 'asks.csv', csv)
    await look()
    expect(await children()).toBe(before)
    const run = await lastRun()
    expect(run).toMatchObject({ applied: false, report: { waits: expect.stringContaining(words) } })
    expect((await messages()).at(-1)).toMatchObject({ kind: 'file waits' })
    await routine('children', true)
  })

  it('of people is never imported by itself, whatever was chosen: it gives access', async () => {
    await routine('people', true)
    drop('people', 'q.csv', 'name,email,role\nHal Hazel,hal@council.example,administrator\n')
    await look()
    expect(await lastRun()).toMatchObject({ kind: 'people', applied: false })
    expect((await owner.query(`select from person where email = 'hal@council.example'`)).rowCount).toBe(0)
  })

  it.each<[string, string, string, string | Uint8Array, string]>([
    [
      'the wrong kind',
      'children',
      'people.csv',
      'name,email,role,team,from\nIvy,ivy@council.example,adviser,,\n',
      'has the headings of another kind of file: People'
    ],
    ['no table', 'children', 'a.csv', '%PDF-1.7\n', 'It is a PDF'],
    [
      'a zip that is cut off',
      'ssda903',
      'b.zip',
      zipSync({ 'header.csv': Buffer.from('CHILD,SEX,DOB,ETHNIC,UPN\n') }).subarray(0, 60),
      'damaged'
    ],
    [
      'a zip bomb',
      'children',
      'c.zip',
      zipSync({ 'c.csv': new Uint8Array(310 * 1024 * 1024) }, { level: 9 }),
      'unpacks to more than 300 MB'
    ]
  ])('that is %s is held with words, and nothing of it kept', async (_, kind, name, content, words) => {
    const before = await children()
    drop(kind, name, content)
    await look()
    expect(await children()).toBe(before)
    expect(await lastRun()).toMatchObject({
      applied: false,
      kept_sha256: null,
      report: { waits: expect.stringContaining(words), tables: {} }
    })
    const [held, why] = lying(kind, 'held')
      .filter(one => one.includes(name))
      .sort()
    expect(held).toMatch(new RegExp(`${name.replace('.', '\\.')}$`))
    expect(readFileSync(join(folder(kind), 'held', why ?? ''), 'utf8')).toContain(words)
  })

  it('of another authority, as far as it can be told, is not imported by itself', async () => {
    await routine('children', true)
    const list = (from: number, family: string) =>
      table(
        ...Array.from(
          { length: 25 },
          (_, at) =>
            `${from + at},Kim${'abcdefghijklmnopqrstuvwxyz'[at]},${family},20${10 + (at % 8)}-0${1 + (at % 9)}-${10 + (at % 18)}`
        )
      )
    drop('children', 'ours.csv', list(1000, 'Kelp'))
    await look()
    expect(await lastRun()).toMatchObject({ applied: true })
    const before = await children()
    drop('children', 'theirs.csv', list(5000, 'Sedgemoor'))
    await look()
    expect(await children()).toBe(before)
    expect(await lastRun()).toMatchObject({
      applied: false,
      report: { strange: true, waits: expect.stringContaining('hardly any child in it is known here') }
    })
  })

  it('the same as the last is put away without a word; the same as an older one is held', async () => {
    const [one, two] = [table('L1,Liz,Larch,2014-04-05'), table('L1,Liz,Larch,2014-04-05', 'L2,Max,Maple,2014-04-06')]
    drop('children', 'one.csv', one)
    await look()
    const [ran, told] = [(await runs()).length, (await messages()).length]
    drop('children', 'one-again.csv', one)
    await look()
    expect([(await runs()).length, (await messages()).length]).toEqual([ran, told])
    expect(lying('children', 'done').some(name => name.endsWith('one-again.csv'))).toBe(true)
    drop('children', 'two.csv', two)
    await look()
    drop('children', 'one-later.csv', one)
    await look()
    expect(await lastRun()).toMatchObject({
      applied: false,
      report: { waits: expect.stringContaining('another came after it') }
    })
    expect(lying('children', 'held').some(name => name.endsWith('one-later.csv'))).toBe(true)
  })

  it('whose taking died before its end is taken again, and one that died after it is only put away', async () => {
    drop('children', 'dies.csv', table('M1,Ned,Nettle,2014-05-06'))
    const before = [await children(), (await runs()).length]
    // The connection breaks at the moment of putting the run on record.
    await owner.query(
      `create function app.die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`
    )
    await owner.query('create trigger die before insert on import_run for each row execute function app.die()')
    await expect(look()).rejects.toThrow()
    await owner.query('drop trigger die on import_run')
    expect([await children(), (await runs()).length]).toEqual(before)
    expect(lying('children')).toContain('dies.csv')
    await look()
    expect(await children()).toBe((before[0] ?? 0) + 1)
    const [ran, told] = [(await runs()).length, (await messages()).length]
    drop('children', 'dies.csv', table('M1,Ned,Nettle,2014-05-06'))
    await look()
    expect([(await runs()).length, (await messages()).length]).toEqual([ran, told])
    expect(lying('children')).not.toContain('dies.csv')
  })
})
