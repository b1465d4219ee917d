import { expect, test } from 'vitest'
import { contextOn, day } from './testing/books.ts'
import { managerHearsOfUnread } from './unread-views.ts'

/** 2-form.md: unread the next working day it goes to the team manager. */
test.each([
  [
    'Thursday 26 November',
    '2026-11-26',
    '2026-11-26',
    false,
    'the same day: the social worker and the teacher have it'
  ],
  ['Thursday 26 November', '2026-11-26', '2026-11-27', true, 'Friday is the next working day'],
  ['Friday 27 November', '2026-11-27', '2026-11-28', false, 'Saturday is none'],
  ['Friday 27 November', '2026-11-27', '2026-11-30', true, 'Monday'],
  ['Saturday 28 November', '2026-11-28', '2026-11-29', false, 'Sunday is none either'],
  ['Christmas Eve', '2026-12-24', '2026-12-28', false, 'Christmas Day, the weekend, Boxing Day’s substitute'],
  ['Christmas Eve', '2026-12-24', '2026-12-29', true, 'Tuesday'],
  ['Monday 23 November', '2026-11-23', '2026-12-02', true, 'the service did not run for a week'],
  ['a year without bank holidays', '2035-01-09', '2035-01-10', true, 'the next day, whatever it is']
])('%s: %s, on %s %s (%s)', (_name, recorded, today, told) => {
  expect(managerHearsOfUnread(day(recorded), contextOn(today))).toBe(told)
})
