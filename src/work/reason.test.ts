import { expect, test } from 'vitest'
import { reasonOf } from './reason.ts'

const clock = (
  name: 'leaving-care' | 'hold-initial' | 'child-views',
  days: number | null,
  due: string | null = '2026-10-21'
) => ({
  name,
  days,
  kind: 'working' as const,
  rule: 'Hold the meeting by the day care ends',
  due,
  ...(due ? {} : { unknown: 'The calendar has no term.' })
})

test.each([
  ['a sudden end of care, which has passed', clock('leaving-care', 10), '10 working days after care ended'],
  ['an end that is known', clock('leaving-care', null), 'before care ends'],
  ['counted from the first day', clock('hold-initial', 20), '20 working days after coming into care'],
  ['counted back', clock('child-views', -5), '5 working days before the meeting'],
  ['short notice', clock('child-views', null), 'the day of the meeting'],
  ['no date', clock('child-views', null, null), 'The calendar has no term.']
])('why the date is what it is: %s', (_, of, words) => expect(reasonOf(of)).toBe(words))
