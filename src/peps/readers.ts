import type { Question, Section } from '../forms/definition.ts'
import type { Role } from '../guidance/words.ts'

/** Who reads as the setting does; every other role that opens a section reads all of it (4-access, Rules). */
const asSetting: readonly Role[] = ['designated-teacher', 'delegate', 'invited-professional']

/**
 * Whether an answer to this question would be theirs to read, which the row policies ask of whoever writes one too. What the child
 * said is read by whom the child chose, answer by answer.
 */
export const isReadBy = (standing: readonly Role[], section: Section, question: Question): boolean =>
  section.audienceBy === 'child' ||
  question.audience.includes('setting') ||
  standing.some(role => !asSetting.includes(role))
