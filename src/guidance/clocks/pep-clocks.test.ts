import { describe, expect, it } from 'vitest'
import { may } from '../access.ts'
import { isAfter } from '../dates.ts'
import { warwickshirePolicy } from '../policy.ts'
import { contextOn, day, quietFacts } from '../testing/books.ts'
import type { ClockName } from './clock.ts'
import { type Clock, type ClockContext, lateness } from './clock.ts'
import type { PepFacts } from './facts.ts'
import { pepClocks } from './pep-clocks.ts'

const context = contextOn('2026-11-02')
const clocksOf = (facts: Partial<PepFacts>, books: ClockContext = context) =>
  pepClocks({ ...quietFacts, ...facts }, books)
const clock = (name: ClockName, facts: Partial<PepFacts>, books: ClockContext = context): Clock => {
  const found = clocksOf(facts, books).find(each => each.name === name)
  if (!found) throw new Error(`no clock ${name}`)
  return found
}
const dueOf = (name: ClockName, facts: Partial<PepFacts>, books?: ClockContext) =>
  clock(name, facts, books).due?.toString()
const metInTime = ({ metOn, due }: Clock) => metOn !== null && due !== null && !isAfter(metOn, due)
const named = (facts: Partial<PepFacts>, books?: ClockContext) => clocksOf(facts, books).map(each => each.name)
const withClock = (name: keyof typeof warwickshirePolicy.clocks, change: object): ClockContext => ({
  ...context,
  policy: {
    ...warwickshirePolicy,
    clocks: { ...warwickshirePolicy.clocks, [name]: { ...warwickshirePolicy.clocks[name], ...change } }
  }
})

describe('the initial meeting (G 2.3)', () => {
  const entry = { kind: 'initial', careBegan: day('2026-12-18') } as const
  it('is arranged within 10 and held within 20 working days of coming into care', () => {
    expect(dueOf('arrange-initial', entry)).toBe('2027-01-06')
    expect(dueOf('hold-initial', entry)).toBe('2027-01-20')
    expect(clock('hold-initial', entry)).toMatchObject({ holder: 'social-worker', with: 'designated-teacher' })
  })
  it.each([
    ['not arranged yet', {}, ['social-worker', 'designated-teacher']],
    ['arranged', { meetingDate: day('2027-01-12') }, ['designated-teacher', 'social-worker']],
    ['arranged, the social worker leads', { meetingDate: day('2027-01-12'), ledBy: 'social-worker' }, ['social-worker']]
  ] as const)('is held by whoever can record it: %s', (_, facts, who) => {
    for (const [name, kind] of [
      ['hold-initial', entry],
      ['leaving-care', { kind: 'leaving-care' }]
    ] as const) {
      const { holder, with: together } = clock(name, { ...kind, ...facts })
      expect([holder, ...(together ? [together] : [])]).toEqual(who)
      if (!('meetingDate' in facts)) continue
      const subject = { state: 'in-progress', socialWorkerLeads: 'ledBy' in facts } as const
      expect(may('record meeting', [holder], subject)).toBe(true)
    }
  })
  it.each([
    ['due on a Monday of the Christmas holiday: the Friday before', { careBegan: day('2026-11-23') }, '2026-12-18'],
    ['due on a school day: no other', { careBegan: day('2026-11-02') }, undefined],
    ['no school to be closed: that day', { careBegan: day('2026-11-23'), ledBy: 'social-worker' }, undefined],
    ['held: no more', { careBegan: day('2026-11-23'), heldOn: day('2026-12-10') }, undefined]
  ] as const)('the last day on which it can be held, %s', (_, facts, expected) =>
    expect(clock('hold-initial', { kind: 'initial', ...facts }).inPractice?.toString()).toBe(expected)
  )
  it('starts on the second birthday of a child already in care', () => {
    // Born 4 Nov 2024: day 0 is Wed 4 Nov 2026; 5, 6 = 2; 9–13 = 7; 16–18 = 10.
    const born = { kind: 'initial', born: day('2024-11-04'), careBegan: day('2025-01-10') } as const
    expect(dueOf('arrange-initial', born)).toBe('2026-11-18')
    expect(clock('arrange-initial', born).rule).toContain('the second birthday in care')
  })
  it('is met by arranging and by holding', () => {
    const met = { ...entry, arrangedOn: day('2026-12-22'), heldOn: day('2027-01-21') }
    expect(metInTime(clock('arrange-initial', met))).toBe(true)
    expect(metInTime(clock('hold-initial', met))).toBe(false)
  })
  it('is answered by an interim pep that replaces it', () => {
    expect(named({ kind: 'interim', replacesInitial: true })).toContain('hold-initial')
    expect(named({ kind: 'interim' })).not.toContain('hold-initial')
  })
  it('counts calendar days where policy says so', () =>
    expect(dueOf('hold-initial', entry, withClock('hold-initial', { kind: 'calendar' }))).toBe('2027-01-07'))
  it('says when the bank holidays are missing', () =>
    expect(clock('hold-initial', { kind: 'initial', careBegan: day('2027-12-20') })).toMatchObject({
      due: null,
      unknown: expect.stringContaining('2028')
    }))
})

describe('the termly review (G 2.1)', () => {
  it('is due on the last school day of the first half', () => expect(dueOf('termly-review', {})).toBe('2026-10-23'))
  it('is due on the published date, by year group where there is one', () => {
    const published = (yearGroup: number | null) =>
      dueOf(
        'termly-review',
        { yearGroup },
        {
          ...context,
          policy: {
            ...warwickshirePolicy,
            publishedDeadlines: [
              { year: '2026-27', term: 'autumn', due: '2026-10-16' },
              { year: '2026-27', term: 'autumn', due: '2026-10-09', yearGroups: [11, 13] }
            ]
          }
        }
      )
    expect([published(7), published(11), published(null)]).toEqual(['2026-10-16', '2026-10-09', '2026-10-16'])
  })
  it('without a calendar says so', () =>
    expect(clock('termly-review', { year: '2030-31' })).toMatchObject({
      due: null,
      unknown: 'The calendar has no autumn term 2030-31, so its deadline is not known.'
    }))
  it('is met by another pep held this term', () =>
    expect(clock('termly-review', { servedByOtherOn: day('2026-09-20') }).metOn?.toString()).toBe('2026-09-20'))
  it('is not late while the initial window is open', () => {
    // Into care 5 Oct 2026: day 20 is Mon 2 Nov.
    const recent = clock('termly-review', { careBegan: day('2026-10-05') })
    expect(lateness(recent, contextOn('2026-11-02'))).toBe('due-soon')
    expect(lateness(recent, contextOn('2026-11-03'))).toBe('late')
    expect(lateness(clock('termly-review', {}), contextOn('2026-11-02'))).toBe('late')
  })
})

describe('before the meeting (G 5)', () => {
  const monday = day('2026-11-16')
  const arranged = (on: string) => ({ arrangedOn: day(on), meetingDate: monday })
  it('views and the section are due five working days before', () => {
    expect(dueOf('child-views', arranged('2026-10-20'))).toBe('2026-11-09')
    expect(dueOf('social-worker-section', arranged('2026-10-20'))).toBe('2026-11-09')
  })
  it('are counted back from it', () =>
    expect(clock('child-views', arranged('2026-10-20'))).toMatchObject({ days: 5, dayZero: { on: monday } }))
  it('six working days’ notice is enough: Friday 6 to Monday 16 November', () =>
    expect(dueOf('parent-views', arranged('2026-11-06'))).toBe('2026-11-09'))
  it('five is not: due on the meeting day', () => {
    expect(dueOf('parent-views', arranged('2026-11-09'))).toBe('2026-11-16')
    expect(clock('parent-views', arranged('2026-11-09'))).toMatchObject({
      rule: expect.stringContaining('under 6 working days of notice'),
      days: null
    })
  })
  it('the child’s views are the DT’s, or the social worker’s where there is no school place', () => {
    expect(clock('child-views', arranged('2026-10-20')).holder).toBe('designated-teacher')
    expect(clock('child-views', { ...arranged('2026-10-20'), ledBy: 'social-worker' }).holder).toBe('social-worker')
  })
  it('nothing starts until a meeting is arranged', () =>
    expect(named({ meetingDate: monday })).toEqual(['termly-review']))
})

describe('submitting', () => {
  it('within ten working days of the meeting, over half-term all the same', () =>
    // Wed 21 Oct 2026: 22, 23 = 2; 26–30 = 7; 2–4 Nov = 10.
    expect(dueOf('submit', { heldOn: day('2026-10-21') })).toBe('2026-11-04'))
  const initial = { kind: 'initial', careBegan: day('2026-10-05') } as const // day 20: Mon 2 Nov
  it.each([
    ['by day 20', { heldOn: day('2026-10-20') }, '2026-11-02'],
    ['two working days after a meeting on day 19', { heldOn: day('2026-10-30') }, '2026-11-03'],
    [
      'by the day before the first review',
      { heldOn: day('2026-10-14'), firstReviewDate: day('2026-10-28') },
      '2026-10-27'
    ],
    ['not sooner than two days after', { heldOn: day('2026-10-27'), firstReviewDate: day('2026-10-28') }, '2026-10-29']
  ])('an initial one: %s', (_, facts, expected) => expect(dueOf('submit', { ...initial, ...facts })).toBe(expected))
  it('is the social worker’s where there is no school place, and is then the check', () => {
    const led = {
      ledBy: 'social-worker',
      heldOn: day('2026-10-01'),
      submissions: [{ on: day('2026-10-02'), ratedOn: null, returnedOn: null }]
    } as const
    expect(clock('submit', led).holder).toBe('social-worker')
    expect(clock('check', led).metOn?.toString()).toBe('2026-10-02')
  })
})

describe('after submitting', () => {
  const on = day('2026-11-02')
  const submitted = { heldOn: day('2026-10-20'), submissions: [{ on, ratedOn: null, returnedOn: null }] }
  it('check in five, review in ten', () => {
    expect(dueOf('check', submitted)).toBe('2026-11-09')
    expect(dueOf('quality-review', submitted)).toBe('2026-11-16')
  })
  it('a return starts the resubmission, and each submission its own review', () => {
    const returned = {
      ...submitted,
      submissions: [
        { on, ratedOn: day('2026-11-10'), returnedOn: day('2026-11-10') },
        { on: day('2026-11-12'), ratedOn: null, returnedOn: null }
      ]
    }
    expect(dueOf('resubmit', returned)).toBe('2026-11-17')
    expect(metInTime(clock('resubmit', returned))).toBe(true)
    const reviews = clocksOf(returned).filter(each => each.name === 'quality-review')
    expect(reviews.map(each => [`${each.due}`, `${each.metOn}`])).toEqual([
      ['2026-11-16', '2026-11-10'],
      ['2026-11-26', 'null']
    ])
  })
  it('asking for a correction meets the check; a mended answer is checked again', () => {
    const asked = {
      ...submitted,
      corrections: [
        {
          askedOn: day('2026-11-04'),
          owner: 'designated-teacher',
          answeredOn: day('2026-11-06'),
          mended: true,
          recheckedOn: null
        }
      ]
    } as const
    const [first, second] = clocksOf(asked).filter(each => each.name === 'check')
    expect(first?.metOn?.toString()).toBe('2026-11-04')
    expect([`${second?.due}`, second?.metOn]).toEqual(['2026-11-13', null])
    expect(dueOf('correction', asked)).toBe('2026-11-11')
  })
  it('the copy is filed within five', () => {
    const signed = { ...submitted, signedOffOn: day('2026-12-21') }
    // 22, 23, 24 = 3; 25 and 28 are holidays; 29, 30 = 5.
    expect(dueOf('file-copy', signed)).toBe('2026-12-30')
  })
})

describe('leaving care (G 5)', () => {
  const leaving = (on: string, sudden = false) => ({ kind: 'leaving-care', careEnds: { on: day(on), sudden } }) as const
  it.each([
    ['by the known day', leaving('2026-11-20'), '2026-11-20'],
    ['in the holiday: by the last school day', leaving('2026-12-28'), '2026-12-18'],
    ['sudden: ten working days', leaving('2026-11-02', true), '2026-11-16'],
    ['sudden: the term’s end if earlier', leaving('2026-12-14', true), '2026-12-18'],
    // Mon 21 Dec: 22–24 = 3; 29–31 = 6; 4–7 Jan = 10.
    ['sudden, in the holiday: the count is left', leaving('2026-12-21', true), '2027-01-07'],
    ['the eighteenth birthday is a known end', { kind: 'leaving-care', born: day('2008-11-11') } as const, '2026-11-11']
  ])('%s', (_, facts, expected) => expect(dueOf('leaving-care', facts)).toBe(expected))
})

describe('a school place, a new setting, a concern', () => {
  const missing = {
    missingSince: day('2026-10-16'),
    why: 'last-on-roll',
    enrolmentRecordedOn: null,
    review: null
  } as const
  it('a place is found within twenty school days', () =>
    // Fri 16 Oct: 19–23 = 5; half-term; 2–6 Nov = 10; 9–13 = 15; 16–20 = 20.
    expect(dueOf('school-place', { schoolPlace: missing })).toBe('2026-11-20'))
  const reviewed = (on: string, nextOn: string | null) => ({
    on: day(on),
    nextOn: nextOn === null ? null : day(nextOn)
  })
  it.each([
    ['a week after the search began', null, '2026-10-23'],
    ['a week after the last', reviewed('2026-10-28', null), '2026-11-04'],
    ['the day that the last one named', reviewed('2026-10-28', '2026-11-02'), '2026-11-02']
  ])('the search is reviewed every week: %s', (_, review, due) => {
    const held = clock('place-review', { schoolPlace: { ...missing, review } })
    expect([held.due?.toString(), held.holder, held.with]).toEqual([due, 'social-worker', 'adviser'])
  })
  it('no more once a place is found', () =>
    expect(named({ schoolPlace: { ...missing, enrolmentRecordedOn: day('2026-11-02') } })).not.toContain(
      'place-review'
    ))
  it('the other two are off by default', () => {
    const facts = { newSettingOn: day('2026-11-02'), concerns: [{ raisedOn: day('2026-11-02'), answeredOn: null }] }
    expect(named(facts)).toEqual(['termly-review'])
    expect(dueOf('concern', facts, withClock('concern', { on: true }))).toBe('2026-11-05')
    expect(dueOf('new-setting', facts, withClock('new-setting', { on: true }))).toBe('2026-11-30')
  })
})

describe('no clock, or a stopped one', () => {
  it('short breaks start none', () => expect(clocksOf({ kind: 'initial', onlyShortBreaks: true })).toEqual([]))
  it('a death stops what is not met', () => {
    const [stopped] = clocksOf({ stopped: 'The child has died' })
    expect(stopped && lateness(stopped, contextOn('2027-01-01'))).toBe('stopped')
  })
  it('not required stops it too', () => expect(clocksOf({ state: 'not-required' })[0]?.stopped).toBeDefined())
})

describe('where a clock stands', () => {
  const review = clock('termly-review', {}) // due Friday 23 October 2026
  it.each([
    ['2026-10-15', 'later'],
    ['2026-10-16', 'due-soon'],
    ['2026-10-23', 'due-soon'],
    ['2026-10-24', 'late']
  ])('on %s: %s', (today, expected) => expect(lateness(review, contextOn(today))).toBe(expected))
  it('a clock without a date is neither late nor later', () =>
    expect(lateness(clock('termly-review', { year: '2030-31' }), context)).toBe('unknown'))
  it('a met clock is met, however late', () => {
    const late = clock('termly-review', { heldOn: day('2026-10-24') })
    expect([lateness(late, context), metInTime(late)]).toEqual(['met', false])
  })
})
