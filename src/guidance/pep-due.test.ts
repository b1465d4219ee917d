import { describe, expect, it } from 'vitest'
import { type CarePeriod, type ChildFacts, careBeganOn, pepDue, pepDueNextTerm } from './pep-due.ts'
import { warwickshirePolicy } from './policy.ts'
import { contextOn, day, warwickshire } from './testing/books.ts'

const context = contextOn('2026-11-02')
const care = (began: string, ended: string | null = null, shortBreaks = false): CarePeriod => ({
  began: day(began),
  ended: ended ? day(ended) : null,
  shortBreaks
})
const settled: ChildFacts = {
  born: day('2014-05-06'),
  care: [care('2024-02-01')],
  careEnds: null,
  died: false,
  yearGroup: null,
  onRoll: true,
  ehcpNamesSchool: false,
  uasc: false,
  custody: false,
  initialHeldOn: day('2024-02-20'),
  heldThisTerm: [],
  movesOn: null,
  newSettingSince: null
}
const due = (facts: Partial<ChildFacts>, on = '2026-11-02', books = context) =>
  pepDue({ ...settled, ...facts }, day(on), books)
const kind = (facts: Partial<ChildFacts>, on?: string, books?: typeof context) => {
  const found = due(facts, on, books)
  return 'kind' in found ? found.kind : 'none' in found ? found.none : found.unknown
}
const entering = (on: string) => ({ care: [care(on)], initialHeldOn: null })

describe('which kind', () => {
  it.each<[string, Partial<ChildFacts>, string, string]>([
    ['settled in care', {}, '2026-11-02', 'termly'],
    ['held already', { heldThisTerm: ['termly'] }, '2026-11-02', 'This term’s review has been held.'],
    // Into care 2 Nov: day 20 is 30 Nov, in term.
    ['into care', entering('2026-11-02'), '2026-11-02', 'initial'],
    ['still without its meeting next term', entering('2026-11-02'), '2027-01-11', 'initial'],
    // Into care 23 Nov: day 20 is Mon 21 Dec, in the Christmas holiday.
    ['the meeting falls due in a holiday', entering('2026-11-23'), '2026-11-23', 'interim'],
    // Into care 28 Sep: day 20 is Mon 26 Oct, half-term: the school is there before it and after it, and leads.
    ['the meeting falls due in half-term', entering('2026-09-28'), '2026-09-28', 'initial'],
    // Into care Fri 2 Oct: day 20 is Fri 30 Oct, half-term's last.
    ['on half-term’s last day', entering('2026-10-02'), '2026-10-02', 'initial'],
    // Into care Fri 20 Nov: 23–27 = 5; 30–4 = 10; 7–11 = 15; 14–18 = 20, the last day of term. Fri 25 Dec is none of them.
    ['on the last day before Christmas', entering('2026-11-20'), '2026-11-20', 'initial'],
    // Into care Fri 4 Dec: 7–11 = 5; 14–18 = 10; 21–24 = 14; 29–31 = 17; 4, 5 = 19; Wed 6 = 20, the term's second day.
    ['on the first days after it', entering('2026-12-04'), '2026-12-04', 'initial'],
    // Into care Tue 2 Dec 2026's week: Wed 2: 3, 4 = 2; 7–11 = 7; 14–18 = 12; 21–24 = 16; 29–31 = 19; Mon 4 Jan = 20.
    ['on the holiday’s last day', entering('2026-12-02'), '2026-12-02', 'interim'],
    [
      'second birthday in care',
      { born: day('2024-11-02'), care: [care('2025-03-01')], initialHeldOn: null },
      '2026-11-02',
      'initial'
    ],
    [
      'not two yet',
      { born: day('2024-11-03') },
      '2026-11-02',
      'Not yet 2 years old: the first plan is due from Tuesday 3 November 2026.'
    ],
    ['eighteen', { born: day('2008-11-02') }, '2026-11-02', 'Past the age for a plan since Monday 2 November 2026.'],
    ['eighteen in this term, over the holiday', { born: day('2009-01-04') }, '2026-11-02', 'leaving-care'],
    ['eighteen on the first day of next term', { born: day('2009-01-05') }, '2026-11-02', 'termly'],
    ['care known to end this term', { careEnds: day('2026-12-01') }, '2026-11-02', 'leaving-care'],
    [
      'even after a termly one',
      { careEnds: day('2026-12-01'), heldThisTerm: ['termly'] },
      '2026-11-02',
      'leaving-care'
    ],
    ['moving school this term', { movesOn: day('2026-12-18') }, '2026-11-02', 'transition'],
    ['moving school next term', { movesOn: day('2027-01-30') }, '2026-11-02', 'termly'],
    ['at the new setting, none held', { newSettingSince: day('2026-11-02') }, '2026-11-02', 'termly'],
    [
      'at the new setting, one held',
      { newSettingSince: day('2026-11-02'), heldThisTerm: ['transition'] },
      '2026-11-02',
      'interim'
    ],
    ['short breaks', { care: [care('2024-02-01', null, true)] }, '2026-11-02', 'Only short breaks (V3, V4).'],
    [
      'short breaks that became care',
      { care: [care('2026-01-01', '2026-11-02', true), care('2026-11-02')] },
      '2026-11-02',
      'initial'
    ],
    ['care ended today', { care: [care('2024-02-01', '2026-11-02')] }, '2026-11-02', 'Not in care on this date.'],
    [
      'back in care: a new initial',
      { care: [care('2024-02-01', '2025-06-01'), care('2026-11-02')] },
      '2026-11-02',
      'initial'
    ],
    ['died', { died: true }, '2026-11-02', 'The child has died.'],
    ['never in care', { care: [] }, '2026-11-02', 'Not in care on this date.']
  ])('%s', (_, facts, on, expected) => expect(kind(facts, on)).toBe(expected))

  it('goes on to the end of year 13 where policy says so', () => {
    const policy = { ...warwickshirePolicy, ages: { ...warwickshirePolicy.ages, toEndOfYear13: true } }
    const left = { born: day('2008-10-01'), care: [care('2024-02-01', '2026-10-01')] }
    expect(kind(left, '2026-11-02', { ...context, policy })).toBe('termly')
    expect(kind(left)).toBe('Not in care on this date.')
  })
  it('says when the calendar does not reach', () =>
    expect(kind({}, '2028-01-10')).toMatch(/^No term dates are recorded/))
  it('an interim in the initial’s place says so', () => {
    expect(due(entering('2026-11-23'))).toHaveProperty('none')
    expect(due(entering('2026-11-23'), '2026-11-23')).toMatchObject({
      replacesInitial: true,
      circumstances: ['first-pep']
    })
  })
  it('belongs to the term before a holiday', () => {
    const found = due({}, '2026-12-29')
    expect('term' in found && found.term.term).toBe('autumn')
  })
})

describe('phase and circumstances', () => {
  const of = (facts: Partial<ChildFacts>, on?: string) => {
    const found = due({ initialHeldOn: day('2026-01-20'), ...facts }, on)
    return 'phase' in found ? [found.phase, ...found.circumstances].join(' ') : found
  }
  it.each<[string, Partial<ChildFacts>, string]>([
    ['on roll in year 7', {}, 'secondary'],
    ['taught a year below', { yearGroup: 6 }, 'primary'],
    ['no place in year 7', { onRoll: false }, 'secondary no-school-place'],
    ['Reception on roll', { born: day('2022-05-06') }, 'primary'],
    ['Reception age at home', { born: day('2022-05-06'), onRoll: false }, 'early-years'],
    [
      'nursery at home, an EHCP names a school',
      { born: day('2023-05-06'), onRoll: false, ehcpNamesSchool: true },
      'early-years no-school-place'
    ],
    ['sixteen, without a place', { born: day('2010-05-06'), onRoll: false }, 'post-16 neet'],
    [
      'sixteen, an EHCP names a school',
      { born: day('2010-05-06'), onRoll: false, ehcpNamesSchool: true },
      'post-16 no-school-place'
    ],
    ['seeking asylum, in custody', { uasc: true, custody: true }, 'secondary uasc custody']
  ])('%s', (_, facts, expected) => expect(of(facts)).toBe(expected))
  it('year 11 is over after the last Friday in June', () => {
    // Born 6 May 2010: year 11 in 2025-26, last Friday 26 June 2026.
    const leaver = { born: day('2010-05-06'), onRoll: false }
    expect(of(leaver, '2026-06-26')).toBe('secondary no-school-place')
    expect(of(leaver, '2026-06-27')).toBe('post-16 neet')
  })
})

it('joins care periods that adjoin, and no others', () => {
  const began = (...periods: CarePeriod[]) => careBeganOn(periods, day('2026-11-02'))?.toString()
  expect(began(care('2024-01-01', '2025-01-01'), care('2025-01-01'))).toBe('2024-01-01')
  expect(began(care('2024-01-01', '2024-12-31'), care('2025-01-01'))).toBe('2025-01-01')
  expect(began(care('2026-11-02', '2026-11-02'), care('2026-11-02'))).toBe('2026-11-02')
  expect(began(care('2026-11-03'))).toBeUndefined()
})

it('knows whether next term owes a pep', () => {
  const autumn = warwickshire[3]
  if (!autumn) throw new Error('the fixture has an autumn')
  const owed = (facts: { born?: string; careEnds?: string }) =>
    pepDueNextTerm(
      { born: day(facts.born ?? '2014-05-06'), careEnds: facts.careEnds ? day(facts.careEnds) : null },
      autumn,
      context
    )
  // Spring begins on 5 January 2027.
  expect([owed({}), owed({ born: '2009-01-05' }), owed({ born: '2009-01-06' })]).toEqual([true, false, true])
  expect([owed({ careEnds: '2027-01-05' }), owed({ careEnds: '2027-01-06' })]).toEqual([false, true])
})
