import { expect, it } from 'vitest'
import { dormancy, suspendsOn } from './dormant.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const use = (usedOn: string, warnedOn: string | null) => ({
  usedOn: day(usedOn),
  warnedOn: warnedOn === null ? null : day(warnedOn),
  days: 90
})

it.each([
  ['used yesterday', use('2026-10-11', null), null],
  ['75 days', use('2026-07-29', null), null],
  ['76 days: a fortnight is left', use('2026-07-28', null), 'warn'],
  ['a year, and nobody was told: first told', use('2025-10-12', null), 'warn'],
  ['told today', use('2026-07-28', '2026-10-12'), null],
  ['89 days, told in time', use('2026-07-15', '2026-09-29'), null],
  ['90 days, told in time', use('2026-07-14', '2026-09-28'), 'suspend'],
  ['a year, told 13 days ago', use('2025-10-12', '2026-09-29'), null],
  ['a year, told a fortnight ago', use('2025-10-12', '2026-09-28'), 'suspend']
] as const)('%s', (_, given, wanted) => expect(dormancy(given, day('2026-10-12'))).toBe(wanted))

it('names the day: never without a fortnight’s notice', () => {
  expect(suspendsOn(use('2026-07-28', null), day('2026-10-12'))).toEqual(day('2026-10-26'))
  expect(suspendsOn(use('2025-01-01', null), day('2026-10-12'))).toEqual(day('2026-10-26'))
  expect(suspendsOn(use('2025-01-01', '2026-10-01'), day('2026-10-12'))).toEqual(day('2026-10-15'))
})
