import { describe, expect, it } from 'vitest'
import { judgeSave } from './save-rule.ts'

const says = (value: string | null, raw: string | null = null) => ({ value, raw })
const at = (version: number, value: string | null, raw: string | null = null) => ({ version, value, raw })

describe('what becomes of a save', () => {
  const cases = [
    ['the first answer', { ...says('a'), base: 0 }, null, null, 'store'],
    ['nothing where nothing is', { ...says(null), base: 0 }, null, null, 'unchanged'],
    ['a change on the version that stands', { ...says('b'), base: 1 }, at(1, 'a'), says('a'), 'store'],
    ['the same text again', { ...says('a'), base: 1 }, at(1, 'a'), says('a'), 'unchanged'],
    [
      'the same text as somebody else just wrote is never a clash',
      { ...says('b'), base: 1 },
      at(2, 'b'),
      says('a'),
      'unchanged'
    ],
    [
      'a text left as it was, that somebody else has changed since',
      { ...says('a'), base: 1 },
      at(2, 'b'),
      says('a'),
      'unchanged'
    ],
    ['a change that somebody else was faster with', { ...says('c'), base: 1 }, at(2, 'b'), says('a'), 'clash'],
    ['an empty box that somebody else has filled since', { ...says(null), base: 0 }, at(1, 'b'), null, 'unchanged'],
    ['a first answer that somebody else was faster with', { ...says('c'), base: 0 }, at(1, 'b'), null, 'clash'],
    ['a text taken away while somebody else changed it', { ...says(null), base: 1 }, at(2, 'b'), says('a'), 'clash'],
    ['a base that never was', { ...says('c'), base: 9 }, at(2, 'b'), null, 'clash'],
    [
      'what cannot be taken is kept as typed',
      { ...says(null, 'last Tuesday'), base: 1 },
      at(1, 'a'),
      says('a'),
      'store'
    ],
    [
      'and the same typed again changes nothing',
      { ...says(null, 'last Tuesday'), base: 2 },
      at(2, null, 'last Tuesday'),
      says(null, 'last Tuesday'),
      'unchanged'
    ]
  ] as const
  it.each(cases)('%s', (_, incoming, standing, atBase, verdict) => {
    expect(judgeSave(incoming, standing, atBase)).toBe(verdict)
  })
})
