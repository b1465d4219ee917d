import { expect, test } from 'vitest'
import { type CheckEvents, checkState } from './check-state.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const none: CheckEvents = { submittedOn: day('2026-11-02'), checks: [], corrections: [], viewsReturned: [] }
const check = (id: string, outcome: 'confirmed' | 'correction-asked', on = '2026-11-03') => ({
  id,
  outcome,
  on: day(on)
})
const correction = (id: string, outcome: 'mended' | 'declined' | null) => ({
  id,
  outcome,
  settledOn: outcome && day('2026-11-05')
})

test.each<[string, Partial<CheckEvents>, string | null, string]>([
  ['nothing yet', {}, null, '2026-11-02'],
  ['confirmed', { checks: [check('1', 'confirmed')] }, '2026-11-03', '2026-11-02'],
  [
    'asked, open',
    { checks: [check('1', 'correction-asked')], corrections: [correction('2', null)] },
    null,
    '2026-11-02'
  ],
  [
    'all declined',
    { checks: [check('1', 'correction-asked')], corrections: [correction('2', 'declined')] },
    '2026-11-03',
    '2026-11-02'
  ],
  [
    'one mended',
    { checks: [check('1', 'correction-asked')], corrections: [correction('2', 'declined'), correction('3', 'mended')] },
    null,
    '2026-11-05'
  ],
  [
    'mended and confirmed',
    {
      checks: [check('1', 'correction-asked'), check('4', 'confirmed', '2026-11-05')],
      corrections: [correction('2', 'mended')]
    },
    '2026-11-05',
    '2026-11-02'
  ],
  [
    'confirmed, then asked',
    { checks: [check('1', 'confirmed'), check('2', 'correction-asked')], corrections: [correction('3', null)] },
    null,
    '2026-11-02'
  ],
  [
    'views returned after it was confirmed',
    { checks: [check('1', 'confirmed')], viewsReturned: [{ id: '2', resolvedOn: day('2026-11-09') }] },
    null,
    '2026-11-09'
  ],
  [
    'checked again after the return',
    {
      checks: [check('1', 'confirmed'), check('3', 'confirmed', '2026-11-10')],
      viewsReturned: [{ id: '2', resolvedOn: day('2026-11-09') }]
    },
    '2026-11-10',
    '2026-11-09'
  ]
])('%s', (_, events, checkedOn, startsOn) => {
  const state = checkState({ ...none, ...events })
  expect([state.checkedOn?.toString() ?? null, state.startsOn?.toString()]).toEqual([checkedOn, startsOn])
})
