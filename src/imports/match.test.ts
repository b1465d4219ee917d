import { describe, expect, it } from 'vitest'
import { decidedMatcher, type Identity, type KnownChild, matcher, oneLetterApart } from './match.ts'

const who = (rest: Partial<Identity>): Identity => ({
  careSystemId: null,
  childId903: null,
  upn: null,
  firstName: null,
  lastName: null,
  dateOfBirth: '2012-03-27',
  ...rest
}) // prettier-ignore
const known = (id: string, rest: Partial<Identity>): KnownChild => ({ id, ...who(rest) })
const sian = known('a', {
  careSystemId: 'M1',
  childId903: '101',
  upn: 'H801200001001',
  firstName: 'Siân',
  lastName: 'O’Brien'
})
const other = known('b', {
  careSystemId: 'M2',
  upn: 'Z000',
  firstName: 'Bo',
  lastName: 'Day',
  dateOfBirth: '2013-01-05'
})
const from903 = known('c', { careSystemId: '555', childId903: '555', upn: 'U555' })
const match = matcher([sian, other, from903])

describe('the same child', () => {
  it.each<[string, Partial<Identity>, string]>([
    ['by care-system id', { careSystemId: 'M1' }, 'a'],
    ['by 903 number', { childId903: '101', careSystemId: '101' }, 'a'],
    [
      'by care-system id, whose date of birth was mended',
      { careSystemId: 'M1', upn: 'H801200001001', dateOfBirth: '2012-03-28' },
      'a'
    ],
    ['by UPN', { upn: 'H801200001001' }, 'a'],
    ['by UPN, whose number of the 903 was no care-system id', { upn: 'U555', careSystemId: 'M9' }, 'c'],
    ['by name and date of birth, accents and signs apart', { firstName: 'SIAN', lastName: 'OBrien' }, 'a'],
    ['by 903 number, now with the real care-system id', { careSystemId: 'M7', childId903: '555' }, 'c']
  ])('%s', (_, child, id) => expect(match(who(child))).toEqual({ kind: 'same', id }))
})

describe('another child', () => {
  it.each<[string, Partial<Identity>]>([
    ['with nothing in common', { careSystemId: 'M8', firstName: 'Cy', lastName: 'New' }],
    [
      'of the same name, born on another day',
      { careSystemId: 'M8', firstName: 'Sian', lastName: 'OBrien', dateOfBirth: '2011-03-27' }
    ],
    ['born on the same day without a name', { careSystemId: 'M8' }]
  ])('%s', (_, child) => expect(match(who(child))).toEqual({ kind: 'new' }))
})

describe('is left to a person', () => {
  it.each<[string, Partial<Identity>, string[]]>([
    [
      'an id with another birth date and nothing else in common',
      { careSystemId: 'M1', firstName: 'Cy', lastName: 'New', dateOfBirth: '2009-01-01' },
      ['a']
    ],
    ['ids of two children', { careSystemId: 'M1', upn: 'Z000' }, ['a', 'b']],
    ['a UPN under another care-system id', { careSystemId: 'M8', upn: 'Z000', dateOfBirth: '2013-01-05' }, ['b']],
    ['a UPN with another birth date', { upn: 'Z000' }, ['b']],
    [
      'a namesake born on the same day with another id',
      { careSystemId: 'M8', firstName: 'Siân', lastName: 'O’Brien' },
      ['a']
    ],
    [
      'a name one letter off, born on the same day',
      { careSystemId: 'M8', firstName: 'Sion', lastName: 'OBrien' },
      ['a']
    ],
    ['a namesake born on the same day with another UPN', { upn: 'X1', firstName: 'Siân', lastName: 'O’Brien' }, ['a']]
  ])('%s', (_, child, candidates) => expect(match(who(child))).toMatchObject({ kind: 'doubtful', candidates }))

  it('two namesakes here', () => {
    const twin = { ...sian, id: 'd', careSystemId: null, childId903: null, upn: null }
    expect(matcher([sian, twin])(who({ firstName: 'Sian', lastName: 'OBrien' }))).toMatchObject({
      kind: 'doubtful',
      candidates: ['a', 'd']
    })
  })
})

describe('one letter apart', () => {
  it.each<[string, string, boolean]>([
    ['mia day', 'mya day', true],
    ['ann day', 'anna day', true],
    ['anna day', 'ann day', true],
    ['brain day', 'brian day', true],
    ['mia day', 'mia day', false],
    ['mia day', 'max day', false],
    ['mia day', '', false]
  ])('%s, %s: %s', (a, b, apart) => expect(oneLetterApart(a, b)).toBe(apart))
})

describe('once a person has said', () => {
  const namesake = who({ careSystemId: 'M8', firstName: 'Siân', lastName: 'O’Brien' })
  const said = (careSystemId: string, childId: string, same: boolean) => ({ careSystemId, childId, same })
  it.each<[string, Identity, ReturnType<typeof said>[], object]>([
    ['the same child', namesake, [said('M8', 'a', true)], { kind: 'same', id: 'a' }],
    ['two children', namesake, [said('M8', 'a', false)], { kind: 'new' }],
    ['of another number only', namesake, [said('M9', 'a', true)], { kind: 'doubtful' }],
    [
      'two, of one of two: it goes to the other',
      who({ careSystemId: 'M1', upn: 'Z000' }),
      [said('M1', 'b', false)],
      { kind: 'same', id: 'a' }
    ],
    [
      'two, of the one whose number it is: it still waits',
      who({ careSystemId: 'M1', upn: 'Z000' }),
      [said('M1', 'a', false)],
      { kind: 'doubtful' }
    ],
    [
      'the same as one, with the number of the other: it still waits',
      who({ careSystemId: 'M1', upn: 'Z000' }),
      [said('M1', 'b', true)],
      { kind: 'doubtful' }
    ]
  ])('%s', (_, child, decisions, then) =>
    expect(decidedMatcher([sian, other, from903], decisions)(child)).toMatchObject(then)
  )
})
