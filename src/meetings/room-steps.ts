import type { ActionName } from '../guidance/access.ts'
import type { InTheRoom } from '../guidance/in-the-room.ts'
import type { SectionId } from '../guidance/words.ts'
import type { Party } from './meeting.ts'

/** One item of the agenda, in the order of the meeting: what it shows, and where it is written. */
export interface RoomStep {
  readonly id: string
  readonly title: string
  readonly minutes: number
  /** Sections of the plan that it speaks about; `actions` stands in the child's own page. */
  readonly sections: ReadonlyArray<SectionId | 'actions'>
  /** The page on which it is written, below the plan's own, and who may. */
  readonly write: { readonly to: string; readonly words: string; readonly may: ActionName }
}

export const roomSteps: readonly RoomStep[] = [
  {
    id: 'views',
    title: 'What everybody says',
    minutes: 10,
    sections: ['J', 'K', 'L', 'M', 'N'],
    write: { to: 'views', words: 'Record views', may: 'hand over to the child' }
  },
  {
    id: 'last-targets',
    title: 'Last term’s targets',
    minutes: 5,
    sections: ['O'],
    write: { to: 'last-targets', words: 'Say what became of each', may: 'write targets' }
  },
  {
    id: 'attendance',
    title: 'Attendance and progress',
    minutes: 5,
    sections: ['G', 'I'],
    write: { to: 'attendance', words: 'Record attendance', may: 'write targets' }
  },
  {
    id: 'targets',
    title: 'New targets',
    minutes: 10,
    sections: ['P'],
    write: { to: 'targets', words: 'Write targets', may: 'write targets' }
  },
  {
    id: 'money',
    title: 'Money',
    minutes: 3,
    sections: ['Q'],
    write: { to: 'premium', words: 'Plan the money', may: 'write targets' }
  },
  {
    id: 'actions',
    title: 'Who does what',
    minutes: 5,
    sections: ['T', 'actions'],
    write: { to: 'meeting/held', words: 'Record who came and what was agreed', may: 'record meeting' }
  },
  {
    id: 'next',
    title: 'When we meet next',
    minutes: 2,
    sections: [],
    write: { to: 'meeting/held', words: 'Record the next date', may: 'record meeting' }
  },
  {
    id: 'read-back',
    title: 'Read back',
    minutes: 5,
    sections: ['P', 'T', 'actions'],
    write: { to: 'submit', words: 'Check and submit', may: 'submit pep' }
  }
]

export const stepOf = (id: string | undefined): RoomStep =>
  roomSteps.find(step => step.id === id) ?? (roomSteps[0] as RoomStep)

/** As what somebody invited sits in the room. */
export const sitsAs: Readonly<Record<Party, InTheRoom>> = {
  'designated-teacher': 'school',
  'social-worker': 'council',
  carer: 'carer',
  parent: 'parent',
  child: 'child',
  'next-setting': 'guest',
  interpreter: 'guest',
  other: 'guest'
}
