import { describe, expect, it } from 'vitest'
import { next, type Transition, transitions, undoSubmitProblem } from './lifecycle.ts'
import { day } from './testing/books.ts'
import { isRefusal, type PepState, pepStates } from './words.ts'

/** The whole table, written out apart from the code: what is not here is refused. */
const allowed: Readonly<Record<PepState, Partial<Record<Transition, PepState>>>> = {
  planned: { start: 'in-progress', 'mark-not-required': 'not-required' },
  'in-progress': { submit: 'submitted', 'mark-not-required': 'not-required' },
  submitted: {
    return: 'returned',
    'sign-off': 'signed-off',
    'mark-not-required': 'not-required',
    'undo-submit': 'in-progress',
    'undo-resubmit': 'returned'
  },
  returned: { resubmit: 'submitted', 'mark-not-required': 'not-required' },
  'signed-off': {},
  'not-required': {}
}
const names = Object.keys(transitions) as Transition[]

describe.each(pepStates)('a pep that is %s', state => {
  it.each(names)('%s', transition => {
    const to = next(state, transition)
    const expected = allowed[state][transition]
    if (expected) expect(to).toBe(expected)
    else expect(isRefusal(to) && to.refused).toMatch(/^This plan .+, so it cannot be .+\.$/)
  })
})

it('says why in plain words', () =>
  expect(next('signed-off', 'submit')).toEqual({
    refused: 'This plan has been signed off, so it cannot be submitted.'
  }))

it('a submit is undone until somebody has acted on it', () => {
  const untouched = { checkedOn: null, correctionAsked: false, ratedOn: null }
  expect(undoSubmitProblem(untouched)).toBeNull()
  expect(undoSubmitProblem({ ...untouched, checkedOn: day('2026-11-02') })?.refused).toContain('has checked')
  expect(undoSubmitProblem({ ...untouched, correctionAsked: true })?.refused).toContain('correction')
  expect(undoSubmitProblem({ ...untouched, ratedOn: day('2026-11-02') })?.refused).toContain('adviser')
})
