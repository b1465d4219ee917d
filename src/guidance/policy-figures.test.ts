import { describe, expect, it } from 'vitest'
import type { PepFacts } from './clocks/facts.ts'
import { warwickshirePolicy } from './policy.ts'
import { policyEffect } from './policy-effect.ts'
import { figureOf, figures, figureValue, readFigure, typedOf, withValue } from './policy-figures.ts'
import { contextOn, day, quietFacts } from './testing/books.ts'

describe('figures of the policy', () => {
  it.each(figures.map(figure => [figure.key, figure] as const))('%s reads back its own default', (key, figure) => {
    const value = figureValue(warwickshirePolicy, key)
    expect(readFigure(figure, typedOf(value))).toEqual({ value })
    expect(figureValue(withValue(warwickshirePolicy, key, value), key)).toEqual(value)
  })
  it.each([
    ['clocks.submit', { value: '0', days: 'working', on: 'yes' }],
    ['clocks.submit', { value: '91', days: 'working', on: 'yes' }],
    ['clocks.submit', { value: '-5', days: 'working', on: 'yes' }],
    ['clocks.submit', { value: '1e1', days: 'working', on: 'yes' }],
    ['clocks.submit', { value: '10', days: 'lunar', on: 'yes' }],
    ['clocks.submit', { value: '10' }],
    ['reminders.before', { value: '10, five' }],
    ['reminders.before', { value: '' }],
    ['reminders.before', { value: '1,2,3,4,5,6' }],
    ['ages.toEndOfYear13', { value: 'perhaps' }],
    ['suppressUnder', {}]
  ])('%s refuses %j', (key, typed) => {
    const figure = figureOf(key)
    expect(figure && readFigure(figure, typed)).toHaveProperty('problem')
  })
  it('names nothing that is not a figure', () => expect(figureOf('constructor')).toBeUndefined())
})

describe('what a figure would change', () => {
  const context = contextOn('2026-11-02')
  // Held Wed 21 Oct: ten working days end on Wed 4 Nov, five on Wed 28 Oct.
  const held = { ...quietFacts, heldOn: day('2026-10-21') }
  const submitIn = (days: number) => ({
    ...context,
    policy: withValue(context.policy, 'clocks.submit', { on: true, days, kind: 'working' })
  })
  it('moves a date and makes it late', () => {
    const effect = policyEffect(new Map([['a', held]]), context, submitIn(5))
    expect(effect).toMatchObject({ madeLate: 1, everyPlanLate: true })
    expect(effect.moved).toMatchObject([{ pepId: 'a', from: '2026-11-04', to: '2026-10-28', madeLate: true }])
  })
  it('tells that not every plan is late where one is not', () =>
    expect(
      policyEffect(
        new Map([
          ['a', held],
          ['b', quietFacts]
        ]),
        context,
        submitIn(5)
      )
    ).toMatchObject({ madeLate: 1, everyPlanLate: false }))
  it('moves a date without making it late', () =>
    expect(policyEffect(new Map([['a', held]]), context, submitIn(12))).toMatchObject({
      moved: [{ to: '2026-11-06' }],
      madeLate: 0
    }))
  it('does not touch what is met, stopped or not there', () => {
    const submitted = { ...held, submissions: [{ on: day('2026-11-01'), ratedOn: null, returnedOn: null }] }
    const stopped = { ...held, stopped: 'The child has died' }
    const peps = new Map<string, PepFacts>([
      ['a', submitted],
      ['b', stopped]
    ])
    expect(policyEffect(peps, context, submitIn(5)).moved).toEqual([])
    expect(policyEffect(new Map(), context, submitIn(5))).toMatchObject({ moved: [], everyPlanLate: false })
  })
})
