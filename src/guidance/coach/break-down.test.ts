import { expect, test } from 'vitest'
import { firstHalf } from './break-down.ts'

test.each<[string, string, string | null]>([
  ['Read 90 words a minute aloud to Mr Patel', '64 words a minute', 'Read 77 words a minute aloud to Mr Patel'],
  ['Raise attendance from 60% to 90%', '', 'Raise attendance from 60% to 75%'],
  ['Spell 8 out of 10 words in the Friday quiz', '4 out of 10', 'Spell 6 out of 10 words in the Friday quiz'],
  ['Have no more than 2 detentions a week', '8 detentions a week', 'Have no more than 5 detentions a week'],
  ['Reach grade 5 in the mock', 'Grade 3', 'Reach grade 4 in the mock'],
  // One grade cannot be halved, nor what has no figure, nor figures of two kinds.
  ['Reach grade 5 in the mock', 'Grade 4', null],
  ['Knows the seven times table', '', null],
  ['Write 5 sentences without help', 'Reads 40 words', null],
  ['Reading age of 9 years', 'Reading age 8 years', null],
  ['', '', null]
])('%s, from %s', (words, baseline, expected) => expect(firstHalf(words, baseline)).toBe(expected))
