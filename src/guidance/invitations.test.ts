import { describe, expect, test } from 'vitest'
import {
  answerAfterMove,
  chairIsTold,
  interpreterAfterMove,
  isInvitationAnswer,
  nextSequence,
  presenceByAnswer
} from './invitations.ts'

describe('an answer, when the meeting moves', () => {
  test.each([
    ['a yes to the old day', 'accepted', true, null],
    ['a no to the old day', 'declined', true, null],
    ['views sent instead hold for any day', 'views-instead', true, 'views-instead'],
    ['a new room is not a new day', 'accepted', false, 'accepted'],
    ['nothing was answered', null, true, null]
  ] as const)('%s', (_, answer, moved, after) => expect(answerAfterMove(answer, moved)).toBe(after))
})

describe('an interpreter, when the meeting is saved', () => {
  test.each([
    ['booked, and the day moves: to be confirmed anew', 'confirmed', 'confirmed', true, 'requested'],
    ['booked, and only the room changes', 'confirmed', 'confirmed', false, 'confirmed'],
    ['booked with the first date', null, 'confirmed', true, 'confirmed'],
    ['booked for the new date at once', 'requested', 'confirmed', true, 'confirmed'],
    ['not needed any more', 'confirmed', 'not-needed', true, 'not-needed']
  ] as const)('%s', (_, before, chosen, moved, after) =>
    expect(interpreterAfterMove(before, chosen, moved)).toBe(after)
  )
})

describe('what the record of the meeting begins with', () => {
  test('an apology keeps its reason', () =>
    expect(presenceByAnswer('declined', 'On a course')).toEqual({ presence: 'apology', reason: 'On a course' }))
  test('an apology without a reason says that it came before', () =>
    expect(presenceByAnswer('declined', null)?.reason).toMatch(/beforehand/))
  test('views sent instead are an apology with views, and not copied into the reason', () =>
    expect(presenceByAnswer('views-instead', 'She likes maths')).toEqual({
      presence: 'views-sent',
      reason: 'Sent their views instead of coming'
    }))
  test.each(['accepted', null] as const)('%s: who came is said after the meeting', answer =>
    expect(presenceByAnswer(answer, null)).toBeNull()
  )
})

describe('whoever chairs hears at once', () => {
  test.each([
    ['that somebody cannot come', null, 'declined', true],
    ['that somebody sends views instead', 'accepted', 'views-instead', true],
    ['not of an acceptance', 'declined', 'accepted', false],
    ['not twice of the same', 'declined', 'declined', false]
  ] as const)('%s', (_, before, after, told) => expect(chairIsTold(before, after)).toBe(told))
})

describe('the number of the calendar files', () => {
  test.each([
    ['the first invitations', 0, { first: true, tells: true }, 0],
    ['a change', 0, { first: false, tells: true }, 1],
    ['nothing to tell', 3, { first: false, tells: false }, 3],
    ['arranged anew after it was called off', 4, { first: false, tells: true }, 5]
  ])('%s', (_, before, what, after) => expect(nextSequence(before, what)).toBe(after))
})

test('an answer that nobody offered is none', () =>
  expect(['accepted', 'maybe', ''].map(isInvitationAnswer)).toEqual([true, false, false]))
