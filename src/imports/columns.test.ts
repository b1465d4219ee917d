import { describe, expect, it } from 'vitest'
import { wholeNumber, words } from './cells.ts'
import { checkTable, expected, optional, required } from './columns.ts'
import { file } from './fixtures/tables.ts'
import { openTable } from './read-table.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const columns = {
  name: required(['Full name', 'name'], words(20)),
  score: expected('Score', wholeNumber(0, 9)),
  note: optional('Note', words(20))
}
async function check(text: string, mapping?: ReadonlyMap<string, string>) {
  const table = await openTable(file('t.csv', text))
  if ('refused' in table) throw new Error(table.refused)
  return checkTable('things', table, columns, today, mapping)
}

describe('headings', () => {
  it('are found in any order, case and spelling; what is not known is named', async () => {
    const found = await check('SCORE,full_name,Colour,\n3,Bo,red,\n')
    expect(found).toMatchObject({
      rows: [{ row: 2, value: { name: 'Bo', score: 3, note: null } }],
      unknownHeadings: ['Colour']
    })
    expect('lacks' in found && [...found.lacks]).toEqual(['note'])
  })

  it('that are missing or twice are refused by name', async () => {
    expect(await check('name,name,Note\nBo,Di,x\n')).toMatchObject({
      refused: expect.stringContaining('Full name (twice), Score (missing)'),
      problems: [{ where: 'Full name' }, { where: 'Score' }]
    })
  })

  it('twice do no harm in a column that nobody asks for', async () => {
    expect(await check('name,Score,x,x\nBo,1,2,3\n')).toMatchObject({ read: 1, rows: [{ row: 2 }] })
  })

  it('of an authority’s own are mapped', async () => {
    expect(await check('Pupil,Score\nBo,1\n', new Map([['PUPIL ', 'name']]))).toMatchObject({
      rows: [{ value: { name: 'Bo' } }],
      unknownHeadings: []
    })
  })
})

describe('rows', () => {
  it('are refused with each cell that cannot be taken, and the others kept', async () => {
    expect(await check('name,Score\n,12\nBo,4\n')).toMatchObject({
      read: 2,
      rows: [{ row: 3 }],
      refusals: [
        { table: 'things', row: 2, column: 'name', value: '', reason: expect.stringContaining('empty') },
        { row: 2, column: 'Score', value: '12' }
      ]
    })
  })

  it('of another width are refused, since their cells stand in other columns', async () => {
    expect(await check('name,Score\nBo\nDay, Bo,4,5\n')).toMatchObject({
      rows: [],
      refusals: [{ row: 2 }, { row: 3, reason: expect.stringContaining('4 cells where the headings are 2') }]
    })
  })

  it('that are empty are passed over, and one extra comma at the end is let be', async () => {
    expect(await check('name,Score\n,\nBo,4,\n')).toMatchObject({ read: 1, rows: [{ row: 3 }], refusals: [] })
  })

  it('are all lost where a quotation mark late in the file never closes, and the file is refused', async () => {
    const late = `name,Score\n${'Bo,1\n'.repeat(50_000)}"Di,2\n`
    expect(await check(late)).toMatchObject({ refused: expect.stringMatching(/line 50002 .*never closed/) })
  })
})
