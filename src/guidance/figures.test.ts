import { describe, expect, test } from 'vitest'
import { birthday, outOfAgeOn } from './ages.ts'
import {
  ageBounds,
  type CareSpan,
  currency,
  type Entrant,
  inCareOn,
  initialTimeliness,
  isInAge,
  percent,
  type ReviewedChild,
  termlyTimeliness,
  wellRated
} from './figures.ts'

const care = (starts: string, ends: string | null = null, shortBreak = false): CareSpan => ({
  starts,
  ends,
  shortBreak
})
const ages = { from: 2, until: 18, toEndOfYear13: false }
const boundsOn = (day: string) => ageBounds(Temporal.PlainDate.from(day), 2026, ages)

describe('in care on a day', () => {
  test.each([
    ['2026-09-01', [care('2026-09-01')], true, 'the first day counts'],
    ['2026-08-31', [care('2026-09-01')], false, 'the day before does not'],
    ['2026-10-01', [care('2026-09-01', '2026-10-01')], false, 'the end is the first day no longer in care'],
    ['2026-09-30', [care('2026-09-01', '2026-10-01')], true, 'the day before the end'],
    ['2026-09-30', [care('2026-09-01', null, true)], false, 'short breaks are not care'],
    ['2026-09-30', [], false, 'never']
  ] as const)('%s', (day, spans, expected, _why) => {
    expect(inCareOn(spans, day)).toBe(expected)
  })
})

describe('age bounds say what the rule of ages says, each day around each birthday', () => {
  test.each([['2008-11-26'], ['2008-02-29'], ['2024-11-26'], ['2024-02-29'], ['2008-08-31'], ['2008-09-01']])(
    'born %s',
    born => {
      const child = Temporal.PlainDate.from(born)
      for (const until13 of [false, true]) {
        const rule = { ages: { from: 2, until: 18, toEndOfYear13: until13 } }
        const from = birthday(child, 2)
        const out = outOfAgeOn(child, rule)
        for (const edge of [from, out])
          for (const days of [-2, -1, 0, 1, 2]) {
            const day = edge.add({ days })
            const began = day.month >= 9 ? day.year : day.year - 1
            const expected = Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, out) < 0
            expect([`${day}`, isInAge(born, ageBounds(day, began, rule.ages))]).toEqual([`${day}`, expected])
          }
      }
    }
  )
})

describe('termly timeliness: held by the due date, of the children in care and in age on it', () => {
  const child = (more: Partial<ReviewedChild> = {}): ReviewedChild => ({
    born: '2014-05-01',
    care: [care('2020-01-01')],
    due: '2026-10-23',
    windowCloses: null,
    heldOn: null,
    ...more
  })
  const none = { met: 0, of: 0, inside: 0, toCome: 0 }
  test.each([
    ['held on the due date', child({ heldOn: '2026-10-23' }), { ...none, met: 1, of: 1 }],
    ['held a day late', child({ heldOn: '2026-10-24' }), { ...none, of: 1 }],
    ['not held', child(), { ...none, of: 1 }],
    ['left care before the due date', child({ care: [care('2020-01-01', '2026-10-23')] }), none],
    ['left care the day after', child({ care: [care('2020-01-01', '2026-10-24')] }), { ...none, of: 1 }],
    ['came into care after the due date', child({ care: [care('2026-11-01')] }), none],
    ['only short breaks', child({ care: [care('2020-01-01', null, true)] }), none],
    ['two on the day after the due date', child({ born: '2024-10-24' }), none],
    ['eighteen on the due date', child({ born: '2008-10-23' }), none],
    ['inside the first 20 days at the due date', child({ windowCloses: '2026-10-26' }), { ...none, inside: 1 }],
    ['inside them, though held', child({ windowCloses: '2026-10-26', heldOn: '2026-10-20' }), { ...none, inside: 1 }],
    ['the window closed on the due date', child({ windowCloses: '2026-10-23' }), { ...none, of: 1 }],
    ['due today: not late yet', child({ due: '2026-11-26' }), { ...none, toCome: 1 }],
    ['due later, held already', child({ due: '2026-12-11', heldOn: '2026-11-20' }), { ...none, met: 1, of: 1 }],
    ['the calendar cannot tell', child({ due: null }), none]
  ] as const)('%s', (_, one, expected) => {
    expect(termlyTimeliness([one], boundsOn, '2026-11-26')).toEqual(expected)
  })
})

describe('initial in 10 and 20 days, of entrants whose window has closed', () => {
  const entrant = (more: Partial<Entrant> = {}): Entrant => ({
    began: '2026-10-01',
    arrangeBy: '2026-10-15',
    arrangedOn: null,
    holdBy: '2026-10-29',
    heldOn: null,
    ...more
  })
  test.each([
    ['both in time', entrant({ arrangedOn: '2026-10-15', heldOn: '2026-10-29' }), [1, 1, 1, 0]],
    ['arranged late, held in time', entrant({ arrangedOn: '2026-10-16', heldOn: '2026-10-20' }), [0, 1, 1, 0]],
    ['never', entrant(), [0, 0, 1, 0]],
    ['the window closes today', entrant({ holdBy: '2026-11-26', heldOn: '2026-11-20' }), [0, 0, 0, 1]],
    ['the bank holidays are not known', entrant({ arrangeBy: null, holdBy: null }), [0, 0, 0, 0]]
  ] as const)('%s', (_, one, expected) => {
    const { arranged, held, inside } = initialTimeliness([one], '2026-11-26')
    expect([arranged.met, held.met, held.of, inside]).toEqual(expected)
    expect(arranged.of).toBe(held.of)
  })
})

describe('currency: the latest signed-off plan is this term’s or last’s', () => {
  const terms = ['2026-27 autumn', '2025-26 summer']
  test.each([
    ['this term’s', [{ term: '2026-27 autumn', on: '2026-11-01' }], { met: 1, of: 1 }],
    ['last term’s', [{ term: '2025-26 summer', on: '2026-06-01' }], { met: 1, of: 1 }],
    ['two terms ago', [{ term: '2025-26 spring', on: '2026-02-01' }], { met: 0, of: 1 }],
    ['signed off after the day asked about', [{ term: '2026-27 autumn', on: '2026-11-27' }], { met: 0, of: 1 }],
    ['never', [], { met: 0, of: 1 }]
  ] as const)('%s', (_, signedOff, expected) => {
    const child = { born: '2014-05-01', care: [care('2020-01-01')], signedOff }
    expect(currency([child], terms, '2026-11-26', boundsOn('2026-11-26'))).toEqual(expected)
  })
})

test('shares of nothing are nothing, never 0 or 100', () => {
  expect(percent({ met: 0, of: 0 })).toBeNull()
  expect(percent({ met: 2, of: 3 })).toBe(67)
  expect(wellRated([])).toEqual({ met: 0, of: 0 })
  expect(wellRated(['red', 'amber', 'green', 'gold'])).toEqual({ met: 2, of: 4 })
})
