import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asService } from '../db/as-service.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { isRefusal } from '../guidance/words.ts'
import { children, establishments, file, links, source, theReturn } from './fixtures/tables.ts'
import { readRun } from './import-run.queries.ts'
import type { ImportKind } from './kinds.ts'
import { runImport } from './run-import.ts'
import type { Source } from './source.ts'
import { undoImport } from './undo.ts'

const today = Temporal.PlainDate.from('2026-11-23')
let made: TestDatabase
let database: Database
let owner: pg.Client
let service: string
let administrator: string

beforeAll(async () => {
  made = await testDatabase()
  database = openDatabase(made.appUrl)
  owner = new pg.Client({ connectionString: made.ownerUrl })
  await owner.connect()
  await owner.query('set row_security = off')
  service = await asPerson(database, { person: null, today }, tx => asService(tx, 937, async one => one))
  administrator = newId()
  await owner.query(`insert into person (id, kind, name) values ($1, 'professional', 'Ada')`, [administrator])
  await owner.query(
    `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'administrator', 937, '2020-01-01')`,
    [newId(), administrator]
  )
  await apply('gias', source(file('edubase.csv', establishments), file('links.csv', links)))
  await apply('ssda903', theReturn())
  await apply('children', source(file('children.csv', children)))
  await apply('people', people('Wes Worker,wes@work.example,social-worker,,,2026-01-01,'))
})
afterAll(async () => {
  await owner.end()
  await database.close()
  await made.drop()
})

const people = (...rows: string[]) =>
  source(file('people.csv', ['name,email,role,setting_urn,team,from,to', ...rows].join('\n')))

async function apply(kind: ImportKind, from: Source): Promise<string> {
  const done = await runImport(database, { kind, source: from, authorityId: 937, apply: true, person: service, today })
  if (isRefusal(done)) throw new Error(done.refused)
  return done.runId
}

const undo = (runId: string, by = administrator) =>
  asPerson(database, { person: by, today }, async tx => {
    const run = await readRun(tx, runId)
    if (!run) throw new Error('no such run')
    return undoImport(tx, run, { person: by, today })
  })

/** Every table but the record of what was done, as one digest each. */
async function state(): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not in ('audit_event', 'import_run') order by 1`
  )
  const found: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: digests } = await owner.query(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${pg.escapeIdentifier(name)} t`
    )
    found[name] = digests[0].digest
  }
  return found
}
const differing = (a: Record<string, string>, b: Record<string, string>) =>
  Object.keys(a).filter(table => a[table] !== b[table])

const moved = children
  .replace('900001,01/09/2022', '900003,01/11/2026')
  .replace('A Carer', 'Another Carer')
  .concat(
    '\r\nM3,,,Nia,Newcomer,2014-05-06,F,2026-11-02,C2,U1,900001,2026-11-02,,no',
    '\r\nM4,,,Ola,Newcomer,2015-05-06,M,2026-11-03,C2,U1,900003,2026-11-02,,yes'
  )
const withCarer =
  'care_system_id,first_name,last_name,date_of_birth,care_began,carer_name,carer_email,social_worker_email\nC1,Ira,Fern,2015-04-02,2026-11-02,Maud Elder,maud@home.example,wes@work.example'
const term = (start: string, halfTerm: string[], end: string) => ({ start, halfTerm, end })
const calendar = (autumnEnds: string) =>
  source(
    file(
      'c.json',
      JSON.stringify({
        years: {
          '2026-27': { autumn: term('2026-09-02', ['2026-11-23', '2026-12-04'], autumnEnds) },
          '2027-28': { autumn: term('2027-09-02', ['2027-10-26', '2027-10-30'], '2027-12-17') }
        }
      })
    )
  )
const attendance = (attended: number) =>
  source(file('a.csv', `upn,from,to,possible,attended\nH801200001001,2026-09-02,2026-10-23,70,${attended}\n`))
const theReturnChanged = () => {
  const [header, episodes, ...rest] = theReturn().files
  const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString()
  return source(
    file('a.csv', `${text(header?.bytes)}\r\n105,F,05/06/2015,WBRI,UN3,,`),
    file(
      'b.csv',
      `${text(episodes?.bytes).replace('09/05/2024,L,C1,N8,U6,PR2,,X1', '09/05/2024,L,C1,N8,U6,PR2,01/11/2026,E4A')}\r\n,105,01/10/2026,S,C2,N1,U1,PR1,,X1,,,ZZ4 4ZZ`
    ),
    ...rest
  )
}

describe('undone, everything is as it was to the last byte', () => {
  it.each<[string, ImportKind, () => Source, string[]]>([
    [
      'children: new ones with plans, a move, a carer',
      'children',
      () => source(file('c.csv', moved)),
      ['child', 'pep', 'answer', 'enrolment', 'move_approval']
    ],
    [
      'a child with a carer’s account and a worker',
      'children',
      () => source(file('c.csv', withCarer)),
      ['person', 'allocation', 'pep_keeper']
    ],
    ['a 903', 'ssda903', theReturnChanged, ['child', 'care_period', 'placement_address']],
    [
      'people: a new one, a team, and another end',
      'people',
      () =>
        people(
          'Di New,di@work.example,team-manager,,Team One,,',
          'Wes Worker,wes@work.example,social-worker,,,2026-01-01,2027-03-01'
        ),
      ['person', 'team', 'appointment']
    ],
    [
      'settings: a new one and a new name',
      'gias',
      () =>
        source(
          file(
            'e.csv',
            `${establishments.replace('Invented Primary School', 'Renamed School')}\r\n"900004","937","A New School","Open","2026-09-01","","Primary","Community school","4","11","Nowhere","ZZ1 9ZZ","","Nobody"`
          )
        ),
      ['setting']
    ],
    ['term dates, and every due date with them', 'calendar', () => calendar('2026-12-11'), ['calendar_term', 'clock']],
    ['attendance', 'attendance', () => attendance(61), ['attendance_summary']]
  ])('%s', async (_, kind, from, touched) => {
    const before = await state()
    const run = await apply(kind, from())
    const between = await state()
    expect(differing(before, between)).toEqual(expect.arrayContaining(touched))
    expect(await undo(run)).toBeNull()
    expect(differing(before, await state())).toEqual([])
    expect(await undo(run)).toMatchObject({ refused: expect.stringContaining('cannot be undone any more') })
    const { rows } = await owner.query(
      'select applied, undone_by, undone_at is not null as undone from import_run where id = $1',
      [run]
    )
    expect(rows).toEqual([{ applied: true, undone_by: administrator, undone: true }])
    const { rows: deeds } = await owner.query(
      `select person_id from audit_event where action = $1 and payload ->> 'run' = $2`,
      [`undo import ${kind}`, run]
    )
    expect(deeds).toEqual([{ person_id: administrator }])
  })
})

describe('refused, and nothing is changed', () => {
  const newcomer = (id: string) =>
    source(
      file(
        'n.csv',
        `care_system_id,first_name,last_name,date_of_birth,care_began,setting_urn,enrolled_from\n${id},Pat,${id.replace(/\d/, 'x')}son,2014-0${id.slice(-1)}-07,2026-11-02,900001,2026-09-02`
      )
    )
  const childOf = async (id: string) =>
    (await owner.query('select child_id from child_record where care_system_id = $1', [id])).rows[0].child_id as string
  let number = 0
  let id: string
  let run: string
  beforeEach(async () => {
    number += 1
    id = `N${number}`
    run = await apply('children', newcomer(id))
  })
  async function isRefused(words: string, which = run, by = administrator) {
    const before = await state()
    expect(await undo(which, by)).toMatchObject({ refused: expect.stringContaining(words) })
    expect(differing(before, await state())).toEqual([])
  }

  it('where a record was changed by hand', async () => {
    await owner.query(`update child set preferred_name = 'Patsy' where id = $1`, [await childOf(id)])
    await isRefused('a record that it wrote has been changed, by a later import or by hand')
  })

  it('where somebody has written in a plan that it opened', async () => {
    const { rows } = await owner.query('select id from pep where child_id = $1', [await childOf(id)])
    expect(rows).toHaveLength(1)
    await owner.query(
      `insert into answer (pep_id, question, authority_id, child_id, section, audience, value, valid, version, written_by, written_at)
       select $1, 'R.academic', 937, $2, 'R', '{full}', '"Words"', true, 1, $3, now()`,
      [rows[0].id, await childOf(id), administrator]
    )
    await isRefused('an answer has been written in a plan that it opened')
  })

  it('where another import changed the same child', async () => {
    await apply('ssda903', source(file('h.csv', `CHILD,SEX,DOB,ETHNIC,UPN\n${id},2,07/0${number}/2014,WBRI,UN1`)))
    await isRefused('has been changed, by a later import or by hand')
  })

  it('where a later import of the kind was made: only the last can be undone', async () => {
    await apply('children', newcomer('N9'))
    await isRefused('until the next import of the kind')
  })

  it('where a plan was opened since for a child that it brought', async () => {
    await owner.query(
      `insert into pep (id, authority_id, child_id, year, term, kind, phase, circumstances, form_version, day_zero, opened_on)
       select $1, 937, child_id, '2026-27', 'spring', 'termly', phase, '{}', form_version, day_zero, '2026-11-23' from pep where child_id = $2`,
      [newId(), await childOf(id)]
    )
    await isRefused('a plan depends on it')
  })

  it('where somebody to whom it gave a post has signed in', async () => {
    const given = await apply('people', people(`Sia ${id},sia${number}@work.example,adviser,,,,`))
    await owner.query(
      `insert into app.session (token_hash, person_id) select sha256(email::bytea), id from person where email = $1`,
      [`sia${number}@work.example`]
    )
    await isRefused('has signed in', given)
  })

  it('where a child goes to a school that it brought', async () => {
    const schools = await apply(
      'gias',
      source(file('s.csv', `URN,EstablishmentName,Town,Postcode\n90001${number},School ${id},Nowhere,ZZ1 3ZZ`))
    )
    await apply(
      'children',
      source(
        file(
          'n.csv',
          `care_system_id,first_name,last_name,date_of_birth,setting_urn,enrolled_from\n${id},Pat,${id.replace(/\d/, 'x')}son,2014-0${number}-07,90001${number},2026-11-20`
        )
      )
    )
    await isRefused('a child goes to a school that it brought', schools)
  })

  it('where a plan was handed in with its figures', async () => {
    await owner.query(`update child_record set upn = $1 where care_system_id = $2`, [`A80000000000${number}`, id])
    const figures = await apply(
      'attendance',
      source(file('a.csv', `upn,from,to,possible,attended\nA80000000000${number},2026-09-02,2026-10-23,70,60\n`))
    )
    await owner.query(`update pep set state = 'submitted' where child_id = $1`, [await childOf(id)])
    await isRefused('handed in with its figures', figures)
  })

  it('where it is another authority’s', async () => {
    const stranger = newId()
    await owner.query(`insert into person (id, kind, name) values ($1, 'professional', 'Stranger')`, [stranger])
    await owner.query(
      `insert into appointment (id, person_id, role, authority_id, starts) values ($1, $2, 'adviser', 937, '2020-01-01')`,
      [newId(), stranger]
    )
    await isRefused('cannot be undone any more', run, stranger)
  })
})

it('an import that changed nothing leaves the one before it to be undone', async () => {
  const file903 = theReturnChanged()
  const before = await state()
  const run = await apply('ssda903', file903)
  await apply('ssda903', file903)
  expect(await undo(run)).toBeNull()
  expect(differing(before, await state())).toEqual([])
})

it('what was before is not kept longer than it can be used', async () => {
  await owner.query(`select app.forget_old_imports(now() + interval '1 day')`)
  expect((await owner.query('select from app.import_before')).rowCount).toBe(0)
  expect((await owner.query('select from import_run where xid is not null')).rowCount).toBe(0)
})
