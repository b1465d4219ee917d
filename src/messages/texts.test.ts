import { expect, test } from 'vitest'
import { longDate } from './text.ts'
import { texts } from './texts.ts'

const facts = {
  link: 'https://pep.example/peps/0198c0de-0000-7000-8000-000000000001',
  on: Temporal.PlainDate.from('2026-10-23'),
  at: Temporal.PlainTime.from('09:30'),
  due: Temporal.PlainDate.from('2026-11-06'),
  minutes: 15,
  counts: new Map([
    ['late', 2],
    ['this-week', 1]
  ] as const),
  others: 2,
  dates: [{ on: Temporal.PlainDate.from('2026-10-23'), at: '09:30' }],
  // What a careless caller might hand over with the facts: none of it may come out.
  childName: 'Zephyrine Quill',
  place: 'Elm Bank House'
}
const all = Object.entries(texts).map(([kind, text]) => ({ kind, ...text(facts) }))

test.each(all)('$kind says what waits and links to it', ({ subject, words }) => {
  expect(subject.length).toBeGreaterThan(10)
  expect(subject.length).toBeLessThan(80)
  expect(words).toContain(facts.link)
})

test.each(all)('$kind leaks neither name nor place', ({ subject, words }) => {
  for (const secret of ['Zephyrine', 'Quill', 'Elm Bank']) {
    expect(subject).not.toContain(secret)
    expect(words).not.toContain(secret)
  }
})

test('a meeting says its day and time, and only its day where no time is set', () => {
  expect(texts.invited(facts).words).toContain('Friday 23 October 2026 at 09:30')
  expect(texts.invited({ ...facts, at: null }).words).toContain('on Friday 23 October 2026.')
  expect(longDate(facts.due)).toBe('Friday 6 November 2026')
})
