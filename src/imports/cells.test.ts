import { describe, expect, it } from 'vitest'
import {
  type CellReader,
  childsBirthDate,
  date,
  email,
  ifItCan,
  oneOf,
  pastDate,
  sex,
  wholeNumber,
  words,
  yesNo
} from './cells.ts'
import { checkLetterOf, identifier, laCode, ukprn, upn, urn } from './identifiers.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const said = <T>(read: CellReader<T>, text: string): unknown => {
  const cell = read(text, today)
  return 'reason' in cell
    ? `refused: ${cell.reason}`
    : cell.value instanceof Temporal.PlainDate
      ? cell.value.toString()
      : cell.value
}
const refused = (words: string) => expect.stringMatching(new RegExp(`^refused: .*${words}`))

describe('dates', () => {
  it.each([
    ['2026-10-23', '2026-10-23'],
    ['23/10/2026', '2026-10-23'],
    ['23-10-2026', '2026-10-23'],
    ['3/1/2026', '2026-01-03'],
    ['2026-10-23 00:00:00', '2026-10-23'],
    ['23/10/2026 00:00', '2026-10-23'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2025', refused('does not exist')],
    ['10/23/2026', refused('month before its day')],
    ['23/10/26', refused('not a date')],
    ['45678', refused('not a date')],
    ['last Tuesday', refused('not a date')],
    ['2026-10-23 14:30', refused('not a date')]
  ])('%s', (text, value) => expect(said(date, text)).toEqual(value))

  it('of what has happened lies not after today', () => {
    expect(said(pastDate, '2026-11-23')).toBe('2026-11-23')
    expect(said(pastDate, '2026-11-24')).toEqual(refused('in the future'))
  })

  it('of birth is that of a child', () => {
    expect(said(childsBirthDate, '01/01/1990')).toBe('1990-01-01')
    expect(said(childsBirthDate, '24/11/2026')).toEqual(refused('birth in the future'))
    expect(said(childsBirthDate, '31/12/1989')).toEqual(refused('before 1990'))
  })
})

it('yes and no have their many forms', () => {
  for (const yes of ['yes', 'Y', 'TRUE', '1', '1.0']) expect(said(yesNo, yes)).toBe(true)
  for (const no of ['No', 'n', 'false', '0']) expect(said(yesNo, no)).toBe(false)
  expect(said(yesNo, 'maybe')).toEqual(refused('neither'))
})

it('whole numbers may be written as spreadsheets do', () => {
  const score = wholeNumber(0, 40)
  expect(['1.0', '40', '7.', '41', '-1', '1.5', '1e3', ''].map(text => said(score, text))).toEqual([
    1,
    40,
    7,
    refused('between'),
    refused('between'),
    refused('whole number'),
    refused('whole number'),
    refused('whole number')
  ])
})

it('sex is told in the old codes, the new ones and in words', () => {
  expect(['1', '2', '1.0', 'm', 'F', 'U', 'Female', '3'].map(text => said(sex, text))).toEqual([
    'M',
    'F',
    'M',
    'M',
    'F',
    'U',
    'F',
    refused('not a sex')
  ])
})

it('words are kept as typed, formula or not, but for what cannot be seen', () => {
  expect(said(words(40), '=HYPERLINK("http://x")')).toBe('=HYPERLINK("http://x")')
  expect(said(words(40), '<script>')).toBe('<script>')
  expect(said(words(40), 'Sia\u0302n')).toBe('Siân')
  expect(said(words(40), 'a\u0000b')).toEqual(refused('cannot be seen'))
  expect(said(words(3), 'abcd')).toEqual(refused('longer'))
})

it('codes and e-mail', () => {
  expect(said(oneOf(['S', 'X1'], 'code'), 'x1')).toBe('X1')
  expect(said(oneOf(['S', 'X1'], 'code'), 'Q')).toEqual(refused('S, X1'))
  expect(said(email, 'A.B@Example.gov.uk')).toBe('a.b@example.gov.uk')
  for (const wrong of ['a', 'a@b', 'a b@c.uk', '@c.uk', 'a@c..uk', 'a@c.uk, d@e.uk'])
    expect(said(email, wrong)).toEqual(refused('not an e-mail'))
})

it('what is good to have is left empty with a warning, and its row kept', () => {
  expect(ifItCan(sex)('?', today)).toEqual({ value: null, warning: expect.stringContaining('left empty') })
})

describe('identifiers', () => {
  it('have their lengths', () => {
    expect([said(urn, '900001'), said(urn, '900001.0'), said(laCode, '937'), said(ukprn, '10000001')]).toEqual([
      900001, 900001, 937, 10000001
    ])
    for (const [read, text] of [
      [urn, '90000'],
      [urn, '0900001'],
      [laCode, '93'],
      [ukprn, '20000001']
    ] as const)
      expect(said(read, text)).toEqual(refused('is not a'))
    expect(said(identifier, '566910.0')).toBe('566910')
    expect(said(identifier, "'; drop table child")).toEqual(refused('identifier'))
    expect(said(identifier, '=1+1')).toEqual(refused('identifier'))
  })

  it('a UPN carries its check letter; a wrong one is only a warning', () => {
    const rest = '801200001001'
    const letter = checkLetterOf(`?${rest}`)
    expect(letter).toBe('H')
    expect(upn(`${letter}${rest}`, today)).toEqual({ value: `H${rest}` })
    expect(upn(`h${rest}`, today)).toEqual({ value: `H${rest}` })
    expect(upn(`A${rest}`, today)).toMatchObject({
      value: `A${rest}`,
      warning: expect.stringContaining('H was expected')
    })
    expect(upn(`O${rest}`, today)).toHaveProperty('warning')
  })

  it('a temporary UPN ends in a letter that counts by its place', () => {
    const rest = '80120000100A'
    expect(upn(`${checkLetterOf(`?${rest}`)}${rest}`, today)).toEqual({ value: `${checkLetterOf(`?${rest}`)}${rest}` })
    expect(checkLetterOf(`?${rest}`)).not.toBe(checkLetterOf('?80120000100B'))
  })

  it('UN1 to UN5 are none, and what is no UPN is refused', () => {
    for (const none of ['UN1', 'un5']) expect(said(upn, none)).toBeNull()
    for (const wrong of ['UN6', 'H80120000100', '1234567890123', 'H8012000010012'])
      expect(said(upn, wrong)).toEqual(refused('not a UPN'))
  })
})
