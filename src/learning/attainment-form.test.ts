import { describe, expect, it } from 'vitest'
import { fieldsOf, readAttainment } from './attainment-form.ts'

const asked = {
  scale: 'gcse',
  grades: ['4', '5'],
  attitudes: ['1', '2'],
  qualifications: ['gcse'],
  examined: true
}
const fields = (body: Record<string, string>) => readAttainment(body, asked).problems.map(problem => problem.field)

describe('the table of subjects', () => {
  it('leaves out rows in which nothing was said', () =>
    expect(readAttainment({ 'subject-1': 'Maths', 'previous-1': '4' }, asked)).toEqual({ table: [], problems: [] }))

  it('asks for a sentence with every figure', () =>
    expect(fields({ 'subject-1': 'Maths', 'workingAt-1': '4' })).toEqual(['explanation-1']))

  it('takes words without a figure', () =>
    expect(readAttainment({ 'subject-1': 'Music', 'explanation-1': 'Sings in the choir' }, asked)).toMatchObject({
      table: [{ subject: 'Music', workingAt: null }],
      problems: []
    }))

  it.each([
    [{ 'subject-1': '', 'explanation-1': 'x' }, ['subject-1']],
    [{ 'subject-1': 'Maths', 'workingAt-1': '10', 'explanation-1': 'x' }, ['workingAt-1']],
    [{ 'subject-1': 'Maths', 'attitude-1': '9', 'explanation-1': 'x' }, ['attitude-1']],
    [{ 'subject-1': 'Maths', 'explanation-1': 'x', 'subject-2': 'MATHS', 'explanation-2': 'y' }, ['subject-2']]
  ])('%j', (body, expected) => expect(fields(body)).toEqual(expected))

  it('reads back what it wrote', () => {
    const { table } = readAttainment(
      { 'subject-1': '<i>Art', 'workingAt-1': '4', 'onTrack-1': 'no', 'tier-1': 'higher', 'explanation-1': 'x' },
      asked
    )
    expect(readAttainment(fieldsOf(table), asked).table).toEqual(table)
    expect(table).toMatchObject([{ subject: '<i>Art', onTrack: false, tier: 'higher' }])
  })
})
