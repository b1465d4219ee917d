import { describe, expect, it } from 'vitest'
import { percentile, rowOf } from './bars.ts'

describe('a row', () => {
  const measured = (value: number | null, also?: boolean) => ({
    value,
    n: 1,
    note: '',
    ...(also === undefined ? {} : { also })
  })
  it.each([
    ['save-1', 15, undefined, true],
    ['save-1', 15.1, undefined, false],
    ['save-16', 500, undefined, true],
    ['save-16', 499, undefined, false],
    ['save-16', 900, false, false],
    ['dashboard', null, undefined, false]
  ] as const)('%s at %s (beside it: %s) passes: %s', (name, value, also, pass) => {
    expect(rowOf(name, measured(value, also), 'abc').pass).toBe(pass)
  })
})

describe('a percentile', () => {
  it('is one of the values, whatever their order', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i)
    expect([percentile(values, 0.5), percentile(values, 0.95), percentile([7], 0.95)]).toEqual([50, 95, 7])
    expect(percentile([], 0.5)).toBeNaN()
  })
})
