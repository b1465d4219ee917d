import { describe, expect, test } from 'vitest'
import { currentPlan, type PlanInLine, plansAfter } from './current-plan.ts'
import type { PepState, TermName } from './words.ts'

const plan = (term: TermName, state: PepState, more: Partial<PlanInLine> = {}): PlanInLine => ({
  id: `${term} ${more.openedOn ?? ''}`.trim(),
  year: '2026-27',
  term,
  state,
  openedOn: '2026-08-25',
  ...more
})
const last = plan('summer', 'signed-off', { id: 'last year', year: '2025-26', openedOn: '2026-04-01' })

describe('the plan that a child is at', () => {
  test.each([
    ['there is none', [], undefined, []],
    ['the only one', [plan('autumn', 'planned')], 'autumn', []],
    ['all signed off: the newest', [plan('autumn', 'signed-off'), last], 'autumn', []],
    [
      'handed in is not done: the next round does not hide it',
      [plan('spring', 'planned'), plan('autumn', 'submitted')],
      'autumn',
      ['spring']
    ],
    ['nor what was returned', [plan('spring', 'in-progress'), plan('autumn', 'returned')], 'autumn', ['spring']],
    ['signed off: the next', [plan('autumn', 'signed-off'), plan('spring', 'planned')], 'spring', []],
    ['not required is nobody’s', [plan('autumn', 'not-required'), plan('spring', 'planned')], 'spring', []],
    ['only plans that are not required', [plan('autumn', 'not-required')], undefined, []],
    [
      'an earlier year comes before a later term’s name',
      [plan('autumn', 'planned'), plan('summer', 'submitted', { year: '2025-26' })],
      'summer',
      ['autumn']
    ],
    [
      'two of one term: the one opened first',
      [
        plan('autumn', 'planned', { openedOn: '2026-11-01' }),
        plan('autumn', 'submitted', { openedOn: '2026-08-25' }),
        plan('spring', 'planned')
      ],
      'autumn 2026-08-25',
      ['autumn 2026-11-01', 'spring']
    ],
    [
      'all signed off, the newest term though it was opened on the same day',
      [plan('spring', 'signed-off'), plan('autumn', 'signed-off')],
      'spring',
      []
    ]
  ] as const)('%s', (_, plans, current, after) => {
    expect(currentPlan(plans)?.id).toBe(current)
    expect(plansAfter(plans).map(({ id }) => id)).toEqual(after)
  })
})
