import { describe, expect, test } from 'vitest'
import { isActionOutcome, judgeReview, ownerNow } from './actions.ts'
import { day } from './testing/books.ts'

const meeting = day('2026-11-24')

describe('an action that comes back', () => {
  test.each([
    ['done, with nothing more to say', { outcome: 'done', words: null, due: null }, []],
    ['not needed any more needs a reason', { outcome: 'not-needed', words: null, due: null }, ['words']],
    ['not needed any more, with its reason', { outcome: 'not-needed', words: 'Moved school', due: null }, []],
    ['goes on needs why and until when', { outcome: 'goes-on', words: null, due: null }, ['words', 'due']],
    ['goes on until a day before the meeting', { outcome: 'goes-on', words: 'Ill', due: day('2026-11-23') }, ['due']],
    ['goes on until the very day', { outcome: 'goes-on', words: 'Ill', due: meeting }, []],
    ['nothing was said', { outcome: null, words: 'Perhaps', due: null }, ['outcome']]
  ] as const)('%s', (_, given, fields) => expect(judgeReview(given, meeting).map(({ where }) => where)).toEqual(fields))
})

describe('who has an action that goes on', () => {
  const worker = { party: 'social-worker', personId: 'new', name: 'Una' }
  const before = { party: 'social-worker', personId: 'old', name: 'Sam' }
  test.each([
    ['the same, while they stand to the child', [{ ...worker, personId: 'old' }], before],
    ['the new social worker, where the old one has gone', [worker], worker],
    ['nobody yet, where two could', [worker, { ...worker, personId: 'third' }], { ...before, personId: null }],
    ['nobody yet, where the part is empty', [], { ...before, personId: null }]
  ])('%s', (_, standing, owner) => expect(ownerNow(before, standing)).toEqual(owner))
  test('a name that was only written stays a name', () => {
    const written = { party: 'other', personId: null, name: 'The football coach' }
    expect(ownerNow(written, [worker])).toEqual(written)
  })
})

test('an outcome that nobody offered is none', () =>
  expect(['done', 'later'].map(isActionOutcome)).toEqual([true, false]))
