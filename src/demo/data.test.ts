import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bankHolidays } from '../authorities/bank-holidays.ts'
import { formFor } from '../forms/load.ts'
import { isAfter, isWeekend } from '../guidance/dates.ts'
import { phases } from '../guidance/words.ts'
import { root } from '../paths.ts'
import { inventedTerms } from './calendar.ts'
import { demoChildren } from './children.ts'
import { demoPeople } from './people.ts'
import { sentences } from './sentences.ts'
import { demoSettings } from './settings.ts'

test.each(Array.from({ length: 40 }, (_, index) => 2020 + index))(
  'terms of %i stand in order, off bank holidays and weekends',
  year => {
    const terms = inventedTerms(year)
    const edges = terms.flatMap(term => [term.start, term.halfTermStart, term.halfTermEnd, term.end])
    for (const [at, date] of edges.entries()) {
      const before = edges[at - 1]
      if (before) expect(isAfter(date, before), `${before} before ${date}`).toBe(true)
    }
    for (const { start, end } of terms)
      for (const date of [start, end]) {
        expect(isWeekend(date), `${date}`).toBe(false)
        expect(bankHolidays([date.year]).has(date.toString()), `${date}`).toBe(false)
      }
  }
)

describe('the data', () => {
  test('keys, words and addresses are unique', () => {
    for (const keys of [
      demoChildren.map(one => one.key),
      demoPeople.map(one => one.key),
      demoPeople.map(one => one.email),
      demoPeople.flatMap(one => one.word ?? []),
      demoSettings.map(one => one.key)
    ])
      expect(new Set(keys).size).toBe(keys.length)
  })

  test('addresses, numbers and URNs belong to nobody', () => {
    for (const { email, phone } of demoPeople) {
      expect(email).toMatch(/^[a-z.]+@[a-z]+\.example$/)
      if (phone) expect(phone).toMatch(/^01632 960\d{3}$/)
    }
    for (const { urn } of demoSettings) if (urn !== null) expect(urn).toBeGreaterThanOrEqual(900_001)
  })

  test('each sentence answers a question of a form', () => {
    const asked = new Set(
      phases.flatMap(phase =>
        [[], ['no-school-place', 'uasc', 'neet', 'leaving-care'] as const].flatMap(circumstances =>
          formFor({ phase, circumstances }).sections.flatMap(section => section.questions.map(one => one.id))
        )
      )
    )
    expect(Object.keys(sentences).filter(id => !asked.has(id))).toEqual([])
  })

  test('the table of circumstances names children who are there', () => {
    const table = readFileSync(join(root, 'docs/circumstances.md'), 'utf8').split('## Bad input')[0] ?? ''
    const named = table
      .split('\n')
      .flatMap(row => (row.startsWith('| ') ? (row.split(' | ').at(-1)?.replace(/ \|$/, '') ?? []) : []))
    const names = new Set(demoChildren.map(({ first, last }) => `${first} ${last}`))
    expect(named.length).toBeGreaterThan(35)
    expect(named.slice(2).filter(name => !names.has(name))).toEqual([])
  })

  test('the guide names every child, and every person who has a word', () => {
    const guide = readFileSync(join(root, 'docs/demonstration.md'), 'utf8')
    for (const { first, last, about } of demoChildren) {
      expect(guide).toContain(`${first} ${last}`)
      expect(guide).toContain(about)
    }
    for (const { word, name } of demoPeople) if (word) expect(guide).toContain(`| \`${word}\` | ${name} |`)
  })
})
