import { describe, expect, it } from 'vitest'
import { termReviewDue } from './clocks/termly.ts'
import type { PublishedDeadline } from './policy.ts'
import {
  deadlineKey,
  readWhose,
  whoseDate,
  withDeadline,
  withoutDeadline,
  yearGroupsOfPhase
} from './published-deadlines.ts'
import { contextOn, day, warwickshire } from './testing/books.ts'

const autumn = { year: '2026-27', term: 'autumn' } as const
const every: PublishedDeadline = { ...autumn, due: '2026-10-16' }
const sixthForm: PublishedDeadline = { ...autumn, due: '2026-11-13', yearGroups: yearGroupsOfPhase('post-16') }

describe('whose date it is', () => {
  it.each([
    ['all', '', null],
    ['secondary', '', [7, 8, 9, 10, 11]],
    ['groups', 'r, 11,10, 11', [0, 10, 11]]
  ])('%s %j', (phase, typed, expected) => expect(readWhose(phase, typed)).toEqual(expected))

  it.each(['', 'ten', '10,', '-1', '15', '1.5'])('year groups %j cannot be read', typed =>
    expect(readWhose('groups', typed)).toHaveProperty('problem')
  )

  it.each([
    [undefined, 'Every child'],
    [[0, 1, 2, 3, 4, 5, 6], 'Primary'],
    [[10, 11], 'Year 10, Year 11'],
    [[-1, -2, 0], 'Nursery, Reception']
  ])('%j in words', (yearGroups, words) => expect(whoseDate({ yearGroups })).toBe(words))
})

describe('a date that is published', () => {
  const published = [every, sixthForm]
  it.each([
    // Half-term is 26 to 30 October, the term ends on Friday 18 December.
    ['2026-09-01', [7], 'in the autumn term'],
    ['2026-12-19', [7], 'in the autumn term'],
    ['2026-10-17', [7], 'Saturday'],
    ['2026-10-28', [7], 'half-term holiday'],
    ['2026-10-09', null, 'Every child has a date'],
    ['2026-10-09', [11, 12], 'Post-16 has a date']
  ])('is refused: %s for %j', (due, yearGroups, why) => {
    const refused = withDeadline(published, { ...autumn, due: day(due), yearGroups }, warwickshire)
    expect(refused).toMatchObject({ problem: expect.stringContaining(why) })
  })
  it('needs the term’s own dates', () =>
    expect(
      withDeadline([], { year: '2027-28', term: 'autumn', due: day('2027-10-15'), yearGroups: null }, warwickshire)
    ).toMatchObject({ problem: expect.stringContaining('no dates yet') }))

  it('stands in place of the half-term rule for whom it is', () => {
    const published = withDeadline([every], { ...autumn, due: day('2026-10-09'), yearGroups: [11] }, warwickshire)
    if ('problem' in published) throw new Error(published.problem)
    const context = contextOn('2026-09-10')
    const due = (yearGroup: number | null) =>
      termReviewDue(autumn, yearGroup, { ...context, policy: { ...context.policy, publishedDeadlines: published } })
    expect([7, 11, null].map(group => due(group).due?.toString())).toEqual(['2026-10-16', '2026-10-09', '2026-10-16'])
  })
  it('goes again by its key', () => {
    expect(withoutDeadline(published, deadlineKey(sixthForm))).toEqual([every])
    expect(withoutDeadline(published, 'autumn')).toEqual(published)
  })
})
