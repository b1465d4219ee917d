import { describe, expect, test } from 'vitest'
import { bare, byDay, labelled, quoted, sentence } from './in-sentences.ts'

describe('typed words within our sentence', () => {
  test.each([
    ['Reads 90 words a minute.', 'Reads 90 words a minute'],
    ['Reads 90 words a minute', 'Reads 90 words a minute'],
    ['  Reads aloud.,  ', 'Reads aloud'],
    ['Is it enough?', 'Is it enough?'],
    ['He likes it!', 'He likes it!'],
    ['And so on...', 'And so on...'],
    ['', '']
  ])('%j', (typed, within) => {
    expect(bare(typed)).toBe(within)
    expect(`Review ${quoted(typed)}.`).toBe(`Review “${within}”.`)
  })
})

describe('typed words as a sentence of their own', () => {
  test.each([
    ['Reading log', 'Reading log.'],
    ['Reading log.', 'Reading log.'],
    ['Reading log,', 'Reading log.'],
    ['Was it read?', 'Was it read?'],
    ['She said “I can.”', 'She said “I can.”'],
    ['', '']
  ])('%j', (typed, whole) => expect(sentence(typed)).toBe(whole))
})

test.each([
  ['Attendance', 'Attendance: say why'],
  ['What helps?', 'What helps? Say why'],
  ['Notes:', 'Notes: say why']
])('what is said of %j', (label, said) => expect(labelled(label, 'say why')).toBe(said))

test.each([
  ['2026-10-11', ', by Sunday 11 October 2026, which has passed'],
  ['2026-10-12', ', by Monday 12 October 2026'],
  ['2026-10-13', ', by Tuesday 13 October 2026']
])('by %s, told on 12 October', (day, words) =>
  expect(byDay(Temporal.PlainDate.from(day), Temporal.PlainDate.from('2026-10-12'))).toBe(words)
)
