import { describe, expect, it } from 'vitest'
import { contextOn, day, quietFacts } from '../testing/books.ts'
import { lastDayNotLate, lateness } from './clock.ts'
import type { PepFacts } from './facts.ts'
import { pepClocks } from './pep-clocks.ts'

/** The children of the demonstration who are in their first weeks on 12 October 2026, by the dates that they have there. */
const tommy: Partial<PepFacts> = {
  // Into care Mon 21 Sep: 22–25 = 4; 28–2 = 9; 5–9 = 14; 12–16 = 19; Mon 19 Oct = 20.
  kind: 'initial',
  careBegan: day('2026-09-21'),
  arrangedOn: day('2026-09-28'),
  // Five working days before Thu 15 Oct: 14–12 = 3; 9, 8 = 5.
  meetingDate: day('2026-10-15')
}
const minh: Partial<PepFacts> = {
  // Into care Thu 24 Sep: 25 = 1; 28–2 = 6; 5–9 = 11; 12–16 = 16; 19–22 = 20.
  kind: 'initial',
  careBegan: day('2026-09-24'),
  ledBy: 'social-worker',
  schoolPlace: { missingSince: day('2026-09-24'), why: 'care-began', enrolmentRecordedOn: null, review: null }
}

const late = (facts: Partial<PepFacts>, today: string, policy = contextOn(today).policy) => {
  const context = { ...contextOn(today), policy }
  return pepClocks({ ...quietFacts, ...facts }, context)
    .filter(clock => lateness(clock, context) === 'late')
    .map(({ name }) => name)
}

describe('no step of a child inside the first 20 days is counted late', () => {
  const before = ['child-views', 'carer-views', 'parent-views', 'social-worker-section']
  it.each<[string, Partial<PepFacts>, string, string[]]>([
    ['what was due four days ago for the meeting', tommy, '2026-10-12', []],
    ['on the last of the 20 days', tommy, '2026-10-19', []],
    ['the day after it', tommy, '2026-10-20', ['hold-initial', ...before]],
    // Arranging was due on Thu 8 Oct, the first review of the search on 1 Oct.
    ['a search for a place not reviewed, a meeting not arranged', minh, '2026-10-12', []],
    ['on the last of the 20 days', minh, '2026-10-22', []],
    ['the day after it', minh, '2026-10-23', ['arrange-initial', 'hold-initial', 'school-place', 'place-review']],
    [
      'a child long in care is late at once',
      { ...tommy, kind: 'termly', careBegan: day('2024-02-01') },
      '2026-10-12',
      before
    ],
    // Into care Mon 30 Nov: 1–4 = 4; 7–11 = 9; 14–18 = 14; 21–24 = 18; 29, 30 = 20. Views: Fri 11 Dec.
    [
      'at the end of term',
      { ...tommy, careBegan: day('2026-11-30'), meetingDate: day('2026-12-18') },
      '2026-12-17',
      []
    ],
    // Into care Mon 11 Jan: 12–15 = 4; 18–22 = 9; 25–29 = 14; 1–5 = 19; Mon 8 Feb = 20. Views: Fri 29 Jan.
    ['in spring', { ...tommy, careBegan: day('2027-01-11'), meetingDate: day('2027-02-05') }, '2027-02-02', []],
    [
      'in spring, after the 20 days',
      { ...tommy, careBegan: day('2027-01-11'), meetingDate: day('2027-02-05') },
      '2027-02-09',
      ['hold-initial', ...before]
    ]
  ])('%s, %#: on %s', (_, facts, today, expected) => expect(late(facts, today)).toEqual(expected))

  it('where the first meeting is not counted, there are no first weeks', () => {
    const { policy } = contextOn('2026-10-12')
    const off = {
      ...policy,
      clocks: { ...policy.clocks, 'hold-initial': { ...policy.clocks['hold-initial'], on: false } }
    }
    expect(late(tommy, '2026-10-12', off)).toEqual(before)
  })

  it('the reminders of what is late wait for the same day', () => {
    const context = contextOn('2026-10-13')
    const [views] = pepClocks({ ...quietFacts, ...tommy }, context).filter(({ name }) => name === 'child-views')
    expect([`${views?.due}`, views && `${lastDayNotLate(views)}`]).toEqual(['2026-10-08', '2026-10-19'])
  })
})
