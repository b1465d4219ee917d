import { describe, expect, it } from 'vitest'
import { damageOf } from './damaged-name.ts'
import { establishments, file, links, source } from './fixtures/tables.ts'
import { currentUrn, readGias } from './gias.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const gias = async (...texts: string[]) => {
  const read = await readGias(source(...texts.map((text, n) => file(`${n}.csv`, text))), today)
  if ('refused' in read) throw new Error(read.refused)
  return read
}

describe('GIAS', () => {
  it('is read with its links, in either order', async () => {
    for (const files of [
      [establishments, links],
      [links, establishments]
    ]) {
      const { establishments: read, successors } = await gias(...files)
      expect(
        read.rows.map(({ value }) => [value.urn, value.town, value.closed?.toString() ?? null, value.nameDamaged])
      ).toEqual([
        [900001, 'Nowhere', null, false],
        [900002, 'Nowhere', '2020-08-31', false],
        [900003, 'Nowhere', null, true]
      ])
      expect([...successors]).toEqual([[900002, 900003]])
      expect(read.unknownHeadings).toEqual(['HeadLastName'])
    }
  })

  it('is read from a slim list too, which says what it lacks', async () => {
    const { establishments: read } = await gias(
      'urn,name,town,postcode,open_date,close_date\n900001,Invented,Nowhere,ZZ1 1ZZ,"",31-08-1992\n'
    )
    expect(read.rows[0]?.value).toMatchObject({
      urn: 900001,
      phase: null,
      closed: Temporal.PlainDate.from('1992-08-31')
    })
    expect(read.lacks.has('phase')).toBe(true)
  })

  it('refuses a row without a name, with a wrong URN, seen before, or closed before it opened; keeps one with an odd date', async () => {
    const { establishments: read } = await gias(
      'urn,name,open_date,close_date\n900001,A,,\n900001,B,,\n90,C,,\n900004,,,\n900005,E,2020-01-01,2019-01-01\n900006,F,someday,\n'
    )
    expect(read.rows.map(({ value }) => value.urn)).toEqual([900001, 900006])
    expect(read.refusals.map(({ row }) => row)).toEqual([4, 5, 3, 6])
    expect(read.warnings).toMatchObject([{ row: 7, value: 'someday' }])
  })

  it('knows a school that is closed without a date', async () => {
    const { establishments: read } = await gias(
      'urn,name,EstablishmentStatus (name)\n900001,A,Closed\n900002,B,"Open, but proposed to close"\n'
    )
    expect(read.rows.map(({ value }) => value.closedSometime)).toEqual([true, false])
  })

  it('refuses other files', async () => {
    expect(await readGias(source(file('x.csv', 'a,b\n1,2\n')), today)).toMatchObject({
      refused: expect.stringContaining('URN (missing)')
    })
    expect(await readGias(source(file('x.csv', links)), today)).toMatchObject({
      refused: expect.stringContaining('no list of establishments')
    })
    expect(await readGias(source(file('x.csv', establishments), file('y.csv', establishments)), today)).toHaveProperty(
      'refused'
    )
  })
})

it('follows successors to the last, and out of a circle', () => {
  expect(
    currentUrn(
      1,
      new Map([
        [1, 2],
        [2, 3]
      ])
    )
  ).toBe(3)
  expect(
    currentUrn(
      1,
      new Map([
        [1, 2],
        [2, 1]
      ])
    )
  ).toBe(2)
  expect(currentUrn(9, new Map())).toBe(9)
})

it('flags names that came damaged, and no others', () => {
  for (const name of ['Ecole Franзaise', 'Val\uFFFDrie', 'MarÃ­a', 'Ysgol Mfф', 'Val?rie', 'St James° School']) {
    expect([name, damageOf(name) !== null]).toEqual([name, name !== 'St James° School'])
  }
  for (const name of ['École Française', 'St John’s', 'Ysgol Tŷ Gwyn', 'Who? School', 'Школа'])
    expect([name, damageOf(name)]).toEqual([name, null])
})
