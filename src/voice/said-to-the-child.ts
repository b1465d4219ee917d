import type { Party } from '../meetings/meeting.ts'

/** Who does it, as it is said to the child. */
export const partyToThem: Readonly<Record<Party, string>> = {
  'designated-teacher': 'Your teacher',
  'social-worker': 'Your social worker',
  carer: 'Your carer',
  parent: 'Your parent',
  child: 'You',
  'next-setting': 'Your next school',
  interpreter: 'The interpreter',
  other: 'Somebody else'
}

/** Who helps with a target, as it is said to the child. */
export const helperToThem: Readonly<Record<string, string>> = {
  school: 'Your school',
  child: 'You',
  carer: 'Your carer',
  'social-worker': 'Your social worker',
  other: 'Somebody else'
}
