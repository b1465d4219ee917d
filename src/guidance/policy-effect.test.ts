import { describe, expect, it } from 'vitest'
import type { PepFacts } from './clocks/facts.ts'
import { withValue } from './figure-values.ts'
import { type PolicyEffect, policyEffect } from './policy-effect.ts'
import { contextOn, day, quietFacts } from './testing/books.ts'

const context = contextOn('2026-11-02')
const plans = (...facts: Partial<PepFacts>[]) =>
  new Map(facts.map((one, at) => [String(at), { ...quietFacts, ...one }] as const))
const effectOf = (
  some: ReadonlyMap<string, PepFacts>,
  key: string,
  value: unknown,
  books = context,
  given?: Parameters<typeof policyEffect>[3]
) => policyEffect(some, books, { ...books, policy: withValue(books.policy, key, value) }, given)
const clock = (days: number, on = true) => ({ on, days, kind: 'working' })

// Held Wed 21 Oct: ten working days end on Wed 4 Nov, five on Wed 28 Oct.
const held = { heldOn: day('2026-10-21') }
const submitted = { ...held, submissions: [{ on: day('2026-11-01'), ratedOn: null, returnedOn: null }] }

describe('due dates', () => {
  it.each<[string, Partial<PepFacts>[], string, unknown, Partial<PolicyEffect>]>([
    ['moved and made late', [held, {}], 'clocks.submit', clock(5), { madeLate: 1, noLongerLate: 0 }],
    ['moved, not late', [held, {}], 'clocks.submit', clock(12), { madeLate: 0 }],
    // Twelve days on: 23 Oct + … the review itself stays late; a submit due Wed 28 Oct is late, in 12 days Fri 6 Nov is not.
    ['late no more', [{ heldOn: day('2026-10-14') }], 'clocks.submit', clock(15), { noLongerLate: 1, madeLate: 0 }],
    ['asked for no more', [held, {}], 'clocks.submit', clock(10, false), { steps: { more: 0, fewer: 1 } }],
    [
      'asked for anew',
      [{ newSettingOn: day('2026-10-30') }],
      'clocks.new-setting',
      clock(20),
      { steps: { more: 1, fewer: 0 } }
    ]
  ])('%s', (_, some, key, value, expected) => expect(effectOf(plans(...some), key, value)).toMatchObject(expected))

  it('names which, from when to when', () =>
    expect(effectOf(plans(held), 'clocks.submit', clock(5)).moved).toMatchObject([
      { pepId: '0', from: '2026-11-04', to: '2026-10-28', madeLate: true }
    ]))
  it('does not touch what is met, stopped or not there', () => {
    const none = plans(submitted, { ...held, stopped: 'The child has died' })
    expect(effectOf(none, 'clocks.submit', clock(5)).moved).toEqual([])
    expect(effectOf(new Map(), 'clocks.submit', clock(5))).toMatchObject({ moved: [], everyLate: [] })
  })
  it('nor views that nobody can record any more', () => {
    const arranged = { arrangedOn: day('2026-10-01'), meetingDate: day('2026-11-20') }
    const views = (state: PepFacts['state']) =>
      effectOf(plans({ ...arranged, state }), 'clocks.views', clock(8)).moved.length
    expect([views('in-progress'), views('submitted')]).toEqual([3, 0])
  })
})

describe('everything of a term made late: only by somebody who says that they know', () => {
  const published = (due: string) => [{ year: '2026-27', term: 'autumn', due }]
  const october = contextOn('2026-10-12')
  const review = { term: 'autumn term 2026-27', step: 'termly-review' } as const
  const spring = { term: 'spring', arrangedOn: null } as const
  const waitsForFiling = { ...submitted, signedOffOn: day('2026-10-09'), state: 'signed-off' } as const
  const lateSection = { arrangedOn: day('2026-09-01'), meetingDate: day('2026-10-14') }
  it.each<[string, Partial<PepFacts>[], string, PolicyEffect['everyLate']]>([
    ['every plan', [{}, {}], '2026-09-02', [{ ...review, step: null, number: 2 }]],
    ['a single plan', [{}], '2026-09-02', [{ ...review, step: null, number: 1 }]],
    [
      'every review, though other plans wait for something else',
      [{}, {}, waitsForFiling],
      '2026-09-02',
      [{ ...review, number: 2 }]
    ],
    [
      'and though one has something late already',
      [{}, lateSection],
      '2026-09-02',
      [{ ...review, step: null, number: 2 }]
    ],
    ['not the other terms’', [{}, {}, spring], '2026-09-02', [{ ...review, step: null, number: 2 }]],
    ['held reviews do not hide it', [{}, {}, held], '2026-09-02', [{ ...review, number: 2 }]],
    [
      'a child inside the first 20 days is no exception',
      [{}, {}, { careBegan: day('2026-09-21') }],
      '2026-09-02',
      [{ ...review, step: null, number: 2 }]
    ],
    ['not where one is in time', [{}, { yearGroup: 11 }], '2026-09-02', []],
    ['not where none is late', [{}, {}], '2026-10-16', []]
  ])('%s', (_, some, due, expected) => {
    const year11 = { year: '2026-27', term: 'autumn', due: '2026-10-30', yearGroups: [11] }
    expect(effectOf(plans(...some), 'publishedDeadlines', [...published(due), year11], october).everyLate).toEqual(
      expected
    )
  })
  it('what was all late before is not the change’s doing', () => {
    const november = contextOn('2026-11-02')
    expect(effectOf(plans({}, {}), 'publishedDeadlines', published('2026-10-01'), november).everyLate).toEqual([])
  })
})

describe('whom the next reminders reach', () => {
  // The review was due on Fri 23 Oct; Tue 3 Nov is the seventh working day after it, and the next day of reminders.
  it.each<[string, string, unknown, Partial<PolicyEffect['told']>]>([
    ['the head sooner', 'reminders.headAfter', 5, { head: { more: 1, fewer: 0 } }],
    ['the head later: not reached now either', 'reminders.headAfter', 20, { head: { more: 0, fewer: 0 } }],
    ['the manager later', 'reminders.managerAndSettingAfter', 9, { manager: { more: 0, fewer: 1 } }],
    ['the adviser later', 'reminders.adviserAndSocialWorkerAfter', 9, { late: { more: 0, fewer: 1 } }]
  ])('%s', (_, key, value, expected) => {
    const effect = effectOf(plans({}), key, value)
    expect(effect.told).toMatchObject(expected)
    expect([effect.remindedOn, effect.moved]).toEqual(['2026-11-03', []])
  })
  it('before the due date', () => {
    // Twelve working days before Fri 23 Oct is Wed 7 Oct.
    const some = effectOf(plans({}), 'reminders.before', [12, 5, 1], contextOn('2026-10-06'))
    expect(some.told.before).toEqual({ more: 1, fewer: 0 })
  })
  it('nobody twice', () => {
    const given = () => new Set(['head'])
    expect(effectOf(plans({}), 'reminders.headAfter', 5, context, given).told.head).toEqual({ more: 0, fewer: 0 })
  })
})

describe('ages and what is due soon', () => {
  it.each<[string, Partial<PepFacts>, string, unknown, PolicyEffect['outOfAge']]>([
    ['a child of three, from the fifth birthday', { born: day('2023-05-01') }, 'ages.from', 5, { more: 1, fewer: 0 }],
    ['a child of seven', { born: day('2019-05-01') }, 'ages.from', 5, { more: 0, fewer: 0 }],
    ['seventeen, until the seventeenth', { born: day('2009-05-01') }, 'ages.until', 17, { more: 1, fewer: 0 }],
    ['eighteen in year 13, to its end', { born: day('2008-10-01') }, 'ages.toEndOfYear13', true, { more: 0, fewer: 1 }],
    ['a signed-off plan', { born: day('2023-05-01'), state: 'signed-off' }, 'ages.from', 5, { more: 0, fewer: 0 }]
  ])('%s', (_, facts, key, value, expected) => expect(effectOf(plans(facts), key, value).outOfAge).toEqual(expected))
  it('a step due soon that was not', () =>
    // Due on Fri 23 Oct, eleven working days after Thu 8 Oct.
    expect(effectOf(plans({}), 'dueSoonWorkingDays', 11, contextOn('2026-10-08')).dueSoon).toEqual({
      more: 1,
      fewer: 0
    }))
})
