import { text, written } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import type { Attainment } from './attainment.ts'

type Body = Readonly<Record<string, string | string[]>>
export const rowsAtMost = 30

export interface Asked {
  readonly scale: string
  /** Values that the scale has; null: free text. */
  readonly grades: readonly string[] | null
  readonly attitudes: readonly string[]
  readonly qualifications: readonly string[]
  readonly examined: boolean
}
export const tiers = { foundation: 'Foundation', higher: 'Higher' } as const

export const subjectRows = (body: Body): number =>
  Math.min(rowsAtMost, Object.keys(body).filter(name => /^subject-\d+$/.test(name)).length)

/** Reads the table; rows are numbered from 1. A row without any figure or words is left out. */
export function readAttainment(body: Body, asked: Asked): { table: Attainment[]; problems: Problem[] } {
  const problems: Problem[] = []
  const table: Attainment[] = []
  for (let row = 1; row <= rowsAtMost; row += 1) {
    const read = readRow(body, row, asked, problems)
    if (!read) continue
    if (table.some(one => one.subject.toLowerCase() === read.subject.toLowerCase()))
      problems.push({ field: `subject-${row}`, what: `${read.subject} is in the table twice. Keep one` })
    else table.push(read)
  }
  return { table, problems }
}

function readRow(body: Body, row: number, asked: Asked, problems: Problem[]): Attainment | null {
  const at = (name: string) => `${name}-${row}`
  const subject = written(body, at('subject'))
  const wrong = (name: string, what: string) =>
    problems.push({ field: at(name), what: `${subject || `Row ${row}`}: ${what}` })
  const choice = (name: string, known: readonly string[] | null): string | null => {
    const typed = written(body, at(name))
    if (typed === '') return null
    if (known === null ? typed.length > 60 : !known.includes(typed)) {
      wrong(name, known === null ? 'shorten this to 60 characters' : 'choose one from the list')
      return null
    }
    return typed
  }
  const track = text(body, at('onTrack'))
  const figures = {
    workingAt: choice('workingAt', asked.grades),
    previous: choice('previous', asked.grades),
    predicted: choice('predicted', asked.grades),
    goal: choice('goal', asked.grades),
    onTrack: track === 'yes' ? true : track === 'no' ? false : null,
    attitude: choice('attitude', asked.attitudes),
    qualification: asked.examined ? choice('qualification', asked.qualifications) : null,
    tier: asked.examined ? choice('tier', Object.keys(tiers)) : null
  }
  const explanation = written(body, at('explanation'))
  // The figure of last term stands there by itself: alone it says nothing about this term.
  const { previous, ...said } = figures
  const empty = Object.values(said).every(value => value === null) && explanation === ''
  if (empty) return null
  if (subject === '') wrong('subject', 'name the subject')
  if (subject.length > 100) wrong('subject', 'shorten the name to 100 characters')
  if (explanation.length > 2000) wrong('explanation', 'shorten this to 2000 characters')
  const figure = [figures.workingAt, figures.predicted, figures.goal].some(value => value !== null)
  if (figure && explanation === '') wrong('explanation', 'add a sentence that explains the figure')
  return { subject, scale: asked.scale, ...figures, explanation }
}

export function fieldsOf(table: readonly Attainment[]): Record<string, string> {
  const fields: Record<string, string> = {}
  table.forEach((row, index) => {
    for (const [name, value] of Object.entries(row))
      fields[`${name}-${index + 1}`] = typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? '')
  })
  return fields
}
