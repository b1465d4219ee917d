import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'
import { inTransaction } from './transaction.ts'

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

test('a transaction whose first statement fails, while its work looks at something else, fails once and for its caller alone', async () => {
  const database = openDatabase(db.appUrl)
  const unheard: unknown[] = []
  const hear = (reason: unknown) => unheard.push(reason)
  process.on('unhandledRejection', hear)
  await expect(inTransaction(database, 'select 1 / 0', async () => 'work')).rejects.toThrow('division by zero')
  await expect(inTransaction(database, 'select 1', async () => 'work')).resolves.toBe('work')
  await new Promise(resolve => setImmediate(resolve))
  process.off('unhandledRejection', hear)
  expect(unheard).toEqual([])
  await database.close()
})
