import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { ClockCard } from './clock-card.tsx'
import type { PlainClock } from './plain-clock.ts'

const clock: PlainClock = {
  name: 'child-views',
  rule: 'Record the child’s views 5 working days before the meeting (G 5)',
  start: '2026-11-05',
  kind: 'working',
  days: 5,
  due: '2026-11-18',
  dayZero: { on: '2026-11-25', what: 'the meeting' },
  holder: 'designated-teacher',
  metOn: null,
  skipped: []
}
const said = (one: PlainClock) =>
  renderToString(<ClockCard clock={one} />)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('how a date is counted, so that it adds up', () => {
  test('back from the meeting', () => {
    const words = said(clock)
    expect(words).toContain('Starts: Thursday 5 November 2026, when the meeting was arranged')
    expect(words).toContain('Counted back: 5 days from the meeting, Wednesday 25 November 2026 (day 0)')
  })

  test('forward from the start', () => {
    const { dayZero: _, ...forward } = clock
    const words = said({ ...forward, due: '2026-11-12' })
    expect(words).toContain('Starts: Thursday 5 November 2026 (day 0)')
    expect(words).toContain('Counted: 5 days')
  })

  test('with the days counted, running up to the number, and those stepped over', () => {
    const skipped = [
      { date: '2026-11-22', why: 'Sunday' },
      { date: '2026-11-21', why: 'Saturday' }
    ]
    const words = said({ ...clock, skipped })
    expect(words).toContain(
      'Days counted, and how many that makes so far: Tuesday 24 November 2026 to Monday 23 November 2026: 2 Friday 20 November 2026 to Wednesday 18 November 2026: 5'
    )
    expect(words).toContain('Saturday 21 November 2026: weekend')
  })

  test('a rule that names the day says that none is counted', () =>
    expect(said({ ...clock, days: null })).toContain('no days are counted'))

  test('a meeting due on a day on which it cannot be says until when it can', () =>
    expect(said({ ...clock, name: 'hold-initial', due: '2026-12-21', inPractice: '2026-12-18' })).toContain(
      'due Monday 21 December 2026, in practice by Friday 18 December 2026'
    ))
})
