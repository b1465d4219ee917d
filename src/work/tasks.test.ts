import { describe, expect, test } from 'vitest'
import type { ClockName } from '../guidance/clocks/clock.ts'
import type { Role } from '../guidance/words.ts'
import type { OpenPlan, OpenStep } from './steps.ts'
import { byPlan, countsOf, groupOf, tasksOf } from './tasks.ts'

/** A Thursday. */
const today = Temporal.PlainDate.from('2026-11-26')

const step = (name: ClockName, due: string | null, holder: Role = 'social-worker', lateAfter = due): OpenStep => ({
  name,
  step: name,
  holder,
  due,
  lateAfter
})
const plan = (pepId: string, steps: readonly OpenStep[], meetingOn: string | null = '2026-12-10'): OpenPlan => ({
  pepId,
  childId: `child of ${pepId}`,
  meetingOn,
  steps
})
const said = (...plans: OpenPlan[]) => tasksOf(plans, today).map(task => `${task.due} ${task.group}: ${task.words}`)

describe('the week a step belongs to', () => {
  test.each([
    ['2026-11-25', '2026-11-25', 'late', 'yesterday is late'],
    ['2026-11-26', '2026-11-26', 'this-week', 'due today is not late'],
    ['2026-11-29', '2026-11-29', 'this-week', 'Sunday ends the week'],
    ['2026-11-30', '2026-11-30', 'next-week', 'Monday begins the next'],
    ['2026-12-06', '2026-12-06', 'next-week', 'its Sunday'],
    ['2026-12-07', '2026-12-07', 'later', 'the Monday after'],
    ['2026-11-20', '2026-12-03', 'this-week', 'past, but inside the first 20 days: to do now, not late'],
    [null, null, 'later', 'a calendar is missing']
  ] as const)('due %s, late after %s: %s (%s)', (due, lateAfter, group, _why) => {
    expect(groupOf(due, lateAfter, today)).toBe(group)
  })
})

describe('clocks of one plan, one holder and one place are one thing to do', () => {
  test.each([
    [
      'three parties’ views',
      [step('carer-views', '2026-12-03'), step('child-views', '2026-12-03'), step('parent-views', '2026-12-03')],
      '2026-12-10',
      ['2026-12-03 next-week: Record views: child, carer and parent']
    ],
    [
      'one party’s views',
      [step('child-views', '2026-12-03')],
      '2026-12-10',
      ['2026-12-03 next-week: Record the child’s views']
    ],
    [
      'a first meeting that nobody has arranged',
      [step('hold-initial', '2026-12-15'), step('arrange-initial', '2026-12-01')],
      null,
      ['2026-12-01 next-week: Arrange the first meeting']
    ],
    [
      'a review that nobody has arranged',
      [step('termly-review', '2026-11-27')],
      null,
      ['2026-11-27 this-week: Arrange the review meeting']
    ],
    [
      'a meeting to come',
      [step('termly-review', '2026-12-11')],
      '2026-12-10',
      ['2026-12-11 later: Hold the review meeting']
    ],
    [
      'a meeting today',
      [step('termly-review', '2026-12-11')],
      '2026-11-26',
      ['2026-12-11 later: Record what happened at the meeting']
    ],
    [
      'views and the own part are two places',
      [step('carer-views', '2026-11-24'), step('social-worker-section', '2026-11-24')],
      '2026-12-01',
      ['2026-11-24 late: Record the carer’s views', '2026-11-24 late: Complete the social worker’s part']
    ],
    [
      'two holders are two things',
      [step('child-views', '2026-11-27', 'designated-teacher'), step('carer-views', '2026-11-27')],
      '2026-12-04',
      ['2026-11-27 this-week: Record the child’s views', '2026-11-27 this-week: Record the carer’s views']
    ],
    ['nothing', [], null, []]
  ] as const)('%s', (_, steps, meetingOn, words) => {
    expect(said(plan('a', steps, meetingOn))).toEqual(words)
  })

  test('one late step makes the thing late, under its earliest date', () => {
    const steps = [step('child-views', '2026-11-20', 'social-worker', '2026-12-01'), step('carer-views', '2026-11-24')]
    expect(said(plan('a', steps))).toEqual(['2026-11-20 late: Record views: child and carer'])
  })

  test('late comes first, whatever the dates; what cannot be dated comes last', () => {
    const first = plan('a', [step('hold-initial', '2026-11-02', 'social-worker', '2026-12-03')])
    const second = plan('b', [step('check', '2026-11-20')])
    const third = plan('c', [step('termly-review', null)], null)
    expect(said(third, first, second)).toEqual([
      '2026-11-20 late: Check that views were recorded accurately',
      '2026-11-02 this-week: Hold the first meeting',
      'null later: Arrange the review meeting'
    ])
  })

  test('a second correction is another clock in the same place', () => {
    const again = { ...step('correction', '2026-12-02'), name: 'correction:2' }
    const [task, ...more] = tasksOf([plan('a', [step('correction', '2026-12-01'), again])], today)
    expect(more).toEqual([])
    expect(task?.steps.map(one => one.name)).toEqual(['correction', 'correction:2'])
  })
})

test('what waits for others is told plan by plan, the longest wait first', () => {
  const tasks = tasksOf(
    [
      plan('a', [step('check', '2026-11-25')]),
      plan('b', [
        step('child-views', '2026-11-23', 'designated-teacher'),
        step('submit', '2026-11-26', 'designated-teacher')
      ])
    ],
    today
  )
  expect(byPlan(tasks).map(held => [held.pepId, held.due, held.tasks.length])).toEqual([
    ['b', '2026-11-23', 2],
    ['a', '2026-11-25', 1]
  ])
  expect([...countsOf(tasks)]).toEqual([
    ['late', 2],
    ['this-week', 1],
    ['next-week', 0],
    ['later', 0],
    ['waiting', 0]
  ])
})
