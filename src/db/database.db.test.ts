import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db?.drop())

test('closed, it holds no connection any more, however it was used: a command ends when its work does', async () => {
  const lent = openDatabase(db.appUrl)
  await lent.lend(async () => undefined)
  await lent.close()
  expect([lent.pool.ended, lent.pool.totalCount]).toEqual([true, 0])

  const asked = openDatabase(db.appUrl)
  await asked.kysely.selectFrom('authority').select('id').execute()
  await asked.close()
  expect([asked.pool.ended, asked.pool.totalCount]).toEqual([true, 0])
})
