import { dateBoxes, dateField, text, written } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import { type AssessmentGroup, readResult } from './assessments.ts'
import { type Attainment, nothingSaid, type StandingAttainment } from './attainment.ts'
import { tiers } from './attainment-words.ts'
import { type Grade, gradeOn, scaleOf } from './scales.ts'
import type { Figure } from './subjects.ts'

type Body = Readonly<Record<string, string | string[]>>
export const rowsAtMost = 30

export interface Asked {
  /** The phase's own grades, where a qualification has none of its own; `text` is free. */
  readonly scale: string
  readonly figures: ReadonlySet<Figure>
  readonly qualifications: readonly string[]
  readonly attitudes: readonly string[]
  readonly progress: readonly string[]
  readonly groups: readonly AssessmentGroup[]
  readonly titleOf: (scale: string) => string
  readonly gradesOf: (scale: string) => readonly Grade[]
}

export const subjectRows = (body: Body): number =>
  Math.min(rowsAtMost, Object.keys(body).filter(name => /^subject-\d+$/.test(name)).length)

/** One row of the posted form: what stands, what was written (null: nothing), and what is wrong with it. */
export interface ReadRow {
  readonly key: string
  readonly standing: StandingAttainment | null
  readonly mine: Attainment | null
  readonly problems: readonly Problem[]
}

/** The subjects are numbered from 1; assessments, in their order, are t1, t2 and on. */
export function readAttainment(body: Body, asked: Asked, stored: readonly StandingAttainment[]): ReadRow[] {
  const rows: ReadRow[] = []
  for (let number = 1; number <= rowsAtMost; number += 1) {
    if (body[`subject-${number}`] === undefined) continue
    const { row, problems } = readSubject(body, `${number}`, asked)
    const same = (subject: string) => subject.toLowerCase() === row?.subject.toLowerCase()
    const standing =
      stored.find(({ id }) => id === text(body, `id-${number}`)) ??
      stored.find(({ content }) => same(content.subject)) ??
      null
    const twice =
      rows.some(({ mine }) => mine && same(mine.subject)) ||
      stored.some(({ id, content }) => id !== standing?.id && same(content.subject))
    if (row && twice)
      problems.push({ field: `subject-${number}`, what: `${row.subject} is in the table twice. Keep one` })
    rows.push({ key: `${number}`, standing, mine: row, problems })
  }
  const assessments = asked.groups.flatMap(group => group.assessments)
  for (const [index, { name, scale }] of assessments.entries()) {
    const key = `t${index + 1}`
    if (body[`result-${key}`] === undefined) continue
    const standing = stored.find(({ content }) => content.subject === name) ?? null
    rows.push({
      key,
      standing,
      ...readAssessment(
        body,
        key,
        name,
        scale,
        asked.gradesOf(scale).map(({ value }) => value)
      )
    })
  }
  return rows
}

function readSubject(body: Body, key: string, asked: Asked): { row: Attainment | null; problems: Problem[] } {
  const problems: Problem[] = []
  const at = (name: string) => `${name}-${key}`
  const subject = written(body, at('subject'))
  const wrong = (name: string, what: string) =>
    problems.push({ field: at(name), what: `${subject || `Row ${key}`}: ${what}` })
  const given = (figure: Figure) => (asked.figures.has(figure) ? written(body, at(figure)) : '')
  const choice = (figure: Figure, known: readonly string[]): string | null => {
    const typed = given(figure)
    if (typed === '' || known.includes(typed)) return typed || null
    wrong(figure, 'choose one from the list')
    return null
  }
  const qualification = choice('qualification', asked.qualifications)
  const scale = scaleOf(qualification, asked.scale)
  const grades = asked.gradesOf(scale)
  const grade = (figure: Figure): string | null => {
    const typed = given(figure)
    if (typed === '') return null
    const known = scale === 'text' ? typed.slice(0, 60) : gradeOn(grades, typed)
    if (scale === 'text' ? typed.length > 60 : known === null)
      wrong(
        figure,
        scale === 'text'
          ? 'shorten this to 60 characters'
          : `“${typed}” is not a grade of ${asked.titleOf(scale)}. Choose one from the list`
      )
    return known
  }
  const track = choice('onTrack', ['yes', 'no'])
  const row: Attainment = {
    ...nothingSaid(subject, scale),
    qualification,
    tier: choice('tier', Object.keys(tiers)),
    workingAt: grade('workingAt'),
    previous: given('previous').slice(0, 60) || null,
    predicted: grade('predicted'),
    goal: grade('goal'),
    progress: choice('progress', asked.progress),
    onTrack: track === null ? null : track === 'yes',
    attitude: choice('attitude', asked.attitudes),
    explanation: written(body, at('explanation'))
  }
  // Last term’s figure stands there by itself, and maybe on another qualification’s scale: alone it says nothing about this term.
  const { subject: _, scale: __, previous, ...said } = row
  if (problems.length === 0 && Object.values(said).every(value => value === null || value === ''))
    return { row: null, problems: [] }
  if (subject === '') wrong('subject', 'name the subject')
  if (subject.length > 100) wrong('subject', 'shorten the name to 100 characters')
  if (row.explanation.length > 2000) wrong('explanation', 'shorten this to 2000 characters')
  const figure = [row.workingAt, row.predicted, row.goal, row.progress].some(value => value !== null)
  if (figure && row.explanation === '') wrong('explanation', 'add a sentence that explains the figure')
  return { row, problems }
}

function readAssessment(body: Body, key: string, name: string, scale: string, grades: readonly string[]) {
  const problems: Problem[] = []
  const wrong = (field: string, what: string) =>
    problems.push({ field: `${field}-${key}${field === 'tested' ? '-day' : ''}`, what: `${name}: ${what}` })
  const typed = written(body, `result-${key}`)
  const [test, tested] = [written(body, `test-${key}`), dateField(body, `tested-${key}`)]
  if (typed === '' && test === '' && 'empty' in tested) return { mine: null, problems }
  const read = readResult(scale, typed, grades)
  if ('problem' in read) wrong('result', read.problem)
  if ('problem' in tested) wrong('tested', tested.problem)
  if (test.length > 200) wrong('test', 'shorten this to 200 characters')
  const mine: Attainment = {
    ...nothingSaid(name, scale),
    workingAt: 'value' in read ? read.value : typed,
    test,
    testedOn: 'date' in tested ? tested.date : null
  }
  return { mine, problems }
}

/** The fields of a subject's row. */
export const subjectFields = (key: string, row: Attainment, id = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...row, onTrack: row.onTrack === null ? '' : row.onTrack ? 'yes' : 'no', id }).map(
      ([name, value]) => [`${name}-${key}`, `${value ?? ''}`]
    )
  )

export const assessmentFields = (key: string, row: Attainment | null): Record<string, string> => ({
  [`result-${key}`]: row?.workingAt ?? '',
  [`test-${key}`]: row?.test ?? '',
  ...dateBoxes(`tested-${key}`, row?.testedOn ?? null)
})
