import { Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextOf } from '../authorities/authority.ts'
import { pepClocks } from '../guidance/clocks/pep-clocks.ts'
import type { Shown } from '../web/page.ts'
import { clocksOf, pepFacts, projectAll, projectClocks } from './clocks.ts'
import { openDuePeps, openPep } from './opening.ts'
import { roundsPage } from './pages/rounds.tsx'
import { plainClock } from './plain-clock.ts'
import { type Round, wouldOpen } from './round-ahead.ts'
import { authority, type County, county } from './testing/county.ts'

let land: County
const day = (iso: string) => Temporal.PlainDate.from(iso)
beforeAll(async () => {
  land = await county()
})
afterAll(() => land.close())

const peps = (child: string) =>
  land.run(
    'select kind, year, term, state, setting_id, day_zero::text, opened_on::text from pep where child_id = $1 order by opened_on, id',
    [child]
  )
const roundsHtml = (round: Round): string => {
  const shown = roundsPage.view({ authorityId: authority, round }, { csrf: '', today: day('2026-12-01') } as Shown)
  return 'body' in shown ? renderToString(h(Fragment, null, shown.body)) : ''
}
const openOn = (today: string) => land.as(land.service, today, tx => openDuePeps(tx, authority, day(today)))

test('a child who came into care gets an initial pep at once, once, kept by the teacher and the social worker', async () => {
  const setting = await land.setting()
  const teacher = await land.person('designated-teacher', { setting_id: setting })
  const worker = await land.person('social-worker')
  const child = await land.child('2014-05-01', '2026-11-16', { setting, worker })
  const first = await openOn('2026-11-17')
  expect(first.opened).toHaveLength(1)
  expect((await openOn('2026-11-17')).opened).toEqual([])
  expect(await peps(child)).toEqual([
    {
      kind: 'initial',
      year: '2026-27',
      term: 'autumn',
      state: 'planned',
      setting_id: setting,
      day_zero: '2026-11-16',
      opened_on: '2026-11-17'
    }
  ])
  const keepers = await land.run('select person_id, role from pep_keeper where child_id = $1 order by role', [child])
  expect(keepers).toEqual([
    { person_id: teacher, role: 'designated-teacher' },
    { person_id: worker, role: 'social-worker' }
  ])
  const clocks = await land.as(worker, '2026-11-17', tx => clocksOf(tx, first.opened[0] ?? ''))
  expect(clocks.map(({ name, due, holder }) => ({ name, due, holder }))).toEqual([
    { name: 'arrange-initial', due: '2026-11-30', holder: 'social-worker' },
    { name: 'hold-initial', due: '2026-12-14', holder: 'social-worker' }
  ])
})

test('a round opens ten school days before the term, earlier on purpose, and never twice', async () => {
  const child = await land.child('2013-03-03', '2021-02-01')
  await openOn('2026-12-01')
  const spring = async () => (await peps(child)).filter(pep => pep.term === 'spring')
  expect(await spring()).toEqual([])
  const administrator = await land.person('administrator')
  const round = await land.as(administrator, '2026-12-01', tx => wouldOpen(tx, authority, day('2026-12-01')))
  expect(`${round.next?.term} ${round.next?.opensOn}`).toBe('spring term 2026-27 2026-12-07')
  expect(round.plans.filter(({ kind }) => kind === 'termly')).toMatchObject([
    { term: 'spring term 2026-27', child: { id: child } }
  ])
  const html = roundsHtml(round)
  expect(html).toContain('The plans of the spring term 2026-27 open by themselves on Monday 7 December 2026.')
  expect(html).toContain('1 termly plan for the spring term 2026-27')
  expect(html).toContain(round.plans[0]?.child?.name ?? 'nobody')
  await land.run(`update child set restricted = true where id = $1`, [child])
  const restricted = await land.as(administrator, '2026-12-01', tx => wouldOpen(tx, authority, day('2026-12-01')))
  expect(roundsHtml(restricted)).toContain('One child whose record is closed to you')
  await land.run(`update child set restricted = false where id = $1`, [child])
  await openOn('2026-12-04')
  expect(await spring()).toEqual([])
  await openOn('2026-12-07')
  expect(await spring()).toMatchObject([{ kind: 'termly', year: '2026-27', state: 'planned' }])
  await openOn('2026-12-08')
  expect(await spring()).toHaveLength(1)
})

test('no pep for a child who died, is too young, or has only short breaks; the reason is said', async () => {
  const died = await land.child('2012-01-01', '2020-01-01', { row: { died_on: '2026-10-01' } })
  const young = await land.child('2025-06-01', '2025-07-01')
  const breaks = await land.child('2012-01-01', '2020-01-01')
  await land.run('update care_period set short_break = true, legal_status = $2 where child_id = $1', [breaks, 'V4'])
  const { none } = await openOn('2026-11-18')
  const why = (child: string) => none.find(one => one.childId === child)?.why
  expect(why(died)).toBe('The child has died.')
  expect(why(young)).toBe('Not yet 2 years old: the first plan is due from Tuesday 1 June 2027.')
  expect(why(breaks)).toBe('Only short breaks (V3, V4).')
})

test('the projection is what the rules say, for every pep, and a repeat changes nothing', async () => {
  const today = day('2026-12-08')
  expect(await projectAll(land.database, authority, today)).toBeGreaterThan(2)
  await land.as(land.service, today.toString(), async tx => {
    const ids = (await land.run('select id from pep')).map(row => String(row.id))
    const context = await contextOf(tx, authority, today)
    const facts = await pepFacts(tx, ids)
    expect(facts.size).toBe(ids.length)
    for (const id of ids) {
      const known = facts.get(id)
      const byTheRules = known ? pepClocks(known, context).map(plainClock) : []
      const stored = (await clocksOf(tx, id)).map(({ pepId: _, ...clock }) => clock)
      expect(stored.map(clock => clock.name).sort()).toEqual(byTheRules.map(clock => clock.name).sort())
      expect(stored).toEqual(expect.arrayContaining(byTheRules.map(clock => JSON.parse(JSON.stringify(clock)))))
    }
    expect(ids.length).toBeGreaterThan(0)
  })
})

test('a fact of another is seen though its writer is not: a teacher’s change keeps the concern’s clock', async () => {
  await land.run(
    `update authority set policy = '{"clocks": {"concern": {"on": true, "days": 3, "kind": "working"}}}' where id = 937`
  )
  const setting = await land.setting('Elm School')
  const teacher = await land.person('designated-teacher', { setting_id: setting })
  const worker = await land.person('social-worker')
  const child = await land.child('2015-05-01', '2026-11-23', { setting, worker })
  const made = await land.as(worker, '2026-11-24', tx =>
    openPep(tx, { childId: child, by: worker, today: day('2026-11-24') })
  )
  const pep = 'pep' in made ? made.pep : ''
  await land.run(
    `insert into concern (id, authority_id, child_id, pep_id, stage, words, raised_by, raised_on)
     values (gen_random_uuid(), 937, $1, $2, 'before', 'A worry', $3, '2026-11-24')`,
    [child, pep, worker]
  )
  const names = await land.as(teacher, '2026-11-24', async tx => {
    await projectClocks(tx, [pep], day('2026-11-24'))
    return (await clocksOf(tx, pep)).map(clock => clock.name)
  })
  expect(names).toContain('concern')
})

test('a whole authority at once: 2,675 children', async () => {
  const many = 2675
  await land.run(
    `with made as (insert into child (id, authority_id, first_name, last_name, date_of_birth)
       select gen_random_uuid(), 937, 'Child', 'Number ' || n, date '2010-01-01' + (n % 4000) from generate_series(1, $1::int) n returning id),
     recorded as (insert into child_record (child_id, authority_id, care_system_id) select id, 937, id::text from made)
     insert into care_period (id, authority_id, child_id, starts, legal_status) select gen_random_uuid(), 937, id, '2024-01-10', 'C2' from made`,
    [many]
  )
  // As PostgreSQL does by itself within a minute: plans made for a handful of children are not those for thousands.
  await land.run('analyze')
  const { opened } = await openOn('2026-12-09')
  expect(opened.length).toBeGreaterThan(many)
  await projectAll(land.database, authority, day('2026-12-10'))
})
