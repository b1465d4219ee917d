import { describe, expect, it } from 'vitest'
import { episodes, file, header, source, theReturn, uasc } from '../fixtures/tables.ts'
import { childrenOfReturn } from './children-of-return.ts'
import { readReturn } from './read-return.ts'
import { recognise } from './tables.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const nobody = () => false
async function tablesOf(...texts: string[]) {
  const read = await readReturn(source(...texts.map((text, n) => file(`${n}.csv`, text))), today)
  if ('refused' in read) throw new Error(read.refused)
  return read.tables
}

describe('a table is known by its columns', () => {
  it.each([
    ['header', 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB'],
    ['header', 'Child;Sex;DoB;Ethnic;upn'],
    ['episodes', 'URN,PL_POST,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC'],
    ['uasc', 'CHILD,SEX,DOB,DUC'],
    ['reviews', 'CHILD,DOB,REVIEW,REVIEW_CODE'],
    ['oc2', 'CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED'],
    ['oc3', 'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM'],
    ['missing', 'CHILD,DOB,MISSING,MIS_START,MIS_END'],
    ['previous_permanence', 'CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM'],
    ['ad1', 'CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR'],
    ['placed_for_adoption', 'CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED'],
    ['sw_episodes', 'CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON']
  ])('%s', (table, headings) => {
    expect(recognise('x.csv', headings.split(/[,;]/))).toEqual({ table })
  })

  it('and what has none of them is refused with its headings', () => {
    expect(recognise('x.csv', ['target', 'label'])).toMatchObject({ refused: expect.stringContaining('target, label') })
    expect(recognise('x.csv', ['CHILD', 'DOB', 'DUC', 'MIS_START'])).toMatchObject({
      refused: expect.stringContaining('could be')
    })
  })
})

describe('a return', () => {
  it('gives each child with their care, and refuses by child what contradicts itself', async () => {
    const { children, refusals, warnings } = childrenOfReturn(await tablesOf(header, episodes, uasc), nobody)
    const brief = children.map(({ childId, history, uasc: alone, episodeRows }) => [
      childId,
      history?.carePeriods.length ?? null,
      alone,
      episodeRows.length
    ])
    expect(brief).toEqual([
      ['101', 1, false, 2],
      ['102', 2, false, 2],
      ['103', null, true, 0],
      ['104', null, false, 0]
    ])
    expect(refusals.map(({ table, row, value }) => `${table} ${row} ${value}`)).toEqual([
      'episodes 8 999',
      'episodes 6 103',
      'episodes 7 103'
    ])
    expect(refusals[1]?.reason).toContain('after the next has begun')
    expect(warnings).toEqual([])
  })

  it('takes no part of a child’s care where one of their episodes is refused', async () => {
    const { refusals, children } = childrenOfReturn(
      await tablesOf(header, episodes.replace('01/06/2024,P,C2', 'soon,P,C2')),
      nobody
    )
    expect(children[0]?.history).toBeNull()
    expect(refusals.find(({ value }) => value === '101')?.reason).toContain('another episode')
  })

  it('refuses care before birth, a second header that differs, and the rows of a child whose header is refused', async () => {
    const doubled = `${header}\r\n101,2,27/03/2012,WBRI,,,\r\n104,U,03/04/2015,WBRI,UN3,,`
      .replace('2014-05-01', '01/05/2030')
      .replace('27/03/2012', '27/03/2025')
    const { refusals, warnings } = childrenOfReturn(await tablesOf(doubled, episodes), nobody)
    const reasons = refusals.map(({ reason }) => reason).join('\n')
    expect(reasons).toContain('before they were born')
    expect(reasons).toContain('says something else')
    expect(reasons).toContain('whose row in the header table was refused')
    expect(warnings.map(({ reason }) => reason)).toEqual(['is the same as row 5: taken once'])
  })

  it('without a header table tells of children that are known', async () => {
    const { children, refusals } = childrenOfReturn(await tablesOf(episodes), child => child === '101')
    expect(children.map(({ childId, header: none }) => [childId, none])).toEqual([['101', null]])
    expect(refusals.filter(({ value }) => value !== '101')).toHaveLength(5)
  })

  it('names files that are no table of it, and is refused where none is, or two are the same', async () => {
    expect(await readReturn(source(...theReturn().files, file('odd.csv', 'a,b\n1,2\n')), today)).toMatchObject({
      notTables: [{ table: 'odd.csv' }]
    })
    expect(await readReturn(source(file('odd.csv', 'a,b\n1,2\n')), today)).toHaveProperty('refused')
    expect(await readReturn(source(file('a.csv', header), file('b.csv', header)), today)).toMatchObject({
      refused: expect.stringContaining('both the header')
    })
    expect(await readReturn(source(file('a.csv', 'CHILD,SEX,ETHNIC,UPN\n')), today)).toMatchObject({
      refused: expect.stringContaining('DOB (missing)')
    })
  })

  it('warns of a wrong check letter and keeps the UPN; leaves empty what is no UPN', async () => {
    const { header: table } = await tablesOf(header.replace('UN1', 'ABC'))
    expect(table?.rows.map(({ value }) => value.upn)).toEqual(['H801200001001', null, 'A000000000000', null])
    expect(table?.warnings).toMatchObject([{ row: 3, column: 'UPN', value: 'ABC' }])
  })
})
