import { describe, expect, it, test } from 'vitest'
import { heldUntil } from './quiet-hours.ts'
import { contextOn } from './testing/books.ts'

/** 3 point 4: quiet hours and weekends. By default from 19:00 to 07:00, and over days on which nobody works. */
const context = contextOn('2026-11-26')
const until = (at: string, quiet = context.policy.quiet) =>
  heldUntil(Temporal.PlainDateTime.from(at), { ...context, policy: { ...context.policy, quiet } })?.toString() ??
  'goes now'

test.each([
  ['Thursday morning', '2026-11-26T07:00', 'goes now'],
  ['Thursday afternoon', '2026-11-26T18:59', 'goes now'],
  ['Thursday evening', '2026-11-26T19:00', '2026-11-27T07:00:00'],
  ['the small hours of Friday', '2026-11-27T02:30', '2026-11-27T07:00:00'],
  ['a minute too early', '2026-11-27T06:59', '2026-11-27T07:00:00'],
  ['Friday evening', '2026-11-27T20:00', '2026-11-30T07:00:00'],
  ['Saturday at noon', '2026-11-28T12:00', '2026-11-30T07:00:00'],
  ['Sunday evening', '2026-11-29T23:59', '2026-11-30T07:00:00'],
  ['Monday before seven', '2026-11-30T05:00', '2026-11-30T07:00:00'],
  ['Christmas Eve in the evening: Christmas, a weekend, the substitute', '2026-12-24T19:30', '2026-12-29T07:00:00'],
  ['Good Friday', '2027-03-26T10:00', '2027-03-30T07:00:00'],
  ['a year whose bank holidays nobody knows', '2035-01-10T10:00', 'goes now']
])('%s', (_name, at, expected) => expect(until(at)).toBe(expected))

describe('policy', () => {
  it('says which hours', () => {
    const quiet = { ...context.policy.quiet, from: 22, until: 6 }
    expect(until('2026-11-26T21:00', quiet)).toBe('goes now')
    expect(until('2026-11-26T22:00', quiet)).toBe('2026-11-27T06:00:00')
  })
  it('says whether weekends count', () => {
    const quiet = { ...context.policy.quiet, onDaysOff: false }
    expect(until('2026-11-28T12:00', quiet)).toBe('goes now')
    expect(until('2026-11-28T20:00', quiet)).toBe('2026-11-29T07:00:00')
  })
})
