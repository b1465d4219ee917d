import { describe, expect, test } from 'vitest'
import { actionAdvice, childWordingAdvice, copiedAdvice, leadAdvice, setAdvice } from './around.ts'
import { readingAge } from './reading-age.ts'

describe('around a target', () => {
  test('a lead is named', () => {
    expect(leadAdvice(' ')).toHaveLength(1)
    expect(leadAdvice('Mr Hale')).toEqual([])
  })
  test('actions say when, where or how often', () => {
    expect(actionAdvice([])).toHaveLength(1)
    expect(actionAdvice([{ what: 'Reads with her on Mondays' }, { what: 'Praises effort' }])).toEqual([
      expect.stringContaining('Praises effort')
    ])
  })
  test('a target that was not met is not copied forward unchanged', () => {
    const last = { words: 'Reads 40 words a minute.', achieved: false }
    expect(copiedAdvice('reads 40  words a minute', last)).toHaveLength(1)
    expect(copiedAdvice('Reads 30 words a minute', last)).toEqual([])
    expect(copiedAdvice(last.words, { ...last, achieved: true })).toEqual([])
    expect(copiedAdvice(last.words, null)).toEqual([])
  })
  test.each([
    ['a whole set', ['reading', 'maths', 'semh'], false, 0],
    ['no maths', ['english', 'attendance'], false, 1],
    ['English and maths alone', ['writing', 'maths'], false, 1],
    ['none yet', [], false, 0],
    ['early years in two areas', ['literacy', 'physical'], true, 0],
    ['early years in one', ['literacy', 'literacy'], true, 1]
  ])('balance: %s', (_name, areas, earlyYears, advice) => {
    expect(setAdvice(areas, earlyYears)).toHaveLength(advice)
  })
  test.each([
    ['I will read a book to Mr Hale. I will get nine words in ten right.', true],
    ['I will ask for a break when I feel cross.', true],
    ['To demonstrate consistently improved self-regulation strategies in challenging situations.', false]
  ])('the child’s wording reads at age nine: %s', (words, well) => {
    expect(readingAge(words) <= 9).toBe(well)
    expect(childWordingAdvice(words)).toHaveLength(well ? 0 : 1)
  })
})
