import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bandOf,
  costOf,
  decisionLimit,
  decisionProblems,
  hundredthsOf,
  premiumApplies,
  premiumChecks
} from './premium.ts'
import { warwickshirePremium as policy } from './premium-policy.ts'

describe('what a line costs', () => {
  it.each([
    [600, 3500, 21_000],
    [150, 1, 2],
    [149, 1, 1],
    [50, 1, 1],
    [49, 1, 0],
    [33, 333, 110],
    [999_999_999, 100_000_000, 999_999_999_000_000]
  ])('%i hundredths at %i pence is %i pence', (quantity, rate, cost) => expect(costOf(quantity, rate)).toBe(cost))

  it('is never more than half a penny from the exact product', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (quantity, rate) => {
        const off = costOf(quantity, rate) * 100 - quantity * rate
        return off <= 50 && off > -50
      })
    ))

  it.each([
    ['6', 600],
    ['1.5', 150],
    ['0.25', 25]
  ])('reads %s', (typed, hundredths) => expect(hundredthsOf(typed)).toEqual({ hundredths }))
  it.each(['', '0', '0.00', '-1', '1.234', 'six', '1e2', '99999999999', '10000000'])('refuses %s', typed =>
    expect(hundredthsOf(typed)).toHaveProperty('problem')
  )
})

describe('bands', () => {
  it.each([
    [0, 0],
    [1, 400_00],
    [400_00, 400_00],
    [400_01, 800_00],
    [1500_00, 1500_00],
    [1500_01, null]
  ])('%i pence', (total, bandPence) =>
    expect(bandOf(total, policy)).toMatchObject({ bandPence, within: bandPence !== null })
  )
  it('says by how much it is above the highest', () =>
    expect(bandOf(1600_50, policy).words).toContain('£100.50 above the highest band, £1,500 a term'))
  it('knows flat money and money by need', () => {
    expect(bandOf(500_01, { ...policy, model: 'flat-per-term', flatPence: 500_00 }).within).toBe(false)
    expect(bandOf(9_000_00, { ...policy, model: 'needs-led' }).within).toBe(true)
  })
  it('is for post-16 only where the authority funds it', () => {
    expect(premiumApplies('post-16', policy)).toBe(false)
    expect(premiumApplies('post-16', { ...policy, fundsPost16: true })).toBe(true)
    expect(premiumApplies('early-years', policy)).toBe(true)
  })
})

describe('checks', () => {
  const line = { what: 'Tutor', targetId: 't', unit: 'hour', ratePence: 3500 }
  const met = (facts: Partial<Parameters<typeof premiumChecks>[0]>) =>
    premiumChecks({ lines: [line], totalPence: 100_00, lastTerm: { spent: false, unrecorded: [] }, ...facts }, policy)
      .filter(check => !check.met)
      .map(check => check.name)
  it.each([
    ['all well', {}, []],
    ['a line without a target', { lines: [{ ...line, targetId: null }] }, ['tied']],
    ['a line without a unit', { lines: [{ ...line, unit: '' }] }, ['itemised']],
    ['last term without impact', { lastTerm: { spent: true, unrecorded: ['Tutor'] } }, ['impact']],
    ['above the bands', { totalPence: 1500_01 }, ['band']]
  ])('%s', (_, facts, failing) => expect(met(facts)).toEqual(failing))
})

describe('a decision', () => {
  const fields = (decision: Parameters<typeof decisionProblems>[0], cost = 100_00, limit: number | null = null) =>
    decisionProblems(decision, cost, limit).map(problem => problem.field)
  it.each([
    ['agreed', null, '', []],
    ['agreed-in-part', 50_00, 'shared', []],
    ['agreed-in-part', null, 'shared', ['part']],
    ['agreed-in-part', 100_00, 'shared', ['part']],
    ['agreed-in-part', 0, '', ['part', 'reason']],
    ['declined', null, '', ['reason']],
    ['declined', null, 'the school’s own budget', []]
  ] as const)('%s %s %s', (decision, partPence, reason, expected) =>
    expect(fields({ decision, partPence, reason })).toEqual(expected)
  )
  it('stops at what the role may agree', () => {
    expect(decisionLimit(['adviser'], policy)).toBe(1500_00)
    expect(decisionLimit(['adviser', 'virtual-school-head'], policy)).toBeNull()
    expect(decisionLimit(['social-worker'], policy)).toBe(0)
    expect(fields({ decision: 'agreed', partPence: null, reason: '' }, 1500_01, 1500_00)).toEqual(['decision'])
    expect(fields({ decision: 'declined', partPence: null, reason: 'x' }, 1500_01, 1500_00)).toEqual([])
  })
})
