import { expect, test } from 'vitest'
import { dueAt } from './hourly.ts'

const nightly = [{ task: 'nightly', hour: 3, forEachAuthority: true }]
const dueHours = (day: string) =>
  Array.from({ length: 24 }, (_, hour) => Temporal.Instant.from(`${day}T${String(hour).padStart(2, '0')}:00:00Z`))
    .filter(tick => dueAt(tick, nightly).length > 0)
    .map(tick => tick.toString())

test.each([
  ['winter', '2026-12-01', '2026-12-01T03:00:00Z'],
  ['summer', '2026-07-01', '2026-07-01T02:00:00Z'],
  ['the day the clocks go forward', '2026-03-29', '2026-03-29T02:00:00Z'],
  ['the day they go back', '2026-10-25', '2026-10-25T03:00:00Z']
])('a task of three o’clock is due once in %s', (_name, day, hour) => {
  expect(dueHours(day)).toEqual([hour])
})
