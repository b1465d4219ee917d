import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

test('each call gives a database of its own, in which the app role is neither owner nor above row security', async () => {
  const [one, other] = [await testDatabase(), await testDatabase()]
  expect(one.appUrl).not.toBe(other.appUrl)
  const client = new pg.Client({ connectionString: one.appUrl })
  await client.connect()
  const { rows } = await client.query(
    `select rolsuper, rolbypassrls, rolcreaterole,
            (select pg_get_userbyid(datdba) from pg_database where datname = current_database()) as owner
       from pg_roles where rolname = current_user`
  )
  await client.end()
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owner: 'openpep_owner' }])
  await Promise.all([one.drop(), other.drop()])
  await expect(new pg.Client({ connectionString: one.appUrl }).connect()).rejects.toThrow(/does not exist/)
})
