import { expect, test } from 'vitest'
import type { PlanInLine } from '../current-plan.ts'
import { carriesOwnClock } from './own-clocks.ts'

const plan = (term: PlanInLine['term'], state: PlanInLine['state']): PlanInLine => ({
  id: term,
  year: '2026-27',
  term,
  state,
  openedOn: '2026-08-25'
})

test.each([
  ['one plan', [plan('autumn', 'planned')], ['autumn']],
  ['two open: the current one', [plan('spring', 'planned'), plan('autumn', 'in-progress')], ['autumn']],
  ['handed in, but not signed off', [plan('autumn', 'submitted'), plan('spring', 'planned')], ['autumn']],
  ['signed off: the next goes on with it', [plan('autumn', 'signed-off'), plan('spring', 'planned')], ['spring']],
  ['no plan is open: the last one still asks', [plan('autumn', 'signed-off')], ['autumn']],
  ['three', [plan('autumn', 'returned'), plan('spring', 'planned'), plan('summer', 'planned')], ['autumn']]
] as const)('a clock of the child’s own runs in one plan: %s', (_, plans, carried) => {
  expect(plans.filter(one => carriesOwnClock(one, plans)).map(({ id }) => id)).toEqual(carried)
})
