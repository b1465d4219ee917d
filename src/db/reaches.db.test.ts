import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type County, county } from '../peps/testing/county.ts'
import type { Tx } from './transaction.ts'

let land: County
let worker: string
let other: string
let child: string
const today = '2026-11-23'

beforeAll(async () => {
  land = await county()
  worker = await land.person('social-worker')
  other = await land.person('social-worker')
  child = await land.child('2014-05-06', '2024-01-10', { worker })
})
afterAll(() => land.close())

const seen = async (tx: Tx) => (await tx.selectFrom('child').select('id').execute()).map(({ id }) => id)
const end = sql`update allocation set revoked_at = clock_timestamp(), ends = ${today} where person_id = app.person()`

test('access that ends within a transaction has ended for its next statement', async () => {
  const [before, after] = await land.as(worker, today, async tx => {
    const first = await seen(tx)
    await sql`savepoint here`.execute(tx)
    await end.execute(tx)
    const second = await seen(tx)
    await sql`rollback to savepoint here`.execute(tx)
    expect(await seen(tx)).toEqual([child])
    return [first, second]
  })
  expect([before, after]).toEqual([[child], []])
})

test('what one person reaches is not remembered for the next, nor from one transaction to another', async () => {
  const views = await land.as(worker, today, async tx => {
    const mine = await seen(tx)
    await sql`select set_config('app.person', ${other}, true)`.execute(tx)
    return [mine, await seen(tx)]
  })
  expect(views).toEqual([[child], []])
  for (const person of [other, worker, other])
    expect(await land.as(person, today, seen)).toEqual(person === worker ? [child] : [])
  expect(await land.as(worker, '2019-01-01', seen)).toEqual([])
})

test('a restriction holds at once', async () => {
  const after = await land.as(land.service, today, async tx => {
    await seen(tx)
    await sql`update child set restricted = true where id = ${child}`.execute(tx)
    await sql`select set_config('app.person', ${worker}, true)`.execute(tx)
    const restricted = await seen(tx)
    await sql`update child set restricted = false where id = ${child}`.execute(tx)
    return restricted
  })
  expect(after).toEqual([])
  await land.run('update child set restricted = false')
  expect(await land.as(worker, today, seen)).toEqual([child])
})
