import { describe, expect, it } from 'vitest'
import { parseCalendarCsv, parseCalendarJson } from './calendar.ts'
import type { ParsedCalendar } from './calendar-check.ts'
import { parseCalendarIcs } from './calendar-ics.ts'

const year = {
  autumn: { start: '2026-09-02', halfTerm: ['2026-10-26', '2026-10-30'], end: '2026-12-18' },
  spring: { start: '2027-01-05', halfTerm: ['2027-02-15', '2027-02-19'], end: '2027-03-25' },
  summer: { start: '2027-04-12', halfTerm: ['2027-05-31', '2027-06-04'], end: '2027-07-20', assumed: ['end'] }
}
const json = (change: object = {}, code = '2026-27') =>
  parseCalendarJson(JSON.stringify({ years: { [code]: { ...year, ...change } } }))
const kept = (parsed: ParsedCalendar) => parsed.terms.map(({ term }) => term)
const reasons = (parsed: ParsedCalendar) => parsed.refused.map(({ reason }) => reason).join(' ')

describe('JSON', () => {
  it('takes a whole year, and what is assumed', () => {
    const { terms, refused, warnings } = json()
    expect([refused, warnings]).toEqual([[], []])
    expect(terms.map(each => `${each.start} ${each.halfTermStart} ${each.halfTermEnd} ${each.end}`)).toEqual([
      '2026-09-02 2026-10-26 2026-10-30 2026-12-18',
      '2027-01-05 2027-02-15 2027-02-19 2027-03-25',
      '2027-04-12 2027-05-31 2027-06-04 2027-07-20'
    ])
    expect(terms.map(each => each.assumed)).toEqual([undefined, undefined, ['end']])
  })

  it.each([
    [
      'an end before its start',
      { spring: { ...year.spring, end: '2027-01-04', halfTerm: ['2027-01-02', '2027-01-03'] } },
      'ends on Monday 4 January 2027, before it begins on Tuesday 5 January 2027'
    ],
    [
      'a wrong year',
      { spring: { ...year.spring, end: '2026-03-25' } },
      'Wednesday 25 March 2026 is not in the spring term 2026-27'
    ],
    [
      'a half-term outside',
      { spring: { ...year.spring, halfTerm: ['2027-04-01', '2027-04-02'] } },
      'outside the spring term'
    ],
    [
      'a half-term backwards',
      { spring: { ...year.spring, halfTerm: ['2027-02-19', '2027-02-15'] } },
      'before it begins'
    ],
    [
      'no half-term',
      { spring: { ...year.spring, halfTerm: [] } },
      'half-term’s first day of the spring term 2026-27 is missing'
    ],
    ['a day that does not exist', { spring: { ...year.spring, start: '2027-02-30' } }, '“2027-02-30” is not a date'],
    ['a number for a date', { spring: { ...year.spring, start: 20270105 } }, '“20270105” is not a date'],
    ['a term that is null', { spring: null }, '“spring” of 2026-27 is not a term']
  ])('%s refuses that term only', (_, change, reason) => {
    const parsed = json(change)
    expect(kept(parsed)).toEqual(['autumn', 'summer'])
    expect(reasons(parsed)).toContain(reason)
  })

  it('an overlap refuses the later term', () => {
    const parsed = json({ summer: { ...year.summer, start: '2027-03-22' } })
    expect(kept(parsed)).toEqual(['autumn', 'spring'])
    expect(parsed.refused).toEqual([
      {
        row: 3,
        column: 'start',
        value: '2027-03-22',
        reason: 'The summer term 2026-27 begins before the spring term 2026-27 ends.'
      }
    ])
  })
  it('warns of a weekend', () =>
    expect(json({ autumn: { ...year.autumn, end: '2026-12-19' } }).warnings[0]?.reason).toContain('Saturday'))
  it('an academic year that is none', () => expect(reasons(json({}, '2026-28'))).toContain('not an academic year'))
  it.each(['', 'null', '[]', '{"years":[]}', '{"years":{"2026-27":null}}', '<html>'])(
    '“%s” is refused, not thrown',
    text => {
      const parsed = parseCalendarJson(text)
      expect(parsed.terms).toEqual([])
      expect(parsed.refused.length).toBeGreaterThan(0)
    }
  )
})

describe('CSV', () => {
  const csv = (...more: string[]) =>
    [
      'year,term,kind,date',
      '2026-27,autumn,start,2026-09-02',
      '2026-27,autumn,half-term-start,26/10/2026',
      '2026-27,autumn,half-term-end,2026-10-30',
      '2026-27,Autumn,end,2026-12-18',
      ...more
    ].join('\r\n')
  it('takes a term, its closed days, and English dates', () => {
    const parsed = parseCalendarCsv(`\uFEFF${csv('2026-27,autumn,closed,2026-11-02', '')}`)
    expect(parsed.refused).toEqual([])
    expect(parsed.terms[0]).toMatchObject({ year: '2026-27', term: 'autumn' })
    expect(`${parsed.terms[0]?.halfTermStart} ${parsed.terms[0]?.closed}`).toBe('2026-10-26 2026-11-02')
  })
  it('refuses by row, and keeps the term that is whole', () => {
    const parsed = parseCalendarCsv(
      csv('2026-27,winter,start,2027-01-05', '2026-27,spring,begin,2027-01-05', '2026-27,spring,start,x')
    )
    expect(kept(parsed)).toEqual(['autumn'])
    expect(parsed.refused.slice(0, 3).map(({ row, column }) => `${row} ${column}`)).toEqual([
      '6 term',
      '7 kind',
      '8 date'
    ])
  })
  it('a date given twice', () =>
    expect(reasons(parseCalendarCsv(csv('2026-27,autumn,end,2026-12-19')))).toContain('given twice'))
  it.each([
    ['no columns', 'a,b\n1,2', 'columns year, term, kind, date are missing'],
    ['nothing', '', 'missing'],
    ['an open quote', 'year,term,kind,date\n"2026', 'cannot be read']
  ])('%s', (_, text, reason) => expect(reasons(parseCalendarCsv(text))).toContain(reason))
})

describe('ICS', () => {
  const event = (summary: string, start: string, end?: string) =>
    `BEGIN:VEVENT\r\nSUMMARY:${summary}\r\nDTSTART;VALUE=DATE:${start}\r\n${end ? `DTEND;VALUE=DATE:${end}\r\n` : ''}END:VEVENT\r\n`
  const ics = (...events: string[]) => parseCalendarIcs(`BEGIN:VCALENDAR\r\n${events.join('')}END:VCALENDAR\r\n`)
  const autumn = '2026-09-02 2026-10-26 2026-10-30 2026-12-18'
  const dates = (parsed: ParsedCalendar) =>
    parsed.terms.map(t => `${t.start} ${t.halfTermStart} ${t.halfTermEnd} ${t.end}`)

  it('an end is the day after the last', () =>
    expect(
      dates(ics(event('Autumn term', '20260902', '20261219'), event('Half-term', '20261026', '20261031')))
    ).toEqual([autumn]))
  it('a term in two halves, with a folded line', () =>
    expect(
      dates(
        ics(
          event('Autumn te\r\n rm 1', '20260902', '20261024'),
          event('Autumn half term', '20261026', '20261031'),
          event('Autumn term 2', '20261102', '20261219')
        )
      )
    ).toEqual([autumn]))
  it('a term by its first and last day', () =>
    expect(
      dates(
        ics(
          event('Autumn term starts', '20260902'),
          event('Autumn half term', '20261026', '20261031'),
          event('Autumn term ends', '20261218')
        )
      )
    ).toEqual([autumn]))
  it('names the event it does not understand', () =>
    expect(ics(event('Open evening', '20260910')).refused).toEqual([
      {
        row: 1,
        column: 'SUMMARY',
        value: 'Open evening',
        reason: 'This event is not a term, a half-term or a closed day.'
      }
    ]))
  it('refuses an unreadable or backward event', () =>
    expect(
      ics(event('Autumn term', '20261340'), event('Spring term', '20270105', '20260101')).refused.map(
        ({ column }) => column
      )
    ).toEqual(['DTSTART', 'DTEND']))
  it('refuses what is no calendar', () => expect(reasons(parseCalendarIcs('hello'))).toBe('This is not an ICS file.'))
})
