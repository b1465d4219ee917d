import { describe, expect, it } from 'vitest'
import type { BankHolidays } from '../days.ts'
import { books, contextOn, day, quietFacts, warwickshire } from '../testing/books.ts'
import { type ClockName, lateness } from './clock.ts'
import type { PepFacts } from './facts.ts'
import { pepClocks } from './pep-clocks.ts'

/** Dates worked out by hand from a wall calendar. “8–11 = 4” reads: after those days, four are counted. */

const holidays: BankHolidays = new Map([
  ...books.bankHolidays,
  ['2028-01-03', 'New Year’s Day (substitute day)'],
  ['2028-04-14', 'Good Friday'],
  ['2028-04-17', 'Easter Monday'],
  ['2028-05-01', 'Early May bank holiday']
])
const context = { ...contextOn('2026-11-02'), bankHolidays: holidays }
const due = (name: ClockName, facts: Partial<PepFacts>) =>
  pepClocks({ ...quietFacts, ...facts }, context)
    .find(clock => clock.name === name)
    ?.due?.toString()

describe('into care: arranged in 10, held in 20 working days (G 2.3)', () => {
  it.each([
    // Mon 7 Sep: 8–11 = 4, 14–18 = 9, 21 = 10; 22–25 = 14, 28–2 = 19, 5 Oct = 20.
    ['on a Monday in term', '2026-09-07', '2026-09-21', '2026-10-05'],
    // Day 1 is Mon 14: 14–18 = 5, 21–25 = 10; 28–2 = 15, 5–9 = 20.
    ['on a Friday', '2026-09-11', '2026-09-25', '2026-10-09'],
    ['on the Saturday: the same', '2026-09-12', '2026-09-25', '2026-10-09'],
    ['on the Sunday: the same', '2026-09-13', '2026-09-25', '2026-10-09'],
    // Half-term counts. 15, 16 = 2; 19–23 = 7; 26–28 = 10; 29, 30 = 12; 2–6 = 17; 9–11 = 20.
    ['before half-term', '2026-10-14', '2026-10-28', '2026-11-11'],
    // 21–24 = 4; 25 and 28 bank holidays; 29–31 = 7; 1 Jan; 4–6 = 10; 7, 8 = 12; 11–15 = 17; 18–20 = 20.
    ['on the last day of the autumn term', '2026-12-18', '2027-01-06', '2027-01-20'],
    // 28 substitute; 29–31 = 3; 1 Jan; 4–8 = 8; 11, 12 = 10; 13–15 = 13; 18–22 = 18; 25, 26 = 20.
    ['on Christmas Day', '2026-12-25', '2027-01-12', '2027-01-26'],
    ['on the substitute day itself', '2026-12-28', '2027-01-12', '2027-01-26'],
    // 1 Jan; 4–8 = 5; 11–15 = 10; 18–22 = 15; 25–29 = 20.
    ['on New Year’s Eve', '2026-12-31', '2027-01-15', '2027-01-29'],
    // 23–25 = 3; Good Friday, Easter Monday; 30–2 = 7; 5–7 = 10; 8, 9 = 12; 12–16 = 17; 19–21 = 20.
    ['in the week before Easter 2027', '2027-03-22', '2027-04-07', '2027-04-21'],
    // 30–2 = 4; 5–9 = 9; 12 = 10; 13–16 = 14; 19–23 = 19; 26 = 20.
    ['on Good Friday 2027', '2027-03-26', '2027-04-12', '2027-04-26'],
    // 7–10 = 4; 13–17 = 9; 20 = 10; 21–24 = 14; 27–1 May = 19; 4 May bank holiday; 5 = 20.
    ['on Maundy Thursday 2026, over Easter and May Day', '2026-04-02', '2026-04-20', '2026-05-05'],
    // 4 bank holiday; 5–8 = 4; 11–15 = 9; 18 = 10; 19–22 = 14; 25 bank holiday; 26–29 = 18; 1, 2 Jun = 20.
    ['on 1 May 2026, over both May holidays', '2026-05-01', '2026-05-18', '2026-06-02'],
    // 21–24 = 4; 27–31 = 9; 3 Aug = 10; 4–7 = 14; 10–14 = 19; 17 = 20. No day of August is left out.
    ['as the summer holiday begins', '2026-07-20', '2026-08-03', '2026-08-17'],
    // 18–21 = 4; 24–28 = 9; 31 bank holiday; 1 Sep = 10; 2–4 = 13; 7–11 = 18; 14, 15 = 20.
    ['in August', '2026-08-17', '2026-09-01', '2026-09-15'],
    // 1–4 = 4; 7–11 = 9; 14 = 10; 15–18 = 14; 21–25 = 19; 28 = 20.
    ['on 31 August, a bank holiday', '2026-08-31', '2026-09-14', '2026-09-28'],
    // 20–24 = 5; 27, 28 substitutes; 29–31 = 8; 3 Jan substitute; 4, 5 = 10; 6, 7 = 12; 10–14 = 17; 17–19 = 20.
    ['before Christmas 2027, with three substitutes', '2027-12-17', '2028-01-05', '2028-01-19'],
    // 22–25 = 4; 28, 29 = 6; 1–3 = 9; 6 = 10; 7–10 = 14; 13–17 = 19; 20 = 20.
    ['over the leap day', '2028-02-21', '2028-03-06', '2028-03-20'],
    // 1–3 = 3; 6–10 = 8; 13, 14 = 10; 15–17 = 13; 20–24 = 18; 27, 28 = 20.
    ['on the leap day', '2028-02-29', '2028-03-14', '2028-03-28'],
    // 10–13 = 4; Good Friday, Easter Monday; 18–21 = 8; 24, 25 = 10; 26–28 = 13; 1 May; 2–5 = 17; 8–10 = 20.
    ['before Easter 2028', '2028-04-07', '2028-04-25', '2028-05-10']
  ])('%s', (_, began, arrange, hold) => {
    const entry = { kind: 'initial', careBegan: day(began) } as const
    expect([due('arrange-initial', entry), due('hold-initial', entry)]).toEqual([arrange, hold])
  })

  it.each([
    // Into care as a baby; day 0 is Fri 6 Nov: 9–13 = 5, 16–20 = 10.
    ['the second birthday starts it', '2024-11-06', '2026-11-20'],
    // No 29 Feb in 2026: day 0 is Sun 1 Mar: 2–6 = 5, 9–13 = 10.
    ['born on a leap day', '2024-02-29', '2026-03-13'],
    // Day 0 is Christmas Day 2026, as above.
    ['born at Christmas', '2024-12-25', '2027-01-12']
  ])('%s', (_, born, expected) => {
    const baby = { kind: 'initial', born: day(born), careBegan: day('2025-01-10') } as const
    expect(due('arrange-initial', baby)).toBe(expected)
  })
  it('in care the day after the second birthday, the day in care counts', () =>
    // Sat 7 Nov: 9–13 = 5, 16–20 = 10.
    expect(due('arrange-initial', { kind: 'initial', born: day('2024-11-06'), careBegan: day('2026-11-07') })).toBe(
      '2026-11-20'
    ))
})

describe('the termly review: the first half’s last school day (G 2.1)', () => {
  it.each([
    // The Friday before each half-term holiday.
    ['2025-26', 'autumn', '2025-10-24'],
    ['2025-26', 'spring', '2026-02-13'],
    ['2025-26', 'summer', '2026-05-22'],
    ['2026-27', 'autumn', '2026-10-23'],
    ['2026-27', 'spring', '2027-02-12'],
    ['2026-27', 'summer', '2027-05-28']
  ] as const)('%s %s', (year, term, expected) => expect(due('termly-review', { year, term })).toBe(expected))
  it('is the Thursday where the Friday is a training day', () => {
    const calendar = warwickshire.map(term => ({ ...term, closed: [day('2026-10-23')] }))
    const [review] = pepClocks(quietFacts, { ...context, calendar })
    expect(`${review?.due}`).toBe('2026-10-22')
  })
})

describe('before the meeting: five working days (G 5)', () => {
  it.each([
    // Back from Mon 16 Nov: 13–9 = 5.
    ['in term', '2026-10-20', '2026-11-16', '2026-11-09'],
    // Back from Wed 4 Nov: 3, 2 = 2; 30–28 Oct = 5.
    ['over half-term', '2026-10-01', '2026-11-04', '2026-10-28'],
    // Back from Wed 6 Jan: 5, 4 = 2; 31–29 Dec = 5.
    ['over the New Year', '2026-12-01', '2027-01-06', '2026-12-29'],
    // Back from Thu 1 Apr: 31, 30 = 2; Easter; 25–23 = 5.
    ['over Easter', '2027-03-01', '2027-04-01', '2027-03-23'],
    // Back from Fri 3 Mar: 2, 1, 29, 28 = 4; 25 = 5.
    ['over the leap day', '2028-02-01', '2028-03-03', '2028-02-25'],
    // Notice from Thu 24 Dec: 29–31 = 3; 4–6 = 6. Enough.
    ['with six days’ notice over Christmas', '2026-12-24', '2027-01-06', '2026-12-29'],
    // From Tue 29 Dec: 30, 31 = 2; 4–6 = 5. Short: the day itself.
    ['with five', '2026-12-29', '2027-01-06', '2027-01-06'],
    ['arranged for the same day', '2026-11-16', '2026-11-16', '2026-11-16']
  ])('%s', (_, arranged, meeting, expected) => {
    const facts = { arrangedOn: day(arranged), meetingDate: day(meeting) }
    expect(due('child-views', facts)).toBe(expected)
    expect(due('social-worker-section', facts)).toBe(expected)
  })
})

describe('after the meeting', () => {
  const submitted = (on: string, returnedOn: string | null = null) => ({
    submissions: [{ on: day(on), ratedOn: null, returnedOn: returnedOn === null ? null : day(returnedOn) }]
  })
  it.each<[string, ClockName, Partial<PepFacts>, string]>([
    // 21–24 = 4; 29–31 = 7; 4–6 = 10.
    ['submit, over Christmas', 'submit', { heldOn: day('2026-12-18') }, '2027-01-06'],
    // 23 = 1; 26–30 = 6; 2–5 = 10.
    ['submit, over half-term', 'submit', { heldOn: day('2026-10-22') }, '2026-11-05'],
    // 20–24 = 5; 27–31 = 10.
    ['submit, after term', 'submit', { heldOn: day('2026-07-17') }, '2026-07-31'],
    // 22–24 = 3; 29, 30 = 5.
    ['check, over Christmas', 'check', submitted('2026-12-21'), '2026-12-30'],
    // 25 = 1; Easter; 30–2 = 5.
    ['check, over Easter', 'check', submitted('2027-03-24'), '2027-04-02'],
    // 25–28 = 4; 31 bank holiday; 1–4 = 8; 7, 8 = 10.
    ['quality review, over August’s bank holiday', 'quality-review', submitted('2026-08-24'), '2026-09-08'],
    // 28 = 1; 31 bank holiday; 1–4 = 5.
    ['resubmit, over the spring bank holiday', 'resubmit', submitted('2027-05-20', '2027-05-27'), '2027-06-04'],
    // 28, 29, 1–3 = 5.
    ['file the copy, over the leap day', 'file-copy', { signedOffOn: day('2028-02-25') }, '2028-03-03']
  ])('%s', (_, name, facts, expected) => expect(due(name, facts)).toBe(expected))
})

describe('a school place: twenty school days (G 5)', () => {
  it.each([
    // 19–23 = 5; half-term; 2–6 = 10; 9–13 = 15; 16–20 = 20.
    ['over half-term', '2026-10-16', '2026-11-20'],
    // 14–18 = 5; from Tue 5 Jan: 5–8 = 9; 11–15 = 14; 18–22 = 19; 25 = 20.
    ['over Christmas', '2026-12-11', '2027-01-25'],
    // 5–8 = 4; 11–15 = 9; 18–22 = 14; 25–29 = 19; 1 Feb = 20.
    ['from a day of the Christmas holiday', '2026-12-28', '2027-02-01'],
    // 14–17 = 4; from Wed 2 Sep: 2–4 = 7; 7–11 = 12; 14–18 = 17; 21–23 = 20.
    ['over the summer', '2026-07-13', '2026-09-23'],
    // 11, 12 = 2; half-term; 22–26 = 7; 1–5 = 12; 8–12 = 17; 15–17 = 20.
    ['over the spring half-term', '2027-02-10', '2027-03-17'],
    // 16–19 = 4; 22–25 = 8; from Mon 12 Apr: 12–16 = 13; 19–23 = 18; 26, 27 = 20.
    ['over Easter', '2027-03-15', '2027-04-27'],
    // 21–23 = 3; 26–30 = 8; 3 May bank holiday; 4–7 = 12; 10–14 = 17; 17–19 = 20.
    ['over May Day', '2027-04-20', '2027-05-19']
  ])('%s', (_, since, expected) => {
    const missing = { missingSince: day(since), why: 'last-on-roll' } as const
    const schoolPlace = { ...missing, enrolmentRecordedOn: null, review: null }
    expect(due('school-place', { schoolPlace })).toBe(expected)
  })
})

describe('leaving care: by the day, or ten working days where it is sudden, and never past the term’s end (G 5)', () => {
  it.each([
    // 18, 19 = 2; 22–25 = 6; the term's last school day is Thursday 25, and ten would be 2 April.
    ['sudden, a week before Easter', '2026-27', 'spring', '2027-03-17', true, '2027-03-25'],
    // 12 = 1; 15–19 = 6; 22–25 = 10.
    ['sudden, over the spring half-term', '2026-27', 'spring', '2027-02-11', true, '2027-02-25'],
    // 24–28 = 5; 31 bank holiday; 1–4 = 9; 7 = 10.
    ['sudden, over the spring bank holiday', '2026-27', 'summer', '2027-05-21', true, '2027-06-07'],
    // The summer term is over; 11–14 = 4; 17–21 = 9; 24 = 10.
    ['sudden, in August', '2025-26', 'summer', '2026-08-10', true, '2026-08-24'],
    // 7–11 = 5; 14–18 = 10: the last day of term itself. A day later ten would be Monday 21.
    ['sudden, ten days before the term’s end', '2026-27', 'autumn', '2026-12-04', true, '2026-12-18'],
    ['sudden, nine days before it', '2026-27', 'autumn', '2026-12-07', true, '2026-12-18'],
    ['known, in the Easter holiday: the last school day', '2026-27', 'spring', '2027-04-05', false, '2027-03-25'],
    ['known, on the last school day', '2026-27', 'spring', '2027-03-25', false, '2027-03-25'],
    ['known, the day before', '2026-27', 'spring', '2027-03-24', false, '2027-03-24']
  ] as const)('%s', (_, year, term, on, sudden, expected) =>
    expect(due('leaving-care', { kind: 'leaving-care', year, term, careEnds: { on: day(on), sudden } })).toBe(expected)
  )
})

describe('the initial plan is handed in by day 20, or the day before the first review (G 2.3)', () => {
  // Into care on Fri 18 Dec 2026: day 20 is Wed 20 Jan.
  it.each([
    ['held in good time', '2027-01-12', null, '2027-01-20'],
    // 19, 20 = 2.
    ['two working days before day 20', '2027-01-18', null, '2027-01-20'],
    // 20, 21 = 2.
    ['one before it', '2027-01-19', null, '2027-01-21'],
    // Fri 22; over the weekend: 25, 26 = 2.
    ['late, on a Friday', '2027-01-22', null, '2027-01-26'],
    ['the review is on Monday 18: the Sunday before it', '2027-01-12', '2027-01-18', '2027-01-17'],
    // 13, 14 = 2.
    ['the review is the day after the meeting', '2027-01-12', '2027-01-13', '2027-01-14']
  ])('%s', (_, heldOn, review, expected) =>
    expect(
      due('submit', {
        kind: 'initial',
        careBegan: day('2026-12-18'),
        heldOn: day(heldOn),
        firstReviewDate: review === null ? null : day(review)
      })
    ).toBe(expected)
  )
})

describe('both sides of day 20', () => {
  const hold = (today: string) => {
    const on = { ...context, today: day(today) }
    const clock = pepClocks({ ...quietFacts, kind: 'initial', careBegan: day('2026-12-18') }, on).find(
      ({ name }) => name === 'hold-initial'
    )
    return clock && lateness(clock, on)
  }
  it.each([
    // Day 20 is Wed 20 Jan; its week begins on Mon 18. Five working days before: Wed 13.
    ['2027-01-12', 'later'],
    ['2027-01-13', 'due-soon'],
    ['2027-01-20', 'due-soon'],
    ['2027-01-21', 'late']
  ])('on %s: %s', (today, expected) => expect(hold(today)).toBe(expected))
})
