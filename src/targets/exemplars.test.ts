import { expect, test } from 'vitest'
import { coach } from '../guidance/coach/coach.ts'
import { phases } from '../guidance/words.ts'
import { areasOf } from './areas.ts'
import { type Exemplar, givenExemplars, laidOver, shownFor } from './exemplars.ts'

test.each(givenExemplars)('the coach finds the example good: $words', ({ words, baseline, area, phase }) => {
  const { specific, measurable, achievable } = coach({ words, baseline })
  expect([specific.letter, measurable.letter, achievable.letter]).toEqual(['met', 'met', 'met'])
  expect(phase && areasOf(phase)).toContain(area)
})
test('every phase has some', () => {
  for (const phase of phases) expect(shownFor(givenExemplars, phase, '').length).toBeGreaterThan(4)
  expect(new Set(givenExemplars.map(({ key }) => key)).size).toBe(givenExemplars.length)
})
test('the Virtual School’s take the place of ours, hide them, and come besides', () => {
  const [first, second] = givenExemplars as [Exemplar, Exemplar]
  const own: Exemplar = { ...first, key: 'own', words: 'Own', phase: null, area: 'attendance' }
  const all = laidOver([{ ...first, words: 'Otherwise' }, { ...second, hidden: true }, own])
  expect(shownFor(all, 'early-years', first.area).map(({ words }) => words)).toEqual(['Otherwise'])
  expect(shownFor(all, 'early-years', second.area).map(({ key }) => key)).not.toContain(second.key)
  expect(shownFor(all, 'secondary', 'attendance').map(({ words }) => words)).toContain('Own')
})
test('with an area that has none, those of the phase', () =>
  expect(shownFor(givenExemplars, 'primary', 'interests')).toHaveLength(shownFor(givenExemplars, 'primary', '').length))
