import { expect, it } from 'vitest'
import { payloadsOf } from './announcements.ts'

it('goes out in as few payloads as PostgreSQL takes, none too long, none lost', () => {
  const texts = Array.from(
    { length: 500 },
    (_, at) => `answers 0198c0de-0000-7000-8000-${String(at).padStart(12, '0')}`
  )
  const payloads = payloadsOf(texts)
  expect(payloads.flatMap(payload => payload.split('\n'))).toEqual(texts)
  expect(Math.max(...payloads.map(payload => payload.length))).toBeLessThan(8_000)
  expect(payloads).toHaveLength(3)
  expect(payloadsOf([])).toEqual([])
})
