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
  backFrom: '2026-11-25',
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
    expect(words).toContain('Counted back: 5 days from the meeting on Wednesday 25 November 2026 (day 0)')
  })

  test('forward from the start', () => {
    const { backFrom: _, ...forward } = clock
    const words = said({ ...forward, due: '2026-11-12' })
    expect(words).toContain('Starts: Thursday 5 November 2026 (day 0)')
    expect(words).toContain('Counted: 5 days')
  })

  test('a meeting due on a day on which it cannot be says until when it can', () =>
    expect(said({ ...clock, name: 'hold-initial', due: '2026-12-21', inPractice: '2026-12-18' })).toContain(
      'due Monday 21 December 2026, in practice by Friday 18 December 2026'
    ))
})
