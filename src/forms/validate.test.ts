import { describe, expect, test } from 'vitest'
import type { Question } from './definition.ts'
import { mostRows } from './definition.ts'
import { longestText, parseAnswer } from './validate.ts'
import { formatAnswer, sameValue } from './value.ts'

const question = (over: Partial<Question>): Question => ({
  id: 'B.x',
  label: 'X',
  kind: 'text',
  required: 'never',
  audience: [],
  ...over
})
const options = [
  { value: 'a', label: 'Apple' },
  { value: 'b', label: 'Bread' }
]
const value = (over: Partial<Question>, input: unknown) => {
  const parsed = parseAnswer(question(over), input)
  return parsed.valid ? parsed.value : { problem: parsed.problem }
}
const problem = (over: Partial<Question>, input: unknown) => {
  const parsed = parseAnswer(question(over), input)
  return parsed.valid ? null : parsed.problem
}

test.each<[string, Partial<Question>, unknown, unknown]>([
  ['text is trimmed', {}, '  hello\r\nyou  ', 'hello\nyou'],
  ['text is composed', {}, 'Sia\u0302n', 'Siân'],
  ['blank is nothing', {}, ' \n ', null],
  ['absent is nothing', {}, undefined, null],
  ['a line has no line ends', { kind: 'text-line' }, 'a\n b', 'a b'],
  ['ISO date', { kind: 'date' }, '2026-10-23', '2026-10-23'],
  ['day first', { kind: 'date' }, '3/1/2026', '2026-01-03'],
  ['month in words', { kind: 'date' }, '23 October 2026', '2026-10-23'],
  ['three boxes', { kind: 'date' }, { day: '3', month: 'Feb', year: '2026' }, '2026-02-03'],
  ['empty boxes', { kind: 'date' }, { day: '', month: ' ', year: '' }, null],
  ['29 February in a leap year', { kind: 'date' }, '29/02/2028', '2028-02-29'],
  ['number', { kind: 'number' }, ' 12 ', 12],
  ['thousands', { kind: 'number' }, '1,200', 1200],
  ['minus nothing', { kind: 'number' }, '-0', 0],
  ['decimals where allowed', { kind: 'number', decimals: 2 }, '12.25', 12.25],
  ['zero is an answer', { kind: 'number', min: 0, max: 40 }, '0', 0],
  ['a number as such', { kind: 'number' }, 7, 7],
  ['choice', { kind: 'choice', options }, 'a', 'a'],
  ['choice by label', { kind: 'choice', options }, 'Bread', 'b'],
  ['grade typed as a number', { kind: 'grade', options: [{ value: '9', label: 'Grade 9' }] }, 9, '9'],
  ['several, in the order of the list, once', { kind: 'several', options }, ['b', 'a', 'b'], ['a', 'b']],
  ['one of several', { kind: 'several', options }, 'b', ['b']],
  ['none of several', { kind: 'several', options }, '', null],
  ['yes', { kind: 'yes-no' }, 'yes', true],
  ['no', { kind: 'yes-no' }, 'No', false],
  ['false as such', { kind: 'yes-no' }, false, false],
  ['not said', { kind: 'yes-no' }, '', null]
])('%s', (_, over, input, expected) => expect(value(over, input)).toEqual(expected))

test.each<[string, Partial<Question>, unknown, RegExp]>([
  ['last Tuesday', { kind: 'date' }, 'last Tuesday', /Enter a date/],
  [
    'last Tuesday in a box',
    { kind: 'date' },
    { day: 'last Tuesday', month: '', year: '' },
    /must have a month and a year/
  ],
  ['31 February', { kind: 'date' }, '31/02/2026', /no such date/],
  ['29 February', { kind: 'date' }, '2026-02-29', /no such date/],
  ['a year of two', { kind: 'date' }, '1/2/26', /four numbers/],
  ['a far year', { kind: 'date' }, '1/1/9999', /between 1900 and 2100/],
  ['month 13', { kind: 'date' }, '1/13/2026', /no such date/],
  ['month smarch', { kind: 'date' }, '1 smarch 2026', /in numbers/],
  ['words for a number', { kind: 'number' }, 'lots', /Enter a number/],
  ['too many', { kind: 'number', min: 0, max: 40 }, '41', /from 0 to 40/],
  ['negative', { kind: 'number', min: 0 }, '-5', /0 or more/],
  ['infinite', { kind: 'number' }, 'Infinity', /Enter a number/],
  ['exponent', { kind: 'number' }, '1e308', /Enter a number/],
  ['hex', { kind: 'number' }, '0x10', /Enter a number/],
  ['NaN as such', { kind: 'number' }, Number.NaN, /Enter a number/],
  ['half', { kind: 'number' }, '1.5', /whole number/],
  ['too fine', { kind: 'number', decimals: 1 }, '1.55', /no more than 1/],
  ['a choice that is not there', { kind: 'choice', options }, 'c', /in the list/],
  ['a choice from the prototype', { kind: 'choice', options }, 'constructor', /in the list/],
  ['two of one choice', { kind: 'choice', options }, ['a', 'b'], /Choose one/],
  ['one strange of several', { kind: 'several', options }, ['a', 'zzz'], /only from/],
  ['several inside several', { kind: 'several', options }, [['a']], /in the list/],
  ['maybe', { kind: 'yes-no' }, 'maybe', /yes or no/],
  ['both', { kind: 'yes-no' }, ['yes', 'no'], /yes or no/],
  ['text as a list', {}, ['a', 'b'], /in words/],
  ['text as a thing', {}, { toString: 'x' }, /in words/],
  ['a file’s name', { kind: 'file' }, '../../etc/passwd', /again/],
  ['too long', {}, 'x'.repeat(100_000), /20,000 characters or fewer. It has 100,000/],
  ['a table as words', { kind: 'rows', columns: [] }, 'x', /table/],
  ['a table of lists', { kind: 'rows', columns: [] }, [['x']], /table/]
])('%s is kept as typed with a problem', (_, over, input, words) => expect(problem(over, input)).toMatch(words))

test('what was typed is kept beside its problem', () => {
  const parsed = parseAnswer(question({ kind: 'date' }), { day: 'last Tuesday', month: '', year: '' })
  expect(parsed).toMatchObject({ valid: false, raw: { day: 'last Tuesday', month: '', year: '' } })
  const long = parseAnswer(question({}), 'é'.repeat(longestText + 1))
  expect(long).toMatchObject({ valid: false, raw: 'é'.repeat(longestText + 1) })
})

const nasty: unknown[] = [
  '\0',
  'a\0b',
  '\0\0\0',
  '\uD800',
  'x\uDFFF',
  '\uFEFF',
  '\u202Eevil',
  '\u200B',
  '\u0007',
  '\u001B[31m',
  '\x7F',
  "'; drop table child; --",
  '" or 1=1 --',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what somebody may type
  '${7*7}',
  '#{7*7}',
  '=cmd|calc',
  '+1+1',
  '-1+1',
  '@sum(A1)',
  '%00',
  '%s%s%n',
  '../../../etc/passwd',
  'C:\\con',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-0',
  '1e999',
  '٣',
  '１２',
  '👩‍👩‍👧‍👦',
  'Ṱ̺̺̕o͞ ̷i̲̬',
  'ﷺ',
  'مرحبا',
  'שלום',
  'İstanbul',
  'ß',
  'ﬁ',
  '\r\r\n\n',
  '\t',
  '#set text(red)',
  '$ x^2 $',
  '*_`~',
  'a'.repeat(25_000),
  '2026-13-45',
  '99/99/9999',
  '0000-00-00',
  '-2026-01-01',
  [],
  [[]],
  [[[[[[['deep']]]]]]],
  {},
  { __proto__: { polluted: 'yes' } },
  JSON.parse('{"__proto__": {"polluted": "yes"}}'),
  { day: {}, month: [], year: null },
  { day: '\0', month: '1', year: '2026' },
  { length: 1e9 },
  { toString: null, valueOf: null },
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  false,
  null,
  undefined,
  10n,
  Symbol('x'),
  () => 'x',
  new Date(0),
  new Map(),
  Object.create(null),
  new Array(100).fill({ name: '\0' }),
  [{ name: { name: 'x' } }],
  [null],
  [undefined]
]

describe('hostile input', () => {
  const kinds: Partial<Question>[] = [
    { kind: 'text' },
    { kind: 'text-line' },
    { kind: 'choice', options },
    { kind: 'several', options },
    { kind: 'yes-no' },
    { kind: 'date' },
    { kind: 'number', min: 0, max: 40 },
    { kind: 'grade', options },
    { kind: 'person' },
    { kind: 'setting' },
    { kind: 'file' },
    {
      kind: 'rows',
      columns: [
        { id: 'name', label: 'Name', kind: 'text-line' },
        { id: 'on', label: 'On', kind: 'date' }
      ]
    }
  ]
  test('there is enough of it', () => expect(nasty.length).toBeGreaterThan(50))
  test.each(kinds)('$kind never throws, and all that is kept can be stored', over => {
    for (const input of nasty) {
      const parsed = parseAnswer(question(over), input)
      const kept = JSON.stringify(parsed)
      expect(kept).not.toMatch(/\\u0000|\\ud[89a-f]/i)
      expect(JSON.parse(kept)).toEqual(parsed)
      if (!parsed.valid) expect(parsed.problem.length).toBeGreaterThan(5)
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
  test('text is kept as typed, but for what cannot be stored', () => {
    for (const typed of ['<script>alert(1)</script>', '=cmd|calc', '#set text(red)', "'; drop table child; --"])
      expect(value({}, typed)).toBe(typed)
    expect(value({}, 'a\0b')).toBe('a\uFFFDb')
    expect(value({}, 'x\uDFFF')).toBe('x\uFFFD')
  })
})

describe('a table of rows', () => {
  const table = question({
    kind: 'rows',
    columns: [
      { id: 'name', label: 'Name', kind: 'text-line' },
      { id: 'on', label: 'Started', kind: 'date' }
    ]
  })
  test('keeps filled rows and known columns', () => {
    const input = [
      { name: ' Oak ', on: { day: '1', month: '9', year: '2025' }, evil: 'x' },
      { name: '', on: '' }
    ]
    expect(parseAnswer(table, input)).toEqual({ valid: true, value: [{ name: 'Oak', on: '2025-09-01' }] })
  })
  test('says which row and column is wrong and keeps all of it', () => {
    const parsed = parseAnswer(table, [{ name: 'Oak' }, { name: 'Elm', on: 'soon' }])
    expect(parsed).toMatchObject({ valid: false, problem: expect.stringMatching(/^Row 2, Started: Enter a date/) })
    expect(parsed).toMatchObject({ raw: [{ name: 'Oak' }, { name: 'Elm', on: 'soon' }] })
  })
  test('has a longest length', () => {
    expect(parseAnswer(table, new Array(mostRows + 1).fill({ name: 'x' })).valid).toBe(false)
  })
  test('reads well', () => {
    expect(formatAnswer(table, [{ name: 'Oak', on: '2025-09-01' }, { name: 'Elm' }])).toBe(
      'Name: Oak; Started: 1 September 2025\nName: Elm'
    )
  })
})

test.each<[Partial<Question>, Parameters<typeof formatAnswer>[1], string]>([
  [{ kind: 'date' }, '2026-10-23', '23 October 2026'],
  [{ kind: 'choice', options }, 'b', 'Bread'],
  [{ kind: 'choice', options }, 'gone', 'gone'],
  [{ kind: 'several', options }, ['a', 'b'], 'Apple, Bread'],
  [{ kind: 'yes-no' }, false, 'No'],
  [{ kind: 'number', unit: 'hours a week' }, 1200.5, '1,200.5 hours a week'],
  [{ kind: 'file' }, ['x'], '1 file'],
  [{}, null, '']
])('%j reads %j as %s', (over, given, words) => expect(formatAnswer(question(over), given)).toBe(words))

test('the same answer is the same, however its row is ordered', () => {
  expect(sameValue([{ a: 1, b: 2 }], [{ b: 2, a: 1 }])).toBe(true)
  expect(sameValue(null, undefined)).toBe(true)
  expect(sameValue(['a', 'b'], ['b', 'a'])).toBe(false)
  expect(sameValue(1, '1')).toBe(false)
  expect(sameValue(false, null)).toBe(false)
})
