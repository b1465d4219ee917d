import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '../db/transaction.ts'
import { type County, county } from '../peps/testing/county.ts'
import { askedOf, workOf } from '../work/work.ts'
import { askedLate, bys, lateGroups, lateSteps } from './lateness.ts'
import { pulseOf } from './pulse.ts'

const today = '2026-11-24'
const day = Temporal.PlainDate.from(today)
const mine = 120
const big = ['child', 'child_record', 'pep', 'clock', 'care_period', 'allocation']
let land: County
let head: string
let adviser: string

/** 12,000 children of 40 authorities, each with a plan that is late. */
beforeAll(async () => {
  land = await county()
  await land.run(`
    insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone)
      select 100 + i, 'Council ' || i, 'VS', 'vs@x.example', 'Door', '0' from generate_series(1, 40) i;
    insert into calendar_term (authority_id, year, term, starts, half_term_starts, half_term_ends, ends)
      select 100 + i, year, term, starts, half_term_starts, half_term_ends, ends from calendar_term, generate_series(1, 40) i where authority_id = 937;
    insert into child (id, authority_id, first_name, last_name, date_of_birth)
      select gen_random_uuid(), 101 + i % 40, 'Sam', 'Field ' || i, '2012-01-01'::date + i % 1500 from generate_series(1, 12000) i;
    insert into child_record (child_id, authority_id, care_system_id) select id, authority_id, id from child;
    insert into care_period (id, authority_id, child_id, starts) select gen_random_uuid(), authority_id, id, '2020-01-01' from child;
    insert into pep (id, authority_id, child_id, year, term, kind, phase, form_version, state, opened_on)
      select gen_random_uuid(), authority_id, id, '2026-27', 'autumn', 'termly', 'primary', '2026.1', 'planned', '2026-09-01' from child;
    insert into clock (pep_id, name, authority_id, child_id, holder, starts, due, explanation)
      select id, 'termly-review', authority_id, child_id, 'designated-teacher', '2026-09-01', '2026-10-23',
        '{"name": "termly-review", "rule": "Review", "kind": "school", "days": null, "start": "2026-09-01", "due": "2026-10-23", "skipped": []}' from pep`)
  head = await land.person('virtual-school-head', { authority_id: mine })
  adviser = await land.person('adviser', { authority_id: mine })
  await land.run(`insert into allocation (id, authority_id, child_id, person_id, role, starts)
    select gen_random_uuid(), authority_id, id, case when authority_id = ${mine} then '${adviser}'::uuid else '${head}'::uuid end, 'adviser', '2020-01-01' from child`)
  await land.run('analyze')
}, 60_000)
afterAll(() => land.close())

const scans = async () =>
  new Map(
    (
      await land.run('select relname, seq_scan::int as scans from pg_stat_user_tables where relname = any($1)', [big])
    ).map(row => [String(row.relname), Number(row.scans)])
  )

/** The tables that were read from end to end while this was done. */
async function readWhole(person: string, work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const before = await scans()
  await land.as(person, today, async tx => {
    await work(tx)
    await sql`select pg_stat_force_next_flush()`.execute(tx)
  })
  const after = await scans()
  return big.filter(table => after.get(table) !== before.get(table))
}

test('the measure sees a table that is read from end to end', async () => {
  expect(
    await readWhole(head, tx => sql`select max(explanation::text) from clock where name like '%x%'`.execute(tx))
  ).toEqual(['clock'])
})

test.each(bys)('what is late by %s is found by index', async by => {
  expect(
    await readWhole(head, async tx => {
      expect((await lateGroups(tx, mine, by)).reduce((sum, group) => sum + group.late, 0)).toBe(300)
    })
  ).toEqual([])
})

test('so are the steps behind a number, the figures, and the work of a head and of an adviser with 300 children', async () => {
  expect(await readWhole(head, tx => lateSteps(tx, mine, askedLate({ of: 'designated-teacher' })))).toEqual([])
  expect(
    await readWhole(head, async tx => {
      expect((await pulseOf(tx, mine, day))?.now.termly).toEqual({ met: 0, of: 300, inside: 0, toCome: 0 })
    })
  ).toEqual([])
  const work = (tx: Tx) => workOf(tx, askedOf({}), { today: day, others: true, authorityOfGaps: mine })
  expect(await readWhole(head, work)).toEqual([])
  expect(
    await readWhole(adviser, async tx => {
      const { heldPlans, held, children } = await work(tx)
      expect([heldPlans, held.length, children.total]).toEqual([300, 20, 300])
    })
  ).toEqual([])
})
