import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { AskQuestion, firstBoxOf } from './ask.tsx'
import { AskSection } from './ask-section.tsx'
import type { FormContext } from './condition.ts'
import type { Value } from './definition.ts'
import { formFor } from './load.ts'
import { readForm, rowWanted } from './read.ts'
import { parseAnswer } from './validate.ts'

const context: FormContext = {
  answers: new Map(),
  phase: 'secondary',
  circumstances: [],
  kind: 'termly',
  term: 'autumn',
  yearGroup: 10
}
const form = formFor(context)
const section = (id: string) => {
  const found = form.sections.find(one => one.id === id)
  if (!found) throw new Error(id)
  return found
}
const question = (id: string) => {
  const found = form.sections.flatMap(one => one.questions).find(one => one.id === id)
  if (!found) throw new Error(id)
  return found
}
const ask = (id: string, props: Partial<Parameters<typeof AskQuestion>[0]> = {}) =>
  renderToString(<AskQuestion question={question(id)} base={null} {...props} />)

describe('AskQuestion', () => {
  test('asks in a labelled field with the version it is based on', () => {
    const html = ask('M.progress', { value: '<b>Fine</b>', base: 7 })
    expect(html).toContain('<label class="govuk-label govuk-label--s" for="q:M.progress">')
    expect(html).toContain('&lt;b>Fine&lt;/b>')
    expect(html).toContain('name="base:M.progress" value="7"')
  })
  test('shows what was typed and what is wrong with it', () => {
    const html = ask('B.dateOfBirth', { raw: { day: 'last Tuesday', month: '', year: '' }, error: 'Enter a date' })
    expect(html).toContain('value="last Tuesday"')
    expect(html).toContain('Enter a date')
    expect(firstBoxOf(question('B.dateOfBirth'))).toBe('q:B.dateOfBirth-day')
    expect(html).toContain('id="q:B.dateOfBirth-day"')
  })
  test('says who answered, and asks whether last term’s answer is still true', () => {
    expect(ask('M.progress', { meta: { by: 'Ann Ode', at: '2026-10-03' } })).toContain(
      'Last answered by Ann Ode, 3 October 2026'
    )
    const carried = ask('M.carePlan', { meta: { by: 'Ann Ode', at: '2026-10-03', carried: true } })
    expect(carried).toContain('From last term: Ann Ode, 3 October 2026')
    expect(carried).toContain('name="still:M.carePlan"')
  })
  test('a table has its rows, one more, and a button that works without scripts', () => {
    const html = ask('D.emergencyOrder', { value: [{ name: 'Jo', telephone: '01926' }] })
    expect(html).toContain('name="q:D.emergencyOrder.0.name"')
    expect(html).toContain('name="q:D.emergencyOrder.1.name"')
    expect(html).not.toContain('name="q:D.emergencyOrder.2.name"')
    expect(html).toContain('name="add-row" value="D.emergencyOrder"')
    expect(ask('D.emergencyOrder', { rows: 4 })).toContain('name="q:D.emergencyOrder.3.name"')
  })
})

test('every question of every section can be asked', () => {
  for (const one of form.sections)
    for (const each of one.questions) {
      const html = renderToString(<AskQuestion question={each} base={1} />)
      expect(html).toContain(`id="${firstBoxOf(each)}"`)
      expect(html).toContain(`name="base:${each.id}"`)
    }
})

test('a section has headings, and a follow-up stands inside the answer that opens it', () => {
  const html = renderToString(<AskSection section={section('F')} context={context} asking={() => ({ base: null })} />)
  expect(html).toContain('<h2 class="govuk-heading-m">Hours</h2>')
  const conditional = html.indexOf('id="conditional-q:F.alternative"')
  expect(conditional).toBeGreaterThan(0)
  expect(html.indexOf('q:F.alternativeProvision.0.provider')).toBeGreaterThan(conditional)
  expect(html.match(/name="base:F.alternativeProvision"/g)).toHaveLength(1)
})

describe('readForm', () => {
  const read = (id: string, body: Record<string, unknown>) => Object.fromEntries(readForm(section(id), body))
  test('reads fields, boxes of a date, versions', () => {
    const body = {
      'q:B.preferredName': 'Sam',
      'base:B.preferredName': '3',
      'q:B.dateOfBirth-day': '1',
      'q:B.dateOfBirth-month': '2',
      'q:B.dateOfBirth-year': '2012',
      'base:B.dateOfBirth': '',
      'still:B.preferredName': 'yes'
    }
    expect(read('B', body)).toEqual({
      'B.preferredName': { input: 'Sam', base: 3, still: true },
      'B.dateOfBirth': { input: { day: '1', month: '2', year: '2012' }, base: null, still: false }
    })
  })
  test('an unticked box is an answer that was taken away; a page that did not ask says nothing', () => {
    expect(read('D', { 'base:D.schoolLetters': '2' })).toEqual({
      'D.schoolLetters': { input: null, base: 2, still: false }
    })
    expect(read('D', {})).toEqual({})
  })
  test('reads rows, and what was drawn is read back the same', () => {
    const body = {
      'q:F.previous.0.from-day': '5',
      'q:F.previous.0.from-month': '10',
      'q:F.previous.0.from-year': '2026',
      'q:F.previous.0.reason': 'A new home',
      'q:F.previous.1.reason': '',
      'add-row': 'F.previous'
    }
    const posted = readForm(section('F'), body).get('F.previous')
    expect(parseAnswer(question('F.previous'), posted?.input)).toEqual({
      valid: true,
      value: [{ from: '2026-10-05', reason: 'A new home' }]
    })
    expect(rowWanted(section('F'), body)).toBe('F.previous')
    expect(rowWanted(section('G'), { 'add-row': 'B.evil' })).toBeNull()
  })
  test('takes nothing from prototypes or other sections', () => {
    const body = Object.create({ 'q:M.progress': 'inherited' })
    expect(readForm(section('M'), body).size).toBe(0)
    expect(read('M', { 'q:B.preferredName': 'x', 'q:__proto__': 'x', 'base:M.progress': ['1', '2'] })).toEqual({
      'M.progress': { input: null, base: null, still: false }
    })
  })
})

test('a value goes out to the page and comes back the same', () => {
  const values: Record<string, Value> = {
    'B.preferredName': 'Siân "O\'Brien" <3',
    'B.dateOfBirth': '2012-02-29',
    'B.interpreterNeeded': false
  }
  for (const [id, value] of Object.entries(values)) {
    const html = ask(id, { value, base: 1 })
    const fields = [...html.matchAll(/<input[^>]*>/g)]
      .map(([tag]) => tag)
      .filter(tag => !/type="radio"/.test(tag) || / checked/.test(tag))
    const plain = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
    const body = Object.fromEntries(
      fields.map(tag => [/name="([^"]*)"/.exec(tag)?.[1], plain(/value="([^"]*)"/.exec(tag)?.[1])])
    )
    expect(parseAnswer(question(id), readForm(section(id.slice(0, 1)), body).get(id)?.input)).toEqual({
      valid: true,
      value
    })
  }
})

test('each heading stands once, whatever a circumstance adds beneath it', () => {
  const circumstances = ['no-school-place', 'uasc'] as const
  const here = { ...context, circumstances }
  const found = formFor(here).sections.find(one => one.id === 'F')
  const html = found
    ? renderToString(<AskSection section={found} context={here} asking={() => ({ base: null })} />)
    : ''
  const headings = [...html.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, words]) => words)
  expect(headings).toContain('Before')
  expect(new Set(headings).size).toBe(headings.length)
})
