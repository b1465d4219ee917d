import type { Phase } from '../guidance/words.ts'

/** What may be asked of a subject beside its name and the sentence that explains it. */
export const figures = [
  'qualification',
  'tier',
  'workingAt',
  'previous',
  'predicted',
  'goal',
  'progress',
  'attitude',
  'onTrack'
] as const
export type Figure = (typeof figures)[number]

/** What is asked for phase by phase: the subjects that are always offered, and what of each. */
interface PhaseSubjects {
  /** A named scale of the form's edition, for every grade; `text` is free. */
  readonly scale: string
  readonly subjects: readonly string[]
  /** Whether subjects beyond those may be added. */
  readonly more: boolean
  /** What is asked of each, in words. */
  readonly asks: Readonly<Partial<Record<Figure, string>>>
  /** The scale of `qualification`. */
  readonly qualifications?: string
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
    asks: { workingAt: 'Now', previous: 'Last term' }
  },
  primary: {
    scale: 'primary-bands',
    subjects: ['Reading', 'Writing', 'Maths', 'Science'],
    more: true,
    asks: {
      workingAt: 'Working at',
      previous: 'Last term',
      goal: 'Aim for the end of the key stage',
      progress: 'Progress since last term'
    }
  },
  secondary: {
    scale: 'key-stage-4-grades',
    subjects: ['English', 'Maths', 'Science'],
    more: true,
    asks: {
      qualification: 'Qualification',
      tier: 'Tier',
      workingAt: 'Working at',
      previous: 'Last term',
      predicted: 'Predicted',
      goal: 'Target',
      attitude: 'Attitude to learning',
      onTrack: 'On track?'
    },
    qualifications: 'qualifications'
  },
  'post-16': {
    scale: 'text',
    subjects: [],
    more: true,
    asks: {
      qualification: 'Qualification',
      workingAt: 'Working at',
      previous: 'Last term',
      predicted: 'Predicted',
      goal: 'Target',
      onTrack: 'On track?'
    },
    qualifications: 'courses'
  }
}
