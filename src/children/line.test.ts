import { expect, test } from 'vitest'
import type { ChildPageRow } from './child.queries.ts'
import { lineOf } from './line.ts'

const today = Temporal.PlainDate.from('2026-11-26')
const child = (more: Partial<ChildPageRow>) =>
  ({ care: [], placements: [], workers: [], enrolments: [], peps: [], ...more }) as unknown as ChildPageRow
const care = [{ starts: '2025-11-26', ends: null, short_break: false }]
const lanes = (row: Partial<ChildPageRow>) => lineOf(child({ care, ...row }), today)?.lanes ?? []

test('runs from the beginning of care to half a year ahead, cut at today', () => {
  const line = lineOf(child({ care }), today)
  expect([`${line?.from}`, `${line?.to}`, line?.today]).toEqual(['2025-11-26', '2027-05-26', 66.85])
  expect(line?.lanes[0]?.stretches).toEqual([
    { from: 0, to: 66.85, ahead: false },
    { from: 66.85, to: 100, ahead: true }
  ])
})

test('goes three years back at most, and what is older begins at the edge', () => {
  const line = lineOf(child({ care: [{ starts: '2015-01-01', ends: null, short_break: false }] }), today)
  expect(`${line?.from}`).toBe('2023-11-26')
  expect(line?.lanes[0]?.stretches[0]?.from).toBe(0)
})

test('what ended before the line is not on it; a planned move lies ahead', () => {
  const enrolment = (starts: string, ends: string | null) =>
    ({ starts, ends, name: '', town: '', main: true, closed: null, leaving_reason: null }) as const
  const [, , , setting] = lanes({
    enrolments: [
      enrolment('2020-01-01', '2024-01-01'),
      enrolment('2025-12-01', '2026-12-14'),
      enrolment('2026-12-14', null)
    ]
  })
  expect(setting?.stretches.map(one => one.ahead)).toEqual([false, true, true])
})

test('a social worker who follows another is a stretch of their own', () => {
  const [, , workers] = lanes({
    workers: [
      { name: 'Daniel Whitlock', starts: '2025-11-26', ends: '2026-11-20' },
      { name: 'Grace Adeyemi', starts: '2026-11-20', ends: null }
    ]
  })
  expect(workers?.name).toBe('Social worker')
  expect(workers?.stretches.map(one => one.ahead)).toEqual([false, false, true])
  expect(workers?.stretches[0]?.to).toBe(workers?.stretches[1]?.from)
})

test('meetings are marks, held or arranged; those outside are left out', () => {
  const pep = (held_on: string | null, meeting_on: string | null) =>
    ({ held_on, meeting_on }) as ChildPageRow['peps'][number]
  const plans = lanes({
    peps: [pep('2026-11-01', '2026-11-01'), pep(null, '2027-01-20'), pep('2020-01-01', null), pep(null, null)]
  })[4]
  expect(plans?.marks.map(one => one.ahead)).toEqual([false, true])
})

test('nothing to draw for a child of whom no care is recorded', () => expect(lineOf(child({}), today)).toBeNull())
