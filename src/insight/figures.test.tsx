import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { findTerm } from '../guidance/calendar.ts'
import { warwickshire } from '../guidance/testing/books.ts'
import { PulseFigures, trend } from './figures.tsx'
import type { TermFigures } from './pulse.ts'

const term = findTerm({ year: '2026-27', term: 'autumn' }, warwickshire)
if (!term) throw new Error('no term')
const none = { met: 0, of: 0 }
const figures = (more: Partial<TermFigures> = {}): TermFigures => ({
  term,
  runs: true,
  termly: { ...none, inside: 0, toCome: 0 },
  initial: { arranged: none, held: none, inside: 0 },
  currency: none,
  quality: none,
  ...more
})
const over = figures({
  runs: false,
  termly: { met: 91, of: 100, inside: 0, toCome: 0 },
  initial: { arranged: none, held: { met: 3, of: 4 }, inside: 0 },
  currency: { met: 88, of: 100 },
  quality: { met: 1, of: 2 }
})
const said = (now: TermFigures, before: TermFigures | null = over) =>
  renderToString(<PulseFigures pulse={{ now, before }} />)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('a figure says what it is of', () => {
  test.each<[string, Partial<TermFigures>, string]>([
    [
      'reviews, with some to come: of all the children, and set against nothing',
      { termly: { met: 37, of: 37, inside: 2, toCome: 23 } },
      'Reviews held in time 62% 37 of 60 children so far 23 still to come. 2 inside their first 20 days. Last term, at its end: 91% What'
    ],
    [
      'reviews, when all have been due',
      { termly: { met: 57, of: 60, inside: 0, toCome: 0 } },
      '95% 57 of 60 children Last term, at its end: 91%, up 4 points'
    ],
    [
      'first meetings of a term that runs',
      { initial: { arranged: { met: 5, of: 5 }, held: { met: 4, of: 5 }, inside: 7 } },
      '80% 4 of 5 children so far Arranged within 10 days: 5 of 5. 7 inside their first 20 days. Last term, at its end: 75% What'
    ],
    [
      'plans reviewed, when the term is over',
      { runs: false, quality: { met: 3, of: 4 } },
      '75% 3 of 4 plans reviewed Last term, at its end: 50%, up 25 points'
    ],
    [
      'current plans: a day against a day',
      { currency: { met: 54, of: 60 } },
      '90% 54 of 60 children today Before this term began: 88%, up 2 points'
    ]
  ])('%s', (_, more, words) => expect(said(figures(more))).toContain(words))

  test('nothing of nothing', () => {
    expect(said(figures(), null)).toContain('Reviews held in time None yet What this counts')
    expect(trend(null, null)).toBe('Last term, at its end: none')
  })
})
