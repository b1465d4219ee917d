import { isAssessment } from '../learning/assessments.ts'
import type { Attainment } from '../learning/attainment.ts'
import { assessmentInWords, subjectsInTable } from '../learning/attainment-words.ts'
import { passesOf } from '../learning/passes.ts'
import type { PlanData, PlanRecords } from './plan-data.ts'
import type { DocumentEntry } from './plan-document.ts'

const toAttainment = ({ working, testedOn, ...row }: PlanRecords['attainment'][number]): Attainment => ({
  ...row,
  workingAt: working,
  testedOn: testedOn === null ? null : Temporal.PlainDate.from(testedOn)
})

/** The subjects as a table, what the grades come to, and the assessments one by one. */
export function attainmentEntries({ form, pep, records }: PlanData): DocumentEntry[] {
  const all = records.attainment.map(toAttainment)
  const subjects = all.filter(row => !isAssessment(row.subject))
  const { columns, rows } = subjectsInTable(subjects, { phase: pep.phase, version: form.version })
  const fact = (label: string, text: string): DocumentEntry => ({ kind: 'answer', label, text })
  return [
    ...(rows.length > 0 ? [{ kind: 'table' as const, caption: 'Subjects', columns, rows }] : []),
    ...(pep.phase === 'secondary' ? passesOf(subjects) : []).map(({ what, words }) =>
      fact(`${what} at grades 4 and 5`, words)
    ),
    ...all.filter(row => isAssessment(row.subject)).map(row => fact(row.subject, assessmentInWords(row, form.version)))
  ]
}
