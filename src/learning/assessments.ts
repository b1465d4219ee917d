import type { Phase } from '../guidance/words.ts'

/** A test or a teacher's assessment with a result of its own, kept from plan to plan until there is a newer one. */
export interface Assessment {
  readonly name: string
  /** A scale of numbers below, `reading-age`, or a named scale of the form's edition. */
  readonly scale: string
  /** From this year group; reception is 0. */
  readonly from: number
  /** Which test it was and when are asked too. */
  readonly dated: boolean
}
export interface AssessmentGroup {
  readonly title: string
  /** Only for some children: folded until it is used. */
  readonly folded: boolean
  readonly assessments: readonly Assessment[]
}

export const numberScales: Readonly<Record<string, { readonly least: number; readonly most: number }>> = {
  'phonics-check': { least: 0, most: 40 },
  'multiplication-check': { least: 0, most: 25 },
  'scaled-score': { least: 80, most: 120 }
}

const of = (scale: string, from: number, ...names: string[]): Assessment[] =>
  names.map(name => ({ name, scale, from, dated: scale === 'reading-age' }))

const keyStage2 = (from: number): AssessmentGroup => ({
  title: 'Key stage 2',
  folded: false,
  assessments: [
    ...of('scaled-score', from, 'KS2 reading', 'KS2 maths', 'KS2 grammar, punctuation and spelling'),
    ...of('ks2-teacher', from, 'KS2 writing', 'KS2 science')
  ]
})

/** Of children who work below their key stage, most in special schools, of whatever age. */
const specialSchool: AssessmentGroup = {
  title: 'Pre-key-stage standards and the engagement model',
  folded: true,
  assessments: [
    ...of('pre-key-stage', 1, 'Pre-key-stage reading', 'Pre-key-stage writing', 'Pre-key-stage maths'),
    ...of(
      'engagement',
      0,
      'Engagement: exploring',
      'Engagement: realising',
      'Engagement: anticipating',
      'Engagement: persisting',
      'Engagement: starting things'
    )
  ]
}

const primary: readonly AssessmentGroup[] = [
  {
    title: 'Checks',
    folded: false,
    assessments: [
      ...of('phonics-check', 1, 'Phonics check'),
      ...of('multiplication-check', 4, 'Multiplication tables check')
    ]
  },
  keyStage2(6),
  { title: 'Reading age', folded: false, assessments: of('reading-age', 0, 'Reading age') },
  specialSchool
]

const all: Readonly<Record<Phase, readonly AssessmentGroup[]>> = {
  'early-years': [],
  primary,
  secondary: [{ ...keyStage2(7), title: 'Before: key stage 2' }, specialSchool],
  'post-16': []
}

/** What is asked for in this phase and year group, group by group. */
export const assessmentsFor = (phase: Phase, yearGroup: number): AssessmentGroup[] =>
  all[phase].flatMap(group => {
    const assessments = group.assessments.filter(({ from }) => yearGroup >= from)
    return assessments.length > 0 ? [{ ...group, assessments }] : []
  })

const names = new Set(Object.values(all).flatMap(groups => groups.flatMap(one => one.assessments.map(it => it.name))))
export const isAssessment = (subject: string): boolean => names.has(subject)

/** A result in words: "32 of 40", "9 years 4 months". Null: it stands on a named scale. */
export function resultInWords(scale: string, value: string): string | null {
  const numbers = numberScales[scale]
  if (numbers) return numbers.least === 0 ? `${value} of ${numbers.most}` : value
  if (scale !== 'reading-age') return null
  const [years, months] = value.split(':').map(Number)
  return `${years} years${months ? ` ${months} ${months === 1 ? 'month' : 'months'}` : ''}`
}

/** The result as it is kept, or what is wrong with it. `grades`: the values of its named scale. */
export function readResult(
  scale: string,
  typed: string,
  grades: readonly string[]
): { readonly value: string } | { readonly problem: string } {
  const numbers = numberScales[scale]
  if (numbers) {
    const { least, most } = numbers
    const inRange = /^\d{1,3}$/.test(typed) && Number(typed) >= least && Number(typed) <= most
    return inRange ? { value: `${Number(typed)}` } : { problem: `enter a whole number from ${least} to ${most}` }
  }
  if (scale === 'reading-age') {
    const [, years, months] = /^(\d{1,2})(?:[:.\s,]+(\d{1,2}))?$/.exec(typed) ?? []
    return years && Number(years) >= 3 && Number(years) <= 20 && Number(months ?? 0) < 12
      ? { value: `${Number(years)}:${Number(months ?? 0)}` }
      : { problem: 'enter years and months, for example 9:4' }
  }
  return grades.includes(typed) ? { value: typed } : { problem: 'choose one from the list' }
}
