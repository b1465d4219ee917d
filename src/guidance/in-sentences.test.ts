import { describe, expect, test } from 'vitest'
import { bare, labelled, quoted, sentence } from './in-sentences.ts'

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
