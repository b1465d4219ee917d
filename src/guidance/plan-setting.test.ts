import { describe, expect, test } from 'vitest'
import { type Roll, rollsAsKnown } from './plan-setting.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const roll = (settingId: string, starts: string, ends: string | null = null): Roll => ({
  settingId,
  starts: day(starts),
  ends: ends === null ? null : day(ends)
})
const mainOn = (rolls: readonly Roll[], on: string) =>
  rolls.findLast(one => one.starts.toString() <= on && (one.ends === null || one.ends.toString() > on))?.settingId ??
  'none'

describe('whose is the spring plan, whose term begins on 5 January', () => {
  const moves = [roll('old', '2022-09-01', '2026-12-15'), roll('new', '2026-12-15')]
  const gap = [roll('old', '2022-09-01', '2026-12-19'), roll('new', '2027-01-05')]
  const found = [roll('old', '2022-09-01', '2026-10-01'), roll('new', '2027-01-05')]
  test.each([
    ['nobody moves', [roll('old', '2022-09-01')], '2026-11-27', 'old'],
    ['a move on 15 December, told on 27 November', moves, '2026-11-27', 'old'],
    ['the day before it', moves, '2026-12-14', 'old'],
    ['the day itself', moves, '2026-12-15', 'new'],
    ['the new place begins with the term', gap, '2026-12-18', 'old'],
    ['in the holiday between the two nobody has begun', gap, '2026-12-28', 'none'],
    ['the first day of term', gap, '2027-01-05', 'new'],
    ['a place found, that has not begun: nobody’s yet', found, '2026-11-27', 'none'],
    ['a leaving ahead, without another place', [roll('old', '2022-09-01', '2026-12-19')], '2026-11-27', 'none']
  ] as const)('%s', (_, rolls, today, expected) => {
    expect(mainOn(rollsAsKnown(rolls, day('2027-01-05'), day(today)), '2027-01-05')).toBe(expected)
  })
})
