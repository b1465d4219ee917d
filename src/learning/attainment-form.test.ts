import { describe, expect, it } from 'vitest'
import { assessmentsFor, readResult, resultInWords } from './assessments.ts'
import { type Attainment, nothingSaid } from './attainment.ts'
import { type Asked, assessmentFields, readAttainment, subjectFields } from './attainment-form.ts'
import { passesOf } from './passes.ts'
import { figures } from './subjects.ts'

const asked: Asked = {
  scale: 'gcse',
  figures: new Set(figures),
  attitudes: ['1', '2'],
  progress: ['more'],
  qualifications: ['gcse', 'technical', 'other'],
  groups: assessmentsFor('primary', 6),
  titleOf: scale => `the ${scale} scale`,
  gradesOf: scale =>
    (scale === 'gcse' ? ['4', '5'] : scale === 'pass-distinction-star' ? ['P', 'M'] : ['PKS1']).map(value => ({
      value,
      label: value === 'P' ? 'Pass' : value
    }))
}
const read = (body: Record<string, string>) => readAttainment(body, asked, [])
const fields = (body: Record<string, string>) => read(body).flatMap(row => row.problems.map(problem => problem.field))
const maths = { 'subject-1': 'Maths' }

describe('the rows of subjects', () => {
  it('say nothing where only last term’s figure stands', () =>
    expect(read({ ...maths, 'previous-1': '4' })).toMatchObject([{ mine: null, problems: [] }]))

  it('ask for a sentence with every figure', () =>
    expect(fields({ ...maths, 'workingAt-1': '4' })).toEqual(['explanation-1']))

  it('take words without a figure', () =>
    expect(read({ 'subject-1': 'Music', 'explanation-1': 'Sings in the choir' })).toMatchObject([
      { mine: { subject: 'Music', workingAt: null }, problems: [] }
    ]))

  it.each([
    [{ 'subject-1': '', 'explanation-1': 'x' }, ['subject-1']],
    [{ ...maths, 'workingAt-1': '10', 'explanation-1': 'x' }, ['workingAt-1']],
    [{ ...maths, 'attitude-1': '9', 'explanation-1': 'x' }, ['attitude-1']],
    [{ ...maths, 'explanation-1': 'x', 'subject-2': 'MATHS', 'explanation-2': 'y' }, ['subject-2']]
  ])('%j', (body, expected) => expect(fields(body)).toEqual(expected))

  it('read back what they wrote', () => {
    const body = {
      'subject-1': '<i>Art',
      'workingAt-1': '4',
      'onTrack-1': 'no',
      'tier-1': 'higher',
      'explanation-1': 'x'
    }
    const mine = read(body)[0]?.mine as Attainment
    expect(mine).toMatchObject({ subject: '<i>Art', onTrack: false, tier: 'higher' })
    expect(read(subjectFields('1', mine))[0]?.mine).toEqual(mine)
  })

  it('know a row by its id when it is renamed, and refuse the name of another', () => {
    const stored = ['Arts', 'Music'].map(name => ({ id: name, by: null, at: null, content: nothingSaid(name, 'gcse') }))
    const row = (subject: string) =>
      readAttainment({ 'id-1': 'Arts', 'subject-1': subject, 'explanation-1': 'x' }, asked, stored)[0]
    expect(row('Art')).toMatchObject({ standing: { id: 'Arts' }, problems: [] })
    expect(row('music')?.problems).toMatchObject([{ field: 'subject-1' }])
  })

  it.each([
    ['gcse', '4', '4', 'gcse'],
    ['gcse', 'P', null, 'gcse'],
    ['technical', 'P', 'P', 'pass-distinction-star'],
    ['technical', 'pass', 'P', 'pass-distinction-star'],
    ['technical', '4', null, 'pass-distinction-star'],
    ['other', 'Bronze award', 'Bronze award', 'text'],
    ['other', 'x'.repeat(61), null, 'text'],
    ['', '5', '5', 'gcse']
  ])('grade %j with %j as %j', (qualification, typed, workingAt, scale) => {
    const [row] = read({ ...maths, 'qualification-1': qualification, 'workingAt-1': typed, 'explanation-1': 'x' })
    expect(row?.problems.map(({ field }) => field)).toEqual(workingAt === null ? ['workingAt-1'] : [])
    expect(row?.mine?.scale).toBe(scale)
    if (workingAt) expect(row?.mine?.workingAt).toBe(workingAt)
  })

  it('say in words whose grade it is not', () =>
    expect(
      read({ ...maths, 'qualification-1': 'technical', 'workingAt-1': '4', 'explanation-1': 'x' })[0]?.problems
    ).toMatchObject([{ what: expect.stringContaining('“4” is not a grade of the pass-distinction-star scale') }]))

  it('keep last term’s figure, whatever scale it stands on', () =>
    expect(
      read({ ...maths, 'qualification-1': 'technical', 'previous-1': '4', 'explanation-1': 'x' })[0]
    ).toMatchObject({ problems: [], mine: { previous: '4' } }))

  it('take only what the phase asks', () => {
    const early = { ...asked, figures: new Set(['workingAt'] as const) }
    const body = { ...maths, 'workingAt-1': '4', 'predicted-1': '5', 'explanation-1': 'x' }
    expect(readAttainment(body, early, [])[0]?.mine).toMatchObject({ workingAt: '4', predicted: null })
  })
})

describe('assessments', () => {
  it.each([
    ['primary', 0, 'Reading age'],
    ['primary', 1, 'Phonics check'],
    ['primary', 4, 'Multiplication tables check'],
    ['primary', 6, 'KS2 reading'],
    ['secondary', 7, 'KS2 maths']
  ] as const)('in %s from year %i: %s', (phase, year, name) => {
    const names = (yearGroup: number) =>
      assessmentsFor(phase, yearGroup).flatMap(one => one.assessments.map(it => it.name))
    expect(names(year)).toContain(name)
    if (year > 0) expect(names(year - 1)).not.toContain(name)
  })
  it.each(['early-years', 'post-16'] as const)('none in %s', phase => expect(assessmentsFor(phase, 12)).toEqual([]))

  it.each([
    ['phonics-check', '32', '32', '32 of 40'],
    ['phonics-check', '41', null, null],
    ['multiplication-check', '025', '25', '25 of 25'],
    ['multiplication-check', '26', null, null],
    ['scaled-score', '100', '100', '100'],
    ['scaled-score', '79', null, null],
    ['scaled-score', '-100', null, null],
    ['reading-age', '9:4', '9:4', '9 years 4 months'],
    ['reading-age', '9', '9:0', '9 years'],
    ['reading-age', '10.01', '10:1', '10 years 1 month'],
    ['reading-age', '9:12', null, null],
    ['reading-age', 'nine', null, null],
    ['pre-key-stage', 'PKS1', 'PKS1', null],
    ['pre-key-stage', 'PKS9', null, null]
  ])('%s %s', (scale, typed, value, words) => {
    const result = readResult(scale, typed, ['PKS1'])
    expect('value' in result ? result.value : null).toBe(value)
    if (value) expect(resultInWords(scale, value)).toBe(words)
  })

  it('are read with their test and day, and read back', () => {
    const names = asked.groups.flatMap(group => group.assessments.map(({ name }) => name))
    const key = `t${names.indexOf('Reading age') + 1}`
    const body = { [`result-${key}`]: '9:4', [`test-${key}`]: 'NGRT', [`tested-${key}`]: '2026-09-20' }
    const [row] = read(body)
    expect(row).toMatchObject({ key, problems: [], mine: { subject: 'Reading age', workingAt: '9:4', test: 'NGRT' } })
    expect(read(assessmentFields(key, row?.mine ?? null))[0]?.mine).toEqual(row?.mine)
    expect(fields({ ...body, [`result-${key}`]: '' })).toEqual([`result-${key}`])
    expect(fields({ ...body, [`tested-${key}`]: '2026-02-30' })).toEqual([`tested-${key}-day`])
  })
})

describe('English and maths at grades 4 and 5', () => {
  const row = (subject: string, predicted: string | null, workingAt: string | null = null) => ({
    subject,
    predicted,
    workingAt
  })
  it.each([
    [[row('English language', '4'), row('English literature', '6')], ['English: on the way to a 5 or above']],
    [[row('Maths', '4')], ['Maths: on the way to a 4, not yet to a 5']],
    [[row('Mathematics', null, '3')], ['Maths: not yet on the way to a 4']],
    [[row('Maths', 'D'), row('Maths studies', '9')], []],
    [[], []]
  ])('%j', (table, expected) => expect(passesOf(table).map(({ what, words }) => `${what}: ${words}`)).toEqual(expected))
})
