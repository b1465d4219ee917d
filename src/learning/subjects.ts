import type { Phase } from '../guidance/words.ts'

/** What is asked for phase by phase: subjects that are always offered, and the scale that their figures stand on. */
interface PhaseSubjects {
  /** A named scale of the form's edition; `text` is free. */
  readonly scale: string
  readonly subjects: readonly string[]
  /** Whether subjects beyond those may be added. */
  readonly more: boolean
  /** Whether qualification and tier are asked. */
  readonly examined: boolean
}

export const phaseSubjects: Readonly<Record<Phase, PhaseSubjects>> = {
  'early-years': {
    scale: 'eyfs',
    subjects: [
      'Communication and language',
      'Physical development',
      'Personal, social and emotional development',
      'Literacy',
      'Maths',
      'Understanding the world',
      'Expressive arts and design'
    ],
    more: false,
    examined: false
  },
  primary: {
    scale: 'primary-bands',
    subjects: ['Reading', 'Writing', 'Maths', 'Science'],
    more: true,
    examined: false
  },
  secondary: { scale: 'key-stage-4-grades', subjects: ['English', 'Maths', 'Science'], more: true, examined: true },
  'post-16': { scale: 'text', subjects: [], more: true, examined: true }
}
