import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportFacts, type Facts } from './testing/year/facts.ts'
import { countDays, type DayCount } from './testing/year/naive-count.ts'
import { eighteenth, isWorking, plus, termAt } from './testing/year/naive-days.ts'
import { liveYear, type YearPlan, type YearRun } from './testing/year/year.ts'

/**
 * A simulated academic year through the real jobs, against a count that knows the guidance and the facts and none of the
 * service's rules. With OPENPEP_FULL_YEAR=1: 800 children and every day of the year, each `./openpep day`; otherwise a term.
 */

const full = process.env.OPENPEP_FULL_YEAR === '1'
const from = '2026-09-01'
const every = (days: number, until: string) => {
  const found: string[] = []
  for (let at = plus(from, days); at < until; at = plus(at, days)) found.push(at)
  return found
}
const plan: YearPlan = full
  ? {
      authorities: 1,
      children: 800,
      from,
      to: '2027-08-31',
      down: ['2026-09-25', '2026-10-29', '2026-10-30', '2027-01-18', '2027-03-04', '2027-05-17', '2027-05-18'],
      killedOn: every(15, '2027-08-01').filter(isWorking),
      arrivals: [...every(1, '2026-10-10'), ...['2027-01-12', '2027-01-25', '2027-02-03', '2027-04-20', '2027-05-04']],
      byCommand: true
    }
  : {
      authorities: 2,
      children: 32,
      from,
      to: '2026-11-07',
      down: ['2026-09-25', '2026-10-29', '2026-10-30'],
      killedOn: ['2026-09-01', '2026-10-01', '2026-10-26'],
      arrivals: ['2026-09-03', '2026-09-14', '2026-10-05'],
      byCommand: false
    }

let year: YearRun
let facts: Facts
let expected: Map<string, DayCount>
const began = performance.now()
beforeAll(
  async () => {
    year = await liveYear(plan, words => full && console.error(words))
    facts = await exportFacts(year.owner, from)
    expected = countDays(facts, year.daysRun)
    if (full) console.error(`${Math.round((performance.now() - began) / 1000)} s, ${year.kills} kills`)
  },
  full ? 4 * 60 * 60 * 1000 : 400_000
)
afterAll(() => year.close())

const rows = async (text: string) => (await year.owner.query(text)).rows
const byDay = async (text: string) => new Map((await rows(text)).map(row => [row.day as string, row.count as number]))
const expectedOf = (name: keyof DayCount) =>
  Object.fromEntries([...expected].flatMap(([day, count]) => (count[name] > 0 ? [[day, count[name]]] : [])))

describe('a year, by an independent count', () => {
  it('plans opened', async () => {
    const found = await byDay(
      `select opened_on::text as day, count(*)::int from pep where opened_on >= '${from}' group by 1 order by 1`
    )
    expect(Object.fromEntries(found)).toEqual(expectedOf('opened'))
    expect([...found.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(plan.children)
  })

  it('reminders and escalations', async () => {
    for (const [name, escalation] of [
      ['reminders', false],
      ['escalations', true]
    ] as const) {
      const found = await byDay(
        `select day::text, count(*)::int from reminder where escalation = ${escalation} group by 1 order by 1`
      )
      expect(Object.fromEntries(found), name).toEqual(expectedOf(name))
      expect(found.size).toBeGreaterThan(20)
    }
  })

  it('digests: one for each person that day, and no person two', async () => {
    const found = await byDay(`select substring(event_key from '^digest (\\S+)') as day, count(*)::int from outbox
      where event_key like 'digest %' group by 1 order by 1`)
    expect(Object.fromEntries(found)).toEqual(expectedOf('digests'))
    const twice =
      await rows(`select substring(event_key from '^digest (\\S+)') as day, coalesce(to_person::text, to_email) as who
      from outbox where event_key like 'digest %' group by 1, 2 having count(*) > 1`)
    expect(twice).toEqual([])
  })

  it('and as each day that was not killed said of itself', () => {
    for (const [day, { opened, reminders, escalations, digests }] of year.tallies)
      expect({ opened, reminders, escalations, digests }, day).toEqual(expected.get(day))
  })

  it('whoever turns eighteen in a term has a leaving-care plan for it, and nobody a plan after it', () => {
    const born = new Map(facts.children.map(one => [one.child, eighteenth(one.born)]))
    for (const one of facts.plans.filter(({ openedOn }) => openedOn >= from)) {
      const turns = born.get(one.child) ?? ''
      expect(turns > one.openedOn, one.child).toBe(true)
      const terms = facts.terms.filter(({ authority }) => authority === one.authority)
      // The last term that is known holds no birthday of a later school year.
      const beyond = `${(terms.at(-1)?.ends ?? '').slice(0, 4)}-09-01`
      const inTerm = turns < beyond ? termAt(turns, terms) : undefined
      expect(one.kind === 'leaving-care', one.child).toBe(inTerm?.year === one.year && inTerm.term === one.term)
    }
  })
})

describe('with the worker killed', () => {
  it('every event was delivered, once for all but the kills, and a repeat is the same letter', async () => {
    const sent = await rows('select message_id, sent_at is not null as sent from outbox')
    const { letters } = year.post
    expect(sent.filter(one => !one.sent)).toEqual([])
    expect(new Set(letters.map(one => one.messageId))).toEqual(new Set(sent.map(one => one.message_id)))
    const copies = Map.groupBy(letters, one => one.messageId)
    for (const [id, some] of copies) expect(new Set(some.map(one => one.text)).size, id).toBe(1)
    const repeats = letters.length - copies.size
    // A day may end before its moment comes.
    expect(year.kills).toBeGreaterThanOrEqual(plan.killedOn.length / 2)
    expect(repeats).toBeLessThanOrEqual(year.kills)
    expect(repeats).toBeGreaterThan(0)
    if (full) console.error(`${letters.length} letters, ${repeats} repeats`)
  })

  it('no job is left over', async () => {
    expect(await rows(`select task_identifier from graphile_worker.jobs`)).toEqual([])
  })
})
