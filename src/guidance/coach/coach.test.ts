import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { adviceOf, type CoachedTarget, coach, letters } from './coach.ts'

interface Labelled {
  readonly target: string
  readonly baseline: string
  readonly due: string
  readonly area: string
  readonly phase: string
  readonly label: 'good' | 'poor'
}

const labelled: Labelled[] = parse(readFileSync(join(import.meta.dirname, 'testing/targets.csv'), 'utf8'), {
  columns: true
})
const asked = ({ target, baseline, due, area }: Labelled): CoachedTarget => ({
  words: target,
  baseline: baseline || null,
  due: due || null,
  area
})
const isGood = (target: CoachedTarget) => coach(target).verdict !== 'not-yet'

describe('labelled targets of every phase', () => {
  const judged = labelled.map(one => ({ ...one, says: isGood(asked(one)) ? 'good' : 'poor' }))
  const share = (label: string) => {
    const of = judged.filter(one => one.label === label)
    return of.filter(one => one.says === label).length / of.length
  }

  test('there are at least 120 of them, half good, of all phases', () => {
    expect(labelled.length).toBeGreaterThanOrEqual(120)
    expect(labelled.filter(({ label }) => label === 'good').length / labelled.length).toBeCloseTo(0.5, 1)
    expect(new Set(labelled.map(({ phase }) => phase))).toEqual(
      new Set(['early-years', 'primary', 'secondary', 'post-16'])
    )
  })

  test('recall of each class is 80 % or more, balanced accuracy 85 %, precision shown', () => {
    const precision = (label: string) => {
      const said = judged.filter(one => one.says === label)
      return said.filter(one => one.label === label).length / said.length
    }
    const figures = {
      recall: { good: share('good'), poor: share('poor') },
      precision: { good: precision('good'), poor: precision('poor') }
    }
    const wrong = judged.filter(one => one.says !== one.label).map(one => `${one.label}: ${one.target}`)
    const told = `${JSON.stringify(figures)}\n${wrong.join('\n')}`
    expect(figures.recall.good, told).toBeGreaterThanOrEqual(0.8)
    expect(figures.recall.poor, told).toBeGreaterThanOrEqual(0.8)
    expect((figures.recall.good + figures.recall.poor) / 2, told).toBeGreaterThanOrEqual(0.85)
  })
})

describe('each letter says why', () => {
  const cases: ReadonlyArray<[string, CoachedTarget, Partial<Record<(typeof letters)[number], string>>]> = [
    ['a vague word alone is not specific', { words: 'Improve reading' }, { specific: 'missing' }],
    [
      'what an adult does is not the child’s target',
      { words: 'Staff will read with Mia each day' },
      { specific: 'missing' }
    ],
    ['an action without where or what is weak', { words: 'Read more' }, { specific: 'weak', measurable: 'missing' }],
    [
      'an aim with a figure is specific',
      { words: 'Raise attendance to 93%', baseline: '88%' },
      { specific: 'met', measurable: 'met' }
    ],
    [
      '“95 % or more of sessions” has its number',
      { words: 'Attend 95 % or more of sessions from now to Easter', baseline: '91 % last term' },
      { specific: 'met', measurable: 'met' }
    ],
    [
      '“95 per cent of sessions” has its number',
      { words: 'Attend 95 per cent of sessions from now to Easter', baseline: '91 % last term' },
      { specific: 'met', measurable: 'met' }
    ],
    ['an aim without one is not', { words: 'Raise attendance', baseline: '88%' }, { specific: 'missing' }],
    [
      'a label is not a measure',
      { words: 'Write stories in year 5 for key stage 2', baseline: 'Short' },
      { measurable: 'missing' }
    ],
    [
      'an observable yes or no is a measure',
      { words: 'Opens a bank account', baseline: 'None' },
      { measurable: 'met' }
    ],
    ['no baseline weakens it', { words: 'Reads 40 words a minute', baseline: null }, { measurable: 'weak' }],
    ['a baseline that was not asked for does not', { words: 'Reads 40 words a minute' }, { measurable: 'met' }],
    [
      'three years of reading age in a term',
      { words: 'Reading age of 10 years', baseline: 'Reading age 7 years', due: '2027-02-12' },
      { achievable: 'missing' }
    ],
    [
      'the same over a year',
      {
        words: 'Reading age of 8 years 6 months',
        baseline: 'Reading age 7 years',
        starts: '2026-09-01',
        due: '2027-07-20'
      },
      { achievable: 'met' }
    ],
    [
      'attendance from 60 to 100',
      { words: 'Attend 100% of lessons', baseline: '60% attendance' },
      { achievable: 'missing' }
    ],
    ['at its baseline', { words: 'Attend 90% of lessons', baseline: '90%' }, { achievable: 'missing' }],
    ['fewer is a step down', { words: 'Reduce detentions from 4 to 1' }, { achievable: 'met' }],
    ['fewer that is more', { words: 'No more than 6 detentions', baseline: '4 detentions' }, { achievable: 'missing' }],
    [
      'knowing a number of things is weak: how is it shown?',
      { words: 'To know the 20 key words', baseline: '8 of them' },
      { specific: 'weak', measurable: 'met' }
    ],
    [
      'nothing to judge by',
      { words: 'Read 40 words a minute' },
      { achievable: 'unknown', relevant: 'unknown', timeBound: 'unknown' }
    ],
    ['asked for a need and given none', { words: 'Read 40 words a minute', need: '' }, { relevant: 'missing' }],
    [
      'after the next meeting',
      { words: 'Read 40 words a minute', due: '2027-03-01', nextMeeting: '2027-02-01' },
      { timeBound: 'weak' }
    ],
    ['May and April may be people', { words: 'Reads to May and April', due: null }, { timeBound: 'missing' }],
    ['ongoing has no end', { words: 'Reads to May, ongoing', due: null }, { timeBound: 'missing' }],
    ['how long it is kept up is not by when', { words: 'Attends for six weeks', due: null }, { timeBound: 'weak' }]
  ]
  test.each(cases)('%s', (_name, target, expected) => {
    const found = coach(target)
    expect(Object.fromEntries(Object.keys(expected).map(name => [name, found[name as 'specific'].letter]))).toEqual(
      expected
    )
  })

  test('whatever is not met has one thing to do about it, and whatever is met has none', () => {
    for (const one of labelled) {
      const found = coach(asked(one))
      for (const name of letters) {
        const { letter, advice } = found[name]
        expect(advice !== null, `${name} of ${one.target}`).toBe(letter === 'weak' || letter === 'missing')
      }
      expect(adviceOf(found).length).toBe(letters.filter(name => found[name].advice !== null).length)
    }
  })
})

describe('pairs: take one thing out of a good target and that letter falls', () => {
  const good = labelled.filter(({ label }) => label === 'good').map(asked)
  const rank = { met: 2, weak: 1, missing: 0, unknown: 0 }
  const numbers = /\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|once|twice|fifteen)\b/gi

  test('without its baseline it is less measurable', () => {
    for (const target of good.filter(({ baseline }) => baseline)) {
      const found = coach({ ...target, baseline: null }).measurable.letter
      if (/\bfrom\b.* to\b/.test(target.words)) continue
      expect(rank[found], target.words).toBeLessThan(rank.met)
    }
  })

  /** A second day stands in it still. */
  const another =
    /\b(?:easter|christmas|terms?|january|february|march|april|may|june|july|summer|spring|autumn|\w+day (?:and|until|each))\b/i
  test('without its date it is less time-bound', () => {
    for (const target of good) {
      const words = target.words
        .replace(/^By [^,]+, /i, '')
        .replace(
          /,? (?:by|before|until|between|on|for the next|this|in november|from) (?!him|her|them|bus|the spring concert)[^,]*$/i,
          ''
        )
      if (words === target.words || another.test(words)) continue
      expect(rank[coach({ ...target, words, due: null }).timeBound.letter], `${target.words} → ${words}`).toBeLessThan(
        rank.met
      )
    }
  })

  test.each([
    'Attend lessons on 4 days a week',
    'Reads a level 14 book aloud with 9 words in 10 correct',
    'Write a paragraph of five sentences, each with a capital letter and a full stop, without help',
    'Ask an adult for a break with the blue card, four times out of five',
    'Finish the foundation paper on ratio with 60% or more',
    'Visit two colleges and send one application',
    'Recall the 3, 4 and 8 times tables in under 5 seconds each',
    'Put on her coat by herself on 4 of 5 days',
    'Attends every Monday and Thursday morning for six weeks in a row',
    'Spell 45 of the 50 common words in the quiz'
  ])('without its numbers it is less measurable: %s', words => {
    const before = coach({ words, baseline: 'Not yet' }).measurable.letter
    const after = coach({ words: words.replace(numbers, ''), baseline: 'Not yet' }).measurable.letter
    expect(before).toBe('met')
    expect(rank[after]).toBeLessThan(rank.met)
  })

  test.each([
    ['Please note that ', ''],
    ['It would be really nice if ', ''],
    ['', ', as we agreed together'],
    ['', ', with lots of praise'],
    ['In the coming weeks, ', '']
  ])('filler changes nothing: “%s…%s”', (before, after) => {
    for (const one of labelled.map(asked)) {
      const padded = coach({ ...one, words: `${before}${one.words}${after}` })
      const found = coach(one)
      for (const name of letters)
        expect(padded[name].letter, `${name}: ${before}${one.words}${after}`).toBe(found[name].letter)
    }
  })

  test('another name changes nothing', () => {
    for (const one of labelled.map(asked)) {
      const renamed = one.words.replace(/\b(?:Leo|Kai|Mr Patel|Miss Dow|Ms Ford|Maisie)\b/g, 'Siân O’Connor')
      const [found, again] = [coach(one), coach({ ...one, words: renamed })]
      for (const name of letters) expect(again[name].letter, renamed).toBe(found[name].letter)
    }
  })

  test('hostile and empty words are judged like any others', () => {
    for (const words of [
      '',
      ' ',
      '<script>alert(1)</script>',
      '٣ كتب',
      'a'.repeat(100_000),
      '1 '.repeat(20_000),
      '👍'.repeat(500)
    ]) {
      expect(coach({ words, baseline: words, due: null }).verdict).toBe('not-yet')
    }
  })
})
