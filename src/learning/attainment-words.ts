import { inWords } from '../guidance/dates.ts'
import type { Phase } from '../guidance/words.ts'
import { resultInWords } from './assessments.ts'
import type { Attainment } from './attainment.ts'
import { gradeName } from './scales.ts'
import { type Figure, figures, phaseSubjects } from './subjects.ts'

export const tiers = { foundation: 'Foundation', higher: 'Higher' } as const

/** Where this phase does not ask for it: an older plan may have it all the same. */
const plainNames: Readonly<Record<Figure, string>> = {
  qualification: 'Qualification',
  tier: 'Tier',
  workingAt: 'Working at',
  previous: 'Last term',
  predicted: 'Predicted',
  goal: 'Target',
  progress: 'Progress since last term',
  attitude: 'Attitude to learning',
  onTrack: 'On track?'
}

interface Reading {
  readonly phase: Phase
  readonly version?: string
}
const nameOf = (figure: Figure, phase: Phase): string => phaseSubjects[phase].asks[figure] ?? plainNames[figure]

function figureInWords(row: Attainment, figure: Figure, { phase, version }: Reading): string {
  if (figure === 'onTrack') return row.onTrack === null ? '' : row.onTrack ? 'Yes' : 'Not yet'
  if (figure === 'tier') return Object.entries(tiers).find(([tier]) => tier === row.tier)?.[1] ?? row.tier ?? ''
  const scales: Partial<Record<Figure, string>> = {
    qualification: phaseSubjects[phase].qualifications,
    attitude: 'attitudes',
    progress: 'progress'
  }
  return gradeName(scales[figure] ?? row.scale, row[figure], version)
}

const besideTheName: ReadonlySet<Figure> = new Set(['qualification', 'tier'])
const besideTheWords: ReadonlySet<Figure> = new Set(['attitude'])

/** Subjects as a table: a column for each figure that any of them has; what is about the course stands by its name. */
export function subjectsInTable(
  rows: readonly Attainment[],
  reading: Reading
): { readonly columns: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> } {
  const words = (row: Attainment, figure: Figure) => figureInWords(row, figure, reading)
  const shown = figures.filter(
    figure => !besideTheName.has(figure) && !besideTheWords.has(figure) && rows.some(row => words(row, figure) !== '')
  )
  const beside = (row: Attainment, those: ReadonlySet<Figure>) => [...those].map(figure => words(row, figure))
  return {
    columns: ['Subject', ...shown.map(figure => nameOf(figure, reading.phase)), 'What explains it'],
    rows: rows.map(row => [
      [row.subject, ...beside(row, besideTheName)].filter(Boolean).join(', '),
      ...shown.map(figure => words(row, figure)),
      [row.explanation, ...beside(row, besideTheWords).filter(Boolean)].filter(Boolean).join('\n')
    ])
  }
}

/** An assessment's result with its test and day. */
export function assessmentInWords({ scale, workingAt, test, testedOn }: Attainment, version?: string): string {
  const result = resultInWords(scale, workingAt ?? '') ?? gradeName(scale, workingAt, version)
  return [result, test, testedOn ? inWords(testedOn) : ''].filter(Boolean).join(', ')
}

/** A row as lines of text, to be compared. */
export function attainmentInLines(row: Attainment | null, reading: Reading): string {
  if (row === null) return 'Nothing'
  const lines = figures.flatMap(figure => {
    const value = figureInWords(row, figure, reading)
    return value ? [`${nameOf(figure, reading.phase)}: ${value}`] : []
  })
  return [row.subject, ...lines, ...(row.explanation ? [row.explanation] : [])].join('\n')
}
