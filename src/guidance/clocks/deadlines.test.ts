import { expect, it } from 'vitest'
import { warwickshirePolicy } from '../policy.ts'
import { contextOn, day, dueOf } from '../testing/books.ts'
import { isRefusal } from '../words.ts'
import { initialClock, schoolDays, termDeadlines } from './deadlines.ts'

const context = contextOn('2026-09-01')

it('tells both initial dates and the days stepped over', () => {
  const clock = initialClock(day('2026-12-18'), context)
  if ('unknown' in clock) throw new Error(clock.unknown)
  expect([`${clock.arrangeBy}`, `${clock.holdBy}`]).toEqual(['2027-01-06', '2027-01-20'])
  expect(
    clock.skipped.filter(({ why }) => !/day$/.test(why) || /Day|Boxing/.test(why)).map(({ date }) => `${date}`)
  ).toEqual(['2026-12-25', '2026-12-28', '2027-01-01'])
  expect(clock.skipped).toHaveLength(13)
})

it('says when it cannot tell', () =>
  expect(initialClock(day('2027-12-20'), context)).toEqual({ unknown: expect.stringContaining('2028') }))

it('lists the deadlines of the year', () => {
  const year = termDeadlines('2026-27', context)
  if (isRefusal(year)) throw new Error(year.refused)
  // Opens ten school days before: worked back from 2 September, 5 January and 12 April.
  expect(year.map(({ term, opens, due }) => [term, `${opens}`, `${due}`])).toEqual([
    ['autumn', '2026-07-06', '2026-10-23'],
    ['spring', '2026-12-07', '2027-02-12'],
    ['summer', '2027-03-12', '2027-05-28']
  ])
})

it('says that the first term known cannot tell when it opened', () => {
  const year = termDeadlines('2025-26', context)
  if (isRefusal(year)) throw new Error(year.refused)
  expect(year[0]).toMatchObject({ opens: null, unknown: expect.stringContaining('2025-08') })
})

it('shows the dates published for some year groups', () => {
  const published = { year: '2026-27', term: 'spring', due: '2027-01-29', yearGroups: [11] } as const
  const year = termDeadlines('2026-27', {
    ...context,
    policy: { ...warwickshirePolicy, publishedDeadlines: [published] }
  })
  if (isRefusal(year)) throw new Error(year.refused)
  expect(year[1]?.due?.toString()).toBe('2027-02-12')
  expect(year[1]?.exceptions.map(({ due }) => `${due}`)).toEqual(['2027-01-29'])
})

it.each(['2030-31', '2026-28', '', 'next year'])('refuses the year “%s”', year =>
  expect(termDeadlines(year, context)).toHaveProperty('refused')
)

it('counts school days', () => expect(dueOf(schoolDays(day('2026-10-16'), 20, context))).toBe('2026-11-20'))
