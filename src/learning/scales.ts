import { editionOf } from '../forms/editions.ts'
import { currentVersion } from '../forms/load.ts'

export interface Grade {
  readonly value: string
  readonly label: string
}

/** The entries of a named scale of a form's edition; none where it does not have it. */
export const scaleEntries = (name: string, version = currentVersion): readonly Grade[] =>
  editionOf(version)?.scales[name]?.entries ?? []

export const scaleTitle = (name: string, version = currentVersion): string =>
  editionOf(version)?.scales[name]?.title ?? name

/** The words of a value; one that is not on the scale is shown as it is. */
export const gradeName = (scale: string, value: string | null, version?: string): string =>
  value === null ? '' : (scaleEntries(scale, version).find(entry => entry.value === value)?.label ?? value)

/** By what each qualification is graded; `text` is free, and one that is not here takes the phase's own grades. */
const gradedBy: Readonly<Record<string, string>> = {
  'key-stage-3': 'gcse',
  gcse: 'gcse',
  'combined-science': 'combined-science',
  technical: 'pass-distinction-star',
  btec: 'pass-distinction-star',
  'entry-level': 'entry-level',
  entry: 'entry-level',
  'functional-skills': 'functional-skills',
  'a-level': 'a-level',
  'as-level': 'a-level',
  't-level': 't-level',
  other: 'text'
}
export const scaleOf = (qualification: string | null, ofPhase: string): string =>
  gradedBy[qualification ?? ''] ?? ofPhase

/** A grade as it is kept: chosen by its value, or written as people write it. Null: it is not on the scale. */
export function gradeOn(grades: readonly Grade[], typed: string): string | null {
  const same = (words: string) => words.toLowerCase() === typed.toLowerCase()
  return (grades.find(({ value }) => value === typed) ?? grades.find(({ label }) => same(label)))?.value ?? null
}

export const suspensionReason = (code: string): string => gradeName('suspension-reasons', code)
