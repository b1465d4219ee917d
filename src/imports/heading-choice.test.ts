import { describe, expect, it } from 'vitest'
import { childColumns, readChildren } from './children.ts'
import { file, source } from './fixtures/tables.ts'
import { choosable, chosenMapping, guess } from './heading-choice.ts'
import { isUnplaced, placeColumns } from './headings.ts'
import { otherKind } from './other-kind.ts'
import { sampleOf } from './sample.ts'

const headings = ['Mosaic ID', 'Forename(s)', 'Surname', 'D.O.B.', 'Notes', 'Notes', '', 'UPN']
const none: ReadonlyMap<string, string> = new Map()
const needed = { careSystemId: '0', firstName: '1', lastName: '2', dateOfBirth: '3' }
const chosen = (more: Record<string, string> = {}) => new Map(Object.entries({ ...needed, upn: '7', ...more }))

describe('a guess', () => {
  it('is by name, and by what other systems call it', () => {
    expect(Object.fromEntries(guess(headings, childColumns, none))).toEqual({
      careSystemId: 0,
      firstName: 1,
      lastName: 2,
      dateOfBirth: 3,
      upn: 7
    })
  })

  it('is first what was said before', () => {
    const said = new Map([
      ['Surname', 'preferred_name'],
      ['UPN', '']
    ])
    const found = guess(headings, childColumns, said)
    expect(found.get('preferredName')).toBe(2)
    expect(found.has('upn')).toBe(false)
    expect(found.has('lastName')).toBe(false)
  })

  it('never gives one heading to two columns, nor one that is there twice', () => {
    const found = [...guess(['id', 'child id', 'Notes', 'notes'], childColumns, none).values()]
    expect(new Set(found).size).toBe(found.length)
    expect(choosable(headings)).toEqual({ once: [0, 1, 2, 3, 7], twice: ['Notes'] })
  })
})

describe('a choice', () => {
  it('becomes what is remembered: own names need no entry, what is left out by choice needs one', () => {
    expect(chosenMapping(headings, childColumns, chosen())).toEqual({
      entries: new Map([
        ['Mosaic ID', 'care_system_id'],
        ['Forename(s)', 'first_name'],
        ['Surname', 'last_name'],
        ['D.O.B.', 'date_of_birth'],
        ['UPN', null]
      ])
    })
    const without = chosenMapping(headings, childColumns, chosen({ upn: '' }))
    expect('entries' in without && without.entries.get('UPN')).toBe('')
  })

  it.each([
    [
      'leaves out what is needed',
      { dateOfBirth: '' },
      'dateOfBirth',
      'Choose the column for “Date of birth”: it is needed'
    ],
    [
      'gives one heading two meanings',
      { lastName: '1' },
      'lastName',
      '“Forename(s)” is chosen for “First name” already'
    ],
    ['names a column that the file has not', { lastName: '99' }, 'lastName', 'Choose one of the file’s columns'],
    ['names one that is there twice', { lastName: '4' }, 'lastName', 'Choose one of the file’s columns']
  ])('that %s is sent back', (_, more, column, words) => {
    expect(chosenMapping(headings, childColumns, chosen(more))).toMatchObject({
      problems: [{ column, what: expect.stringContaining(words) }]
    })
  })
})

describe('a file of unknown headings', () => {
  const csv = (...rows: string[]) => source(file('mosaic.csv', rows.join('\n')))
  const today = Temporal.PlainDate.from('2026-11-23')
  const own = csv('Mosaic ID,Forename(s),Surname,D.O.B.', '7,Siân,=HYPERLINK(“x”),27/03/2012')
  const mapping = new Map([
    ['mosaic id', 'care_system_id'],
    ['FORENAMES', 'first_name'],
    ['Surname', 'last_name'],
    ['D.O.B.', 'date_of_birth']
  ])

  it('can be mapped where it has as many as are missing, and is refused by name where it has not', async () => {
    expect(await readChildren(own, today)).toMatchObject({
      unplaced: true,
      refused: expect.stringContaining('date_of_birth (missing)')
    })
    const lacks = await readChildren(csv('Mosaic ID,Forename(s)', '7,Bo'), today)
    expect('refused' in lacks && isUnplaced(lacks)).toBe(false)
  })

  it('is read by what was said once, whatever the case and the dots', async () => {
    expect(await readChildren(own, today, mapping)).toMatchObject({
      rows: [{ value: { careSystemId: '7', firstName: 'Siân' } }],
      unknownHeadings: []
    })
  })

  it('of Windows, with accents in its headings, is one of them', async () => {
    const latin = source(file('x.csv', Buffer.from('Prénom,Surname,DOB,Id\nZoë,Ash,01/02/2013,9\n', 'latin1')))
    const said = new Map([...mapping, ['Prénom', 'first_name'], ['DOB', 'date_of_birth'], ['Id', 'care_system_id']])
    expect(await readChildren(latin, today, said)).toMatchObject({ rows: [{ value: { firstName: 'Zoë' } }] })
  })

  it('with two headings of one meaning asks again rather than take one of them', () => {
    const two = placeColumns(
      'f',
      ['Mosaic ID', 'Forename', 'Given', 'Surname', 'DOB'],
      childColumns,
      new Map([...mapping, ['Forename', 'first_name'], ['Given', 'first_name'], ['DOB', 'date_of_birth']])
    )
    expect(two).toMatchObject({ unplaced: true, refused: expect.stringContaining('first_name (twice)') })
  })

  it('goes by what was said before what only has the name', () => {
    const placed = placeColumns(
      'f',
      ['care_system_id', 'first_name', 'Forename(s)', 'last_name', 'date_of_birth'],
      childColumns,
      mapping
    )
    expect('at' in placed && placed.at.get('firstName')).toBe(2)
    expect('unknown' in placed && placed.unknown).toEqual(['first_name'])
  })

  it('shows the first values beneath each, no formula turned into anything', async () => {
    expect(await sampleOf(own)).toEqual([
      { index: 0, heading: 'Mosaic ID', samples: ['7'] },
      { index: 1, heading: 'Forename(s)', samples: ['Siân'] },
      { index: 2, heading: 'Surname', samples: ['=HYPERLINK(“x”)'] },
      { index: 3, heading: 'D.O.B.', samples: ['27/03/2012'] }
    ])
  })

  it('that is a file of another kind is told as that', async () => {
    expect(await otherKind(csv('CHILD,SEX,DOB,ETHNIC,UPN', '1,1,01/01/2012,WBRI,'), 'children')).toContain(
      'yearly return'
    )
    expect(await otherKind(csv('name,email,role', 'Bo,bo@x.example,adviser'), 'children')).toContain('People')
    expect(await otherKind(own, 'children')).toBeNull()
    expect(await otherKind(csv('Name,URN,Born,Case', 'Bo,100000,1,2'), 'children')).toBeNull()
  })
})
