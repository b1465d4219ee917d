import { describe, expect, it } from 'vitest'
import { absenceBand, attendedInWords, figureProblems } from './attendance.ts'

describe('absence', () => {
  it.each([
    [0, 0, null, null],
    [100, 100, 'none', '100%'],
    [100, 91, 'none', '91%'],
    [100, 90, 'persistent', '90%'],
    [1000, 901, 'none', '90.1%'],
    [2500, 2249, 'persistent', '89.9%'],
    [100, 51, 'persistent', '51%'],
    [100, 50, 'severe', '50%'],
    [3, 0, 'severe', '0%'],
    [7, 6, 'persistent', '85.7%']
  ])('%i possible, %i attended', (possible, attended, band, words) => {
    expect(absenceBand({ possible, attended })).toBe(band)
    expect(attendedInWords({ possible, attended })).toBe(words)
  })
})

describe('figures', () => {
  const fields = (possible: number, attended: number, authorised = 0, unauthorised = 0, late = 0) =>
    figureProblems({ possible, attended, authorised, unauthorised, late }).map(problem => problem.field)
  it.each([
    [[100, 90, 6, 4, 3], []],
    [[100, 101], ['attended']],
    [[100, 90, 6, 5], ['authorised']],
    [[100, 2, 0, 0, 3], ['late']],
    [[0, 0], []]
  ] as [[number, number, number?, number?, number?], string[]][])('%j', (given, expected) =>
    expect(fields(...given)).toEqual(expected)
  )
})
