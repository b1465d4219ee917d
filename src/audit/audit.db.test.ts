import { rmSync } from 'node:fs'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import type { Config } from '../config.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { testConfig } from '../jobs/testing/job-service.ts'
import { metadataDigest, payloadDigest, record } from './audit.ts'
import { newestSealFile, readNewestSeal } from './newest-seal.ts'
import { sealingKey } from './seal.ts'
import { keepSealing, sealOnce } from './sealer.ts'
import { verifyAudit } from './verify.ts'

let db: TestDatabase
let database: Database
let owner: pg.Client
let config: Config
const today = () => Temporal.PlainDate.from('2026-11-23')
const person = newId()

beforeEach(async () => {
  db = await testDatabase()
  database = openDatabase(db.appUrl, { max: 4 })
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  config = testConfig()
})
afterEach(async () => {
  await database.close()
  await owner.end()
  await db.drop()
  rmSync(config.dataFolder, { recursive: true, force: true })
})

const nobody = { person: null, today: today() }
const deed = (action: string, payload?: unknown) =>
  asPerson(database, nobody, tx => record(tx, { person: null, action, payload }))
const seal = async () => {
  await othersAreDone()
  return sealOnce({ config, database, today })
}

/** Other test files share the cluster and its transaction ids: the sealer rightly waits for theirs too, so wait first. */
async function othersAreDone() {
  const admin = new pg.Client({ connectionString: inject('cluster').adminUrl })
  await admin.connect()
  const newest = (await owner.query(`select coalesce(max(xid::text::bigint), 0) as xid from audit_event`)).rows[0].xid
  const older = `select count(*)::int as n from pg_stat_activity
     where datname <> $1 and backend_xid is not null and backend_xid::text::bigint <= $2`
  const name = new URL(db.ownerUrl).pathname.slice(1)
  for (let tries = 0; tries < 400; tries++) {
    if ((await admin.query(older, [name, newest])).rows[0].n === 0) break
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  await admin.end()
}
const verified = (outside = readNewestSeal(newestSealFile(config.secretsFolder))) =>
  verifyAudit(db.ownerUrl, sealingKey(config.secretsFolder), outside)
const named = async () => (await verified()).problems.map(({ kind, n, seal: number }) => ({ kind, n, seal: number }))

/** Three seals of three rows each: n 1 to 9. */
async function nineRows() {
  for (const batch of [0, 3, 6]) {
    for (const n of [1, 2, 3]) await deed(`deed ${batch + n}`, { before: n, after: 'Zoë’s "words"\n' })
    expect(await seal()).toBe(3)
  }
}

test('an empty log is whole, and nothing is sealed twice', async () => {
  expect(await seal()).toBe(0)
  expect(await verified()).toEqual({ rows: 0, seals: 0, unsealed: 0, erased: 0, problems: [] })
  await nineRows()
  expect(await seal()).toBe(0)
  expect(await verified()).toEqual({ rows: 9, seals: 3, unsealed: 0, erased: 0, problems: [] })
})

test('what the program may put on record reads back with the same digest', async () => {
  const odd = [
    null,
    0,
    -0,
    1e21,
    0.1,
    '',
    'NUL \0 and half \ud800',
    '\\u0000',
    [],
    [undefined],
    { b: undefined, a: [{}] }
  ]
  for (const payload of odd) await deed('odd payload', { payload })
  await deed('a date', { on: today(), at: new Date(0), of: undefined })
  await asPerson(database, nobody, tx =>
    record(tx, { person: null, action: 'odd \0 words', reason: '\0', ids: [person] })
  )
  await seal()
  expect((await verified()).problems).toEqual([])
})

test.each([
  ["update audit_event set action = 'nothing' where n = 5", 5],
  ["update audit_event set at = at + interval '1 millisecond' where n = 5", 5],
  [`update audit_event set person_id = '${person}' where n = 5`, 5],
  [`update audit_event set ids = '["${person}"]' where n = 5`, 5],
  ["update audit_event set payload = '{}' where n = 4", 4],
  ['update audit_event set payload = null where n = 4', 4],
  [`update audit_event set payload = null, erased_by_event = '${person}' where n = 4`, 4]
])('a changed row is named: %s', async (change, n) => {
  await nineRows()
  await owner.query(change)
  expect(await named()).toEqual([{ kind: 'changed', n, seal: 2 }])
})

test('a row changed together with its digests breaks its seal', async () => {
  await nineRows()
  const { rows } = await owner.query('select * from audit_event where n = 5')
  const changed = { ...rows[0], action: 'nothing', at: rows[0].at.toISOString() }
  const digests = [metadataDigest(changed), payloadDigest(changed.salt, changed.payload)]
  await owner.query(
    "update audit_event set action = 'nothing', meta_digest = $1, payload_digest = $2 where n = 5",
    digests
  )
  expect(await named()).toEqual([{ kind: 'changed', n: undefined, seal: 2 }])
})

test('a missing row is named; with its place under the seal gone too, its seal is', async () => {
  await nineRows()
  await owner.query('delete from audit_event where n = 5')
  expect(await named()).toEqual([{ kind: 'missing', n: 5, seal: 2 }])
  await owner.query('delete from app.sealed_event where n = 5')
  expect(await named()).toEqual([{ kind: 'missing', n: undefined, seal: 2 }])
})

const copyOf = (n: number, changes: string) =>
  owner.query(`insert into audit_event (at, action, meta_digest, salt, payload, payload_digest, event_id, xid)
    select at, action, meta_digest, salt, payload, payload_digest, gen_random_uuid(), ${changes} from audit_event where n = ${n} returning n`)

test('an added row is named: one in the past, and one that the program did not write', async () => {
  await nineRows()
  const past = await copyOf(1, 'xid')
  const forged = await copyOf(9, 'pg_current_xact_id()')
  const numbers = [past, forged].map(({ rows }) => Number(rows[0].n))
  expect(await named()).toEqual(numbers.map(n => ({ kind: 'added', n, seal: undefined })))
  await seal()
  expect(await named()).toContainEqual({ kind: 'changed', n: numbers[1], seal: 4 })
})

test('an end that was cut off is seen by the seal outside, and the sealer will not go on over it', async () => {
  await nineRows()
  await owner.query('delete from app.sealed_event where seal_number = 3; delete from app.seal where number = 3')
  await owner.query('delete from audit_event where n > 6')
  expect(await named()).toEqual([{ kind: 'cut-off', n: undefined, seal: 3 }])
  expect((await verified(null)).problems).toEqual([])
  await deed('afterwards')
  await expect(seal()).rejects.toThrow(/cut off/)
  expect(await named()).toContainEqual({ kind: 'cut-off', n: undefined, seal: 3 })
})

test('a seal that was taken out, or made with another key, is named', async () => {
  await nineRows()
  const otherKey = sealingKey(testConfig().secretsFolder)
  const wrong = (await verifyAudit(db.ownerUrl, otherKey)).problems
  expect(wrong.map(({ seal: number }) => number)).toEqual([1, 2, 3])
  await owner.query('delete from app.sealed_event where seal_number = 2; delete from app.seal where number = 2')
  await owner.query('delete from audit_event where n between 4 and 6')
  expect(await named()).toEqual([{ kind: 'missing', n: undefined, seal: 2 }])
})

test('a payload that retention erased still verifies, where the erasure is on record', async () => {
  await nineRows()
  const { rows } = await owner.query('select event_id from audit_event where n in (2, 5)')
  const ids = rows.map(({ event_id }) => event_id)
  await asPerson(database, nobody, tx => record(tx, { person: null, action: 'erase payloads', ids }))
  await owner.query(
    `update audit_event set payload = null, salt = '', erased_by_event = (select event_id from audit_event where action = 'erase payloads')
      where n in (2, 5)`
  )
  await seal()
  expect(await verified()).toMatchObject({ rows: 10, erased: 2, problems: [] })
})

test('a row that took its number early and was committed late is sealed all the same', async () => {
  const slow = new pg.Client({ connectionString: db.ownerUrl })
  await slow.connect()
  await slow.query('begin')
  const { rows } = await slow.query(
    `insert into audit_event (at, action, meta_digest, salt, payload_digest, event_id) values ($1, 'slow', $2, '', $3, $4) returning n`,
    (() => {
      const row = { event_id: newId(), at: new Date().toISOString(), action: 'slow', outcome: 'done', ids: [] }
      const none = { person_id: null, role: null, authority_id: null, child_id: null, pep_id: null, reason: null }
      return [row.at, metadataDigest({ ...row, ...none }), payloadDigest(Buffer.alloc(0), null), row.event_id]
    })()
  )
  for (let index = 0; index < 5; index++) await deed(`quick ${index}`)
  expect(await seal()).toBe(0)
  await slow.query('commit')
  await slow.end()
  expect(Number(rows[0].n)).toBe(1)
  expect(await seal()).toBe(6)
  expect(await verified()).toMatchObject({ rows: 6, unsealed: 0, problems: [] })
})

test('two sealers at once and writers beside them: every row under one seal', async () => {
  const sealers = [1, 2].map(() => keepSealing({ config, database, today, log: { error: () => undefined } }))
  await Promise.all(Array.from({ length: 100 }, (_, index) => deed(`deed ${index}`)))
  await Promise.all(sealers.map(sealer => sealer.stop()))
  await seal()
  expect(await verified()).toMatchObject({ rows: 100, unsealed: 0, problems: [] })
})

test('the app role can neither change nor take back what is on record', async () => {
  await nineRows()
  for (const change of ["update audit_event set action = 'x'", 'delete from audit_event', 'delete from app.seal']) {
    await expect(database.pool.query(change)).rejects.toThrow(/permission denied/)
  }
})
