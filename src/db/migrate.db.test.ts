import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { urlFor } from './embedded/roles.ts'
import { migrate } from './migrate.ts'

let folder: string
let owner: string
let app: string

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
const run = () => migrate(owner, 'openpep_app', { folder })

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openpep-migrations-'))
  const { adminUrl, password } = inject('cluster')
  const name = `migrate_${crypto.randomUUID().replaceAll('-', '')}`
  await query(adminUrl, `create database ${name} owner openpep_owner`)
  owner = urlFor(adminUrl, 'openpep_owner', password, name)
  app = urlFor(adminUrl, 'openpep_app', password, name)
  write('0001-a-table.sql', 'create table app.thing (n int); grant usage on schema app to openpep_app;')
  write('0002-grants.sql', 'grant select on app.thing to openpep_app;')
})

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  const name = new URL(owner).pathname.slice(1)
  await query(inject('cluster').adminUrl, `drop database ${name} with (force)`)
})

test('applies what is new, in order, once', async () => {
  expect(await run()).toEqual({ applied: [1, 2] })
  expect(await run()).toEqual({ applied: [] })
  write('0003-more.sql', 'insert into app.thing values (3);')
  expect(await run()).toEqual({ applied: [3] })
  expect(await query(app, 'select n from app.thing')).toEqual([{ n: 3 }])
})

test('programs that migrate at the same time wait for each other', async () => {
  const results = await Promise.all([run(), run(), run()])
  expect(results.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 2])
})

test('a file that fails changes nothing and names its line', async () => {
  write('0003-wrong.sql', 'create table app.half (n int);\nselect * from nowhere;')
  await expect(run()).rejects.toThrow(/Migration 3 \(wrong\) failed and changed nothing: .*nowhere.*line 2/)
  expect(await query(owner, "select to_regclass('app.half') as half, to_regclass('app.thing')::text as thing")).toEqual(
    [{ half: null, thing: 'app.thing' }]
  )
})

test('a changed old file is refused', async () => {
  await run()
  write('0002-grants.sql', 'select 1;')
  await expect(run()).rejects.toThrow('0002-grants.sql was changed after it was applied')
})

test('a database newer than the code is refused', async () => {
  write('0009-later.sql', 'select 1;')
  await run()
  rmSync(join(folder, '0009-later.sql'))
  await expect(run()).rejects.toThrow('The database is newer than this Open PEP: it has 0009-later.sql')
})

test('a number before the newest applied is refused', async () => {
  write('0005-five.sql', 'select 1;')
  await run()
  write('0004-late.sql', 'select 1;')
  await expect(run()).rejects.toThrow('Migration 4 comes before 5')
})

test('a wrong name and a doubled number are refused', async () => {
  write('3-short.sql', 'select 1;')
  await expect(run()).rejects.toThrow('3-short.sql is not named like')
  rmSync(join(folder, '3-short.sql'))
  write('0002-again.sql', 'select 1;')
  await expect(run()).rejects.toThrow('Two migrations have the number 2')
})
