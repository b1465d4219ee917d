import { expect, test } from 'vitest'
import { contextOn } from './testing/books.ts'
import { type ReadingHour, unusualReading } from './unusual-reading.ts'

const context = contextOn('2026-11-26')
const read = (at: string, children: number, refused = 0, person = 'A'): ReadingHour => ({
  person,
  name: `Person ${person}`,
  hour: Temporal.PlainDateTime.from(at),
  children,
  refused
})
const told = (hours: readonly ReadingHour[]) =>
  unusualReading(hours, context).map(({ name, day, why, count }) => `${name}, ${day}: ${why}, ${count}`)

/** By default nobody works from 19:00 to 07:00 and at weekends. */
test.each([
  ['a working day, however many', [read('2026-11-26T10:00', 300)], []],
  ['an evening’s few', [read('2026-11-26T21:00', 19)], []],
  ['an evening’s many', [read('2026-11-26T21:00', 20)], ['Person A, 2026-11-26: out of hours, 20']],
  [
    'spread over one night’s hours until midnight',
    [read('2026-11-26T21:00', 12), read('2026-11-26T22:00', 9), read('2026-11-26T15:00', 50)],
    ['Person A, 2026-11-26: out of hours, 21']
  ],
  ['two days are two days', [read('2026-11-26T23:00', 12), read('2026-11-27T01:00', 12)], []],
  ['Saturday at noon', [read('2026-11-28T12:00', 25)], ['Person A, 2026-11-28: out of hours, 25']],
  ['two people do not add up', [read('2026-11-26T21:00', 15), read('2026-11-26T21:00', 15, 0, 'B')], []],
  ['nine refusals', [read('2026-11-26T10:00', 0, 9)], []],
  [
    'ten refusals over the day, at any hour',
    [read('2026-11-26T10:00', 0, 4), read('2026-11-26T16:00', 0, 6)],
    ['Person A, 2026-11-26: refused often, 10']
  ],
  [
    'both, the newest day first',
    [read('2026-11-26T22:00', 40, 11), read('2026-11-28T09:00', 30, 0, 'B')],
    [
      'Person B, 2026-11-28: out of hours, 30',
      'Person A, 2026-11-26: out of hours, 40',
      'Person A, 2026-11-26: refused often, 11'
    ]
  ]
])('%s', (_name, hours, expected) => expect(told(hours)).toEqual(expected))
