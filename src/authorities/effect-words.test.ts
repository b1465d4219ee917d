import { describe, expect, it } from 'vitest'
import { type Effect, effectSentences, everyLateWords, movedWords } from './effect-words.ts'

const none = { more: 0, fewer: 0 }
const effect = (more: Partial<Effect> = {}): Effect => ({
  moved: [],
  madeLate: 0,
  noLongerLate: 0,
  steps: none,
  everyLate: [],
  told: { before: none, late: none, manager: none, head: none },
  remindedOn: '2026-10-13',
  dueSoon: none,
  outOfAge: none,
  opening: { ...none, from: null, to: null },
  reads: [],
  ...more
})
const day = Temporal.PlainDate.from

describe('what a change does today', () => {
  it.each<[string, Partial<Effect>, string[]]>([
    ['nothing', {}, []],
    [
      'dates moved',
      { moved: [{ pepId: 'a', rule: '', from: '2026-10-23', to: '2026-10-16', madeLate: false }] },
      ['This moves 1 due date and makes 0 late.']
    ],
    ['steps late that were not', { madeLate: 5 }, ['This makes 5 steps late.']],
    [
      'steps that begin and end',
      { steps: { more: 1, fewer: 7 }, noLongerLate: 2 },
      [
        '2 steps that are late now are late no more.',
        '7 steps that are asked for now are asked for no more.',
        '1 more step is asked for.'
      ]
    ],
    [
      'plans opened',
      { opening: { more: 6, fewer: 1, from: day('2026-12-07'), to: day('2026-11-09') } },
      [
        '6 more plans open tonight.',
        '1 plan that would open tonight does not.',
        'Next term’s plans open on Monday 9 November 2026, not on Monday 7 December 2026.'
      ]
    ],
    [
      'people told',
      { told: { before: none, late: { more: 2, fewer: 1 }, manager: none, head: { more: 21, fewer: 0 } } },
      [
        'With the next reminders, on Tuesday 13 October 2026: 2 more and 1 fewer steps to whoever must act, the adviser and the social worker, after it; 21 more steps to the Virtual School head.'
      ]
    ],
    [
      'plans no longer due',
      { outOfAge: { more: 4, fewer: 0 } },
      [
        '4 open plans are no longer due, because the child is out of the age for one. What is open stays open until somebody marks it as not required.'
      ]
    ],
    ['due soon', { dueSoon: { more: 12, fewer: 0 } }, ['Remind tells people of 12 more as due soon.']]
  ])('%s', (_, more, expected) => expect(effectSentences(effect(more))).toEqual(expected))

  it('names what is late as a whole', () => {
    const term = 'autumn term 2026-27'
    expect(everyLateWords({ term, step: 'termly-review', number: 17 })).toBe(
      'all 17 of “Hold the review meeting” in the autumn term 2026-27'
    )
    expect(everyLateWords({ term, step: null, number: 1 })).toBe('the one open plan of the autumn term 2026-27')
    expect(movedWords(0, 0)).toBe('This moves no due date of an open plan.')
  })
})
