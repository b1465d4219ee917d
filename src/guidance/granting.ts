import type { SectionId } from './words.ts'

/**
 * The sections that can be given to a colleague or another professional: those that the school answers for and the one for
 * all, as far as they are questions to write. Never the child's, carer's, parent's or social worker's own words, nor care,
 * contacts and health. Targets, money, the meeting and documents stay with whoever leads. The row policies know the same
 * letters; they hold by letter, since the social worker owns the school's sections where there is no school place.
 */
export const grantableSections: readonly SectionId[] = ['F', 'G', 'H', 'I', 'N', 'R', 'S']

export const canBeGranted = (section: SectionId): boolean => grantableSections.includes(section)
