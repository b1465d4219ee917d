import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase, unsafeRole } from './database.ts'
import { ownerRole, urlFor } from './embedded/roles.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'

let db: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  db = await testDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await db.drop()
})

/** What needs no row policy, and why. A table about a child is never among them. */
const unguarded: Record<string, string> = {
  authority: 'public facts of a council',
  calendar_term: 'published term dates',
  form_edition: 'the questions that a council asks: no child is in them',
  setting: 'the public register of schools',
  heading_mapping: 'column names of imports',
  target_exemplar: 'examples for every school: no child is in them'
}

const relations = async (where: string) =>
  (
    await owner.query<{ name: string; guarded: boolean; policies: number; options: string[] | null }>(
      `select c.relname as name, c.relrowsecurity as guarded, c.reloptions as options,
              (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
         from pg_class c where c.relnamespace = 'public'::regnamespace and ${where} order by 1`
    )
  ).rows

test('every table is guarded by a policy, but for those that say why not', async () => {
  const tables = await relations("c.relkind in ('r', 'p', 'f')")
  const open = tables.filter(({ guarded, policies }) => !guarded || policies === 0).map(({ name }) => name)
  expect(open).toEqual(Object.keys(unguarded).sort())
  expect(tables.length).toBeGreaterThan(40)
})

test('no table about a child is among the unguarded', async () => {
  const { rows } = await owner.query(
    `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('child_id', 'pep_id')
      where c.relname = any($1) and c.relnamespace = 'public'::regnamespace`,
    [Object.keys(unguarded)]
  )
  expect(rows).toEqual([])
})

test('every row about a child is tied to that child’s authority', async () => {
  const { rows } = await owner.query(
    `select c.relname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'child_id' and a.attnotnull
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not exists (
        select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
           and k.confrelid in ('child'::regclass, 'pep'::regclass) and cardinality(k.conkey) >= 2 and a.attnum = any(k.conkey))`
  )
  expect(rows).toEqual([])
})

test('views ask as whoever reads them, and nothing is materialised', async () => {
  const views = await relations("c.relkind = 'v'")
  const unsafe = views.filter(
    ({ options }) => !(options ?? []).some(option => /^security_invoker=(true|on)$/.test(option))
  )
  expect(unsafe).toEqual([])
  expect(await relations("c.relkind = 'm'")).toEqual([])
})

test('no policy is written for everybody', async () => {
  const { rows } = await owner.query(`select tablename from pg_policies where schemaname = 'public' and qual = 'true'`)
  expect(rows).toEqual([])
})

test('policies that narrow another are those for reviewing officers, on every table that holds what a plan says', async () => {
  const { rows } = await owner.query<{ name: string; policies: string[] }>(
    `select tablename as name, array_agg(policyname::text) as policies from pg_policies
      where schemaname = 'public' and permissive <> 'PERMISSIVE' group by 1 order by 1`
  )
  expect(new Set(rows.flatMap(({ policies }) => policies))).toEqual(new Set(['once_submitted']))
  expect(rows.map(({ name }) => name)).toEqual([
    ...['action', 'answer', 'answer_rival', 'answer_version', 'attainment', 'attendance_summary', 'attendee'],
    ...['document', 'premium_line', 'section_return', 'suspension', 'target', 'target_review', 'views']
  ])
})

test('functions that see past the policies fix their path and are not for everybody', async () => {
  const { rows } = await owner.query(
    `select p.proname from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosecdef
        and (p.proconfig is null or not exists (select from unnest(p.proconfig) c where c like 'search_path=%pg_temp')
             or has_function_privilege('public', p.oid, 'execute'))`
  )
  expect(rows).toEqual([])
})

test('the app role owns nothing and has no right on what signing in needs', async () => {
  const { rows: owned } = await owner.query(
    `select relname from pg_class where relowner = 'openpep_app'::regrole union all select proname from pg_proc where proowner = 'openpep_app'::regrole`
  )
  expect(owned).toEqual([])
  const { rows: rights } = await owner.query(
    `select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'
        and has_table_privilege('openpep_app', oid, 'select, insert, update, delete')`
  )
  expect(rights).toEqual([])
  const { rows: jobs } = await owner.query(
    `select has_schema_privilege('openpep_app', 'graphile_worker', 'usage') as may`
  )
  expect(jobs).toEqual([{ may: false }])
})

test('what must never be taken back cannot be', async () => {
  const { rows } = await owner.query(
    `select relname from pg_class where relname = any($1) and has_table_privilege('openpep_app', oid, 'update, delete, truncate')`,
    [['audit_event', 'answer_version', 'pep_check', 'quality_review', 'addendum', 'concern_message']]
  )
  expect(rows).toEqual([])
})

const refusal = async (url: string) => {
  const database = openDatabase(url, { max: 1 })
  try {
    return await unsafeRole(database)
  } finally {
    await database.close()
  }
}

test('the service goes on as the app role, and as no role that could walk round the policies', async () => {
  const { adminUrl, password } = inject('cluster')
  expect(await refusal(db.appUrl)).toBeNull()
  expect(await refusal(db.ownerUrl)).toMatch(/owns tables/)
  const name = new URL(db.ownerUrl).pathname.slice(1)
  const admin = new pg.Client({
    connectionString: urlFor(adminUrl, new URL(adminUrl).username, decodeURIComponent(new URL(adminUrl).password), name)
  })
  await admin.connect()
  const tag = name.replace('openpep_test_', '')
  const roles = [`above_${tag}`, `round_${tag}`, `member_${tag}`, `indirect_${tag}`]
  const [above, round, member, indirect] = roles
  try {
    await admin.query(`create role ${above} superuser login password '${password}'; create role ${round} bypassrls login password '${password}';
      create role ${member} login password '${password}' in role ${ownerRole}; create role ${indirect} noinherit login password '${password}' in role ${member}`)
    const as = (role: string | undefined) => urlFor(adminUrl, role ?? '', password, name)
    expect(await refusal(as(above))).toMatch(/superuser/)
    expect(await refusal(as(round))).toMatch(/BYPASSRLS/)
    expect(await refusal(as(member))).toMatch(/member of the tables' owner/)
    expect(await refusal(as(indirect))).toMatch(/member of the tables' owner/)
  } finally {
    await admin.query(`drop role if exists ${roles.join(', ')}`)
    await admin.end()
  }
})
