import type { Phase } from '../guidance/words.ts'

/** What a target is about, phase by phase: the value that is kept and its words. */
export const areaNames = {
  'communication-language': 'Communication and language',
  physical: 'Physical development',
  'personal-social-emotional': 'Personal, social and emotional development',
  literacy: 'Literacy',
  'understanding-the-world': 'Understanding the world',
  'expressive-arts': 'Expressive arts and design',
  english: 'English',
  reading: 'Reading',
  writing: 'Writing',
  maths: 'Maths',
  science: 'Science',
  'other-subject': 'Another subject',
  course: 'Course or training',
  work: 'Work and work experience',
  careers: 'Careers and next steps',
  attendance: 'Attendance',
  behaviour: 'Behaviour',
  semh: 'Social, emotional and mental health',
  belonging: 'Friendships and belonging',
  'life-skills': 'Life skills and independence',
  transition: 'Moving on to a new class or setting',
  interests: 'Interests and talents',
  other: 'Something else'
} as const
export type Area = keyof typeof areaNames

const everyPhase: readonly Area[] = ['semh', 'belonging', 'attendance', 'transition', 'interests', 'other']

const ofPhase: Readonly<Record<Phase, readonly Area[]>> = {
  'early-years': [
    'communication-language',
    'physical',
    'personal-social-emotional',
    'literacy',
    'maths',
    'understanding-the-world',
    'expressive-arts',
    'life-skills'
  ],
  primary: ['reading', 'writing', 'english', 'maths', 'science', 'other-subject', 'behaviour', 'life-skills'],
  secondary: ['english', 'maths', 'science', 'other-subject', 'behaviour', 'careers', 'work', 'life-skills'],
  'post-16': ['english', 'maths', 'course', 'work', 'careers', 'life-skills']
}

export const areasOf = (phase: Phase): readonly Area[] => [...ofPhase[phase], ...everyPhase]

/** The words of an area; one that came from elsewhere is shown as it is. */
export const areaName = (area: string): string => (area in areaNames ? areaNames[area as Area] : area)
