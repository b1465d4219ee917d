import { describe, expect, test } from 'vitest'
import type { ClockName } from '../guidance/clocks/clock.ts'
import type { Role } from '../guidance/words.ts'
import type { OpenClock } from '../peps/clocks.ts'
import type { PlainClock } from '../peps/plain-clock.ts'
import { isTheirs, type PlanNow, stepsAhead } from './next-step.ts'

/** A Friday. */
const today = Temporal.PlainDate.from('2026-11-27')
const plan: PlanNow = {
  pepId: 'autumn',
  childId: 'imani',
  state: 'in-progress',
  ledBy: 'designated-teacher',
  meetingOn: '2026-11-25',
  heldOn: '2026-11-25'
}
const clock = (step: ClockName, due: string, holder: Role, more: Partial<OpenClock> = {}): OpenClock => ({
  pepId: 'autumn',
  name: step,
  step,
  holder,
  heldWith: null,
  due,
  lateAfter: due,
  by: `A ${holder}`,
  explanation: { name: step, due } as PlainClock,
  ...more
})
const part = clock('social-worker-section', '2026-11-18', 'social-worker')
const submit = clock('submit', '2026-12-09', 'designated-teacher')
const check = clock('check', '2026-12-03', 'social-worker')
const review = clock('quality-review', '2026-12-10', 'adviser')

describe('the next step of a plan, the same for whoever looks and wherever it is told', () => {
  test.each([
    [
      'somebody’s part is late: theirs comes before submitting',
      [submit, part],
      {},
      'Complete the social worker’s part',
      9
    ],
    ['nobody is late: what is due first', [submit], {}, 'Submit the plan', null],
    [
      'handed in: the check',
      [review, check],
      { state: 'submitted' },
      'Check that views were recorded accurately',
      null
    ],
    [
      'late comes first though another is due before it',
      [
        clock('hold-initial', '2026-11-02', 'social-worker', { lateAfter: '2026-12-07' }),
        clock('submit', '2026-11-20', 'designated-teacher')
      ],
      {},
      'Submit the plan',
      7
    ],
    [
      'a clock of another plan of the child is not asked',
      [{ ...part, pepId: 'spring' }, submit],
      {},
      'Submit the plan',
      null
    ],
    [
      'nor the search for a place, nor a concern',
      [clock('school-place', '2026-11-02', 'virtual-school-head'), clock('concern', '2026-11-02', 'adviser'), submit],
      {},
      'Submit the plan',
      null
    ],
    [
      'without a clock the state tells it: to arrange',
      [],
      { heldOn: null, meetingOn: null },
      'Arrange the review meeting',
      null
    ],
    ['to submit', [], {}, 'Submit the plan', null],
    ['to submit again', [], { state: 'returned' }, 'Submit the returned parts again', null],
    ['to review', [], { state: 'submitted' }, 'Review the plan’s quality', null],
    ['signed off and filed: nothing', [], { state: 'signed-off' }, undefined, undefined],
    ['not required: nothing', [], { state: 'not-required' }, undefined, undefined]
  ] as const)('%s', (_, clocks, more, words, daysLate) => {
    const [next] = stepsAhead({ ...plan, ...more }, clocks, today)
    expect([next?.words, next?.daysLate]).toEqual([words, daysLate])
  })

  test('whose it is, by name', () => {
    expect(stepsAhead(plan, [part, submit], today).map(({ words, by, holder }) => [words, by, holder])).toEqual([
      ['Complete the social worker’s part', 'A social-worker', 'social-worker'],
      ['Submit the plan', 'A designated-teacher', 'designated-teacher']
    ])
  })
})

describe('whose to do it is', () => {
  test.each([
    ['social-worker', null, ['social-worker'], 'designated-teacher', true],
    ['social-worker', null, ['team-manager'], 'designated-teacher', true],
    ['social-worker', null, ['designated-teacher'], 'designated-teacher', false],
    ['social-worker', 'designated-teacher', ['designated-teacher'], 'designated-teacher', true],
    ['social-worker', null, ['adviser'], 'designated-teacher', false],
    ['social-worker', null, ['adviser'], 'social-worker', true],
    ['adviser', null, ['virtual-school-head'], 'designated-teacher', true],
    ['designated-teacher', null, ['virtual-school-head'], 'designated-teacher', false],
    ['designated-teacher', null, [], 'designated-teacher', false]
  ] as const)('%s with %s, for %o where %s leads: %s', (holder, together, standing, ledBy, theirs) => {
    expect(isTheirs({ holder, together }, standing, ledBy)).toBe(theirs)
  })
})
