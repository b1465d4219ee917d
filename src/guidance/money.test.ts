import { describe, expect, it } from 'vitest'
import { asTyped, inPounds, penceOf } from './money.ts'

describe('money', () => {
  it.each([
    ['12.50', 1250],
    ['12.5', 1250],
    [' £1,200 ', 120_000],
    ['0', 0],
    ['0.07', 7],
    ['£ 3', 300],
    ['1000000', 100_000_000]
  ])('reads %s', (typed, pence) => expect(penceOf(typed)).toEqual({ pence }))

  it.each(['', 'abc', '1.234', '1,20', '12,50', '1e3', 'NaN', '0x10', '1000000.01', '٣', '.5'])(
    'refuses %s with words',
    typed => expect(penceOf(typed)).toHaveProperty('problem')
  )

  it.each(['-1', '−5', '£-2', '-£2'])('refuses less than nothing: %s', typed =>
    expect(penceOf(typed)).toEqual({ problem: expect.stringContaining('less than nothing') })
  )

  it('writes it as people do', () => {
    expect([0, 5, 1250, 120_000, 123_456_789].map(inPounds)).toEqual([
      '£0',
      '£0.05',
      '£12.50',
      '£1,200',
      '£1,234,567.89'
    ])
    expect([5, 1250, 120_000].map(asTyped)).toEqual(['0.05', '12.50', '1200.00'])
  })
})
