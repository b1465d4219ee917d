import { describe, expect, it } from 'vitest'
import { readChildren } from './children.ts'
import { children, file, source } from './fixtures/tables.ts'
import { refusedAsCsv } from './report.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const needed = 'care_system_id,first_name,last_name,date_of_birth'
const read = async (text: string) => {
  const table = await readChildren(source(file('c.csv', text)), today)
  if ('refused' in table) throw new Error(table.refused)
  return table
}

describe('a children’s table', () => {
  it('is read by its headings; only four are needed', async () => {
    expect((await read(children)).rows.map(({ value }) => value.lastName)).toEqual(['O’Brien', 'Nobody'])
    expect((await read(`${needed}\nM1,=A1,Day,2012-01-05\n`)).rows[0]?.value).toMatchObject({
      firstName: '=A1',
      upn: null,
      uasc: null
    })
    expect(await readChildren(source(file('c.csv', 'first_name,last_name\n')), today)).toMatchObject({
      refused: expect.stringContaining('care_system_id (missing), date_of_birth (missing)')
    })
  })

  it.each([
    ['upn', 'XX', 'not a UPN'],
    ['care_began', '2026-12-01', 'in the future'],
    ['care_began', '2011-12-31', 'before the date of birth'],
    ['care_ended', '2026-01-01', 'not when it began'],
    ['setting_urn', '12345', 'not a URN'],
    ['sen_status', 'maybe', 'not an SEN status'],
    ['year_group', '15', 'not between'],
    ['social_worker_email', 'someone', 'not an e-mail'],
    ['uasc', 'perhaps', 'neither yes nor no']
  ])('refuses the row for %s %s', async (column, value, reason) => {
    const { rows, refusals } = await read(`${needed},${column}\nM1,Bo,Day,2012-01-05,${value}\nM2,Di,Day,2012-01-05,\n`)
    expect(rows.map(({ row }) => row)).toEqual([3])
    expect(refusals).toMatchObject([{ table: 'children', row: 2, column, reason: expect.stringContaining(reason) }])
  })

  it('takes the same row once, and refuses another of the same child or the same UPN', async () => {
    const { rows, refusals, warnings } = await read(
      `${needed},upn\nM1,Bo,Day,2012-01-05,H801200001001\nM1,Bo,Day,2012-01-05,H801200001001\nM1,Bo,Night,2012-01-05,\nM2,Di,Day,2012-01-05,H801200001001\n`
    )
    expect([
      rows.length,
      warnings.map(({ row }) => row),
      refusals.map(({ row, column }) => `${row} ${column}`)
    ]).toEqual([1, [3], ['4 care_system_id', '5 upn']])
  })

  it.each([
    ['Year 9', 9],
    ['R', 0],
    ['nursery', -1],
    ['11.0', 11]
  ])('reads the year group %s', async (text, year) => {
    expect((await read(`${needed},year_group\nM1,Bo,Day,2012-01-05,${text}\n`)).rows[0]?.value.yearGroup).toBe(year)
  })
})

it('the refused rows as CSV cannot act as formulas', () => {
  const csv = refusedAsCsv([
    {
      table: 'children',
      row: 2,
      column: 'upn',
      value: '=HYPERLINK("http://x","y")',
      reason: 'is not a UPN, see "help"'
    }
  ])
  expect(csv).toBe(
    '\uFEFFtable,row,column,value,reason\r\nchildren,2,upn,"\'=HYPERLINK(""http://x"",""y"")","is not a UPN, see ""help"""\r\n'
  )
})
