import { describe, expect, it } from 'vitest'
import { figureValue, readFigure, typedOf, valueInWords, withValue } from './figure-values.ts'
import { warwickshirePolicy } from './policy.ts'
import { type Figure, figureOf, figures } from './policy-figures.ts'

describe('figures of the policy', () => {
  it.each(figures.map(figure => [figure.key, figure] as const))('%s reads back its own default', (key, figure) => {
    const value = figureValue(warwickshirePolicy, key)
    expect(readFigure(figure, typedOf(figure, value))).toEqual({ value })
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
    ['suppressUnder', {}],
    ['ages.until', { value: '19' }],
    ['premium.flatPence', { value: '-4' }],
    ['premium.flatPence', { value: '100000.01' }],
    ['premium.bandsPence', { value: '0, 400, lots' }],
    ['premium.model', { value: 'toString' }],
    ['quality.labels', { red: 'Red', amber: 'red', green: 'Green', gold: 'Gold' }],
    ['quality.labels', { red: 'Red', amber: '', green: 'Green', gold: 'Gold' }],
    ['quality.labels', { value: 'Red' }]
  ])('%s refuses %j', (key, typed) => {
    const figure = figureOf(key)
    expect(figure && readFigure(figure, typed)).toHaveProperty('problem')
  })
  it('names nothing that is not a figure', () => expect(figureOf('constructor')).toBeUndefined())

  it.each([
    ['premium.bandsPence', { value: '800, 0,400.50' }, [0, 400_50, 800_00], '£0, £400.50, £800'],
    ['premium.model', { value: 'needs-led' }, 'needs-led', 'By need, target by target'],
    [
      'quality.labels',
      { red: 'Inadequate', amber: 'Requires work', green: 'Good', gold: 'Outstanding ' },
      { red: 'Inadequate', amber: 'Requires work', green: 'Good', gold: 'Outstanding' },
      'Inadequate, Requires work, Good, Outstanding'
    ],
    ['clocks.check', { value: '1', days: 'school', on: 'yes' }, { on: true, days: 1, kind: 'school' }, '1 school day'],
    ['clocks.check', { value: '5', days: 'working', on: 'no' }, { on: false, days: 5, kind: 'working' }, 'switched off']
  ] as const)('%s reads %j', (key, typed, value, words) => {
    const figure = figureOf(key) as Figure
    expect(readFigure(figure, typed)).toEqual({ value })
    expect(valueInWords(figure, value)).toBe(words)
  })
  it('each says from when it matters', () =>
    expect(figures.filter(({ matters }) => !/^(from|once) /.test(matters))).toEqual([]))
})
