import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type DatabaseUrls, databaseUrls } from './database-urls.ts'
import { testDatabase } from './testing/database.ts'

let dataFolder: string
const folders = () => ({ dataFolder, secretsFolder: join(dataFolder, 'secrets') })
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'openpep-urls-'))
})
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

async function whoIs(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    `select current_user as name, rolsuper or rolbypassrls or rolcreaterole as mighty,
            (select datname from pg_database where datdba = pg_roles.oid and datname = current_database()) as owns
       from pg_roles where rolname = current_user`
  )
  await client.end()
  return rows[0]
}

test('without a server: the embedded one, with an owner and an app role of little power', async () => {
  const first = await databaseUrls(folders())
  expect(await whoIs(first.app)).toEqual({ name: 'openpep_app', mighty: false, owns: null })
  expect(await whoIs(first.owner ?? '')).toEqual({ name: 'openpep_owner', mighty: false, owns: 'openpep' })
  expect(statSync(join(dataFolder, 'secrets', 'openpep_app')).mode & 0o777).toBe(0o600)

  rmSync(join(dataFolder, 'secrets', 'openpep_app'))
  const mended = await databaseUrls(folders())
  expect(mended.app).not.toBe(first.app)
  expect(await whoIs(mended.app)).toMatchObject({ name: 'openpep_app' })
  for (const database of [first, mended]) await database.stop()
})

test('two URLs are taken as given; an app role alone has no owner', async () => {
  const { appUrl, ownerUrl, drop } = await testDatabase()
  const both: DatabaseUrls = await databaseUrls({ ...folders(), databaseUrl: appUrl, databaseOwnerUrl: ownerUrl })
  expect([both.app, both.owner]).toEqual([appUrl, ownerUrl])
  const alone = await databaseUrls({ ...folders(), databaseUrl: appUrl })
  expect([alone.app, alone.owner]).toEqual([appUrl, undefined])
  await expect(databaseUrls({ ...folders(), databaseOwnerUrl: ownerUrl })).rejects.toThrow('may not create roles')
  await drop()
})

test('a server that is not there is an error, not a hang', async () => {
  const { port } = new URL(inject('cluster').adminUrl)
  const wrong = `postgres://nobody:wrong@127.0.0.1:${port}/postgres`
  await expect(databaseUrls({ ...folders(), databaseUrl: wrong })).rejects.toThrow(/password authentication failed/)
})
