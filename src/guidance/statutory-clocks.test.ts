import { expect, it } from 'vitest'
import { fallsShortOf } from './statutory-clocks.ts'

const clock = (days: number, kind: 'working' | 'calendar' | 'school' = 'working', on = true) => ({ on, days, kind })
it.each([
  ['clocks.hold-initial', clock(20), false, 'as the law says'],
  ['clocks.hold-initial', clock(15), false, 'sooner'],
  ['clocks.hold-initial', clock(20, 'calendar'), false, 'sooner, as every day counts'],
  ['clocks.hold-initial', clock(21), true, 'a day more'],
  ['clocks.hold-initial', clock(20, 'school'), true, 'longer over a holiday'],
  ['clocks.hold-initial', clock(20, 'working', false), true, 'switched off'],
  ['clocks.arrange-initial', clock(10, 'working', false), true, 'switched off'],
  ['clocks.school-place', clock(20, 'school'), false, 'as the guidance says'],
  ['clocks.school-place', clock(30, 'school'), true, 'longer'],
  ['clocks.submit', clock(90, 'working', false), false, 'no law asks for it'],
  ['dueSoonWorkingDays', 30, false, 'no clock'],
  ['hold-initial', clock(99), false, 'no figure']
] as const)('%s %j: %s, %s', (key, value, short, _) => expect(fallsShortOf(key, value) !== null).toBe(short))
