import { english, type Key } from '../languages/english.ts'
import type { Party } from '../meetings/meeting.ts'

/** Who does it, as it is said to the child: the phrase's key. */
export const partyPhrase: Readonly<Record<Party, Key>> = {
  'designated-teacher': 'who.teacher',
  'social-worker': 'who.worker',
  carer: 'who.carer',
  parent: 'who.parent',
  child: 'who.you',
  'next-setting': 'who.nextSchool',
  interpreter: 'who.interpreter',
  other: 'who.other'
}

/** Who helps with a target. */
export const helperPhrase: Readonly<Record<string, Key>> = {
  school: 'who.school',
  child: 'who.you',
  carer: 'who.carer',
  'social-worker': 'who.worker',
  other: 'who.other'
}

/** The same in English, for the copy on paper. */
export const partyToThem = (party: Party): string => english[partyPhrase[party]]
export const helperToThem = (who: string): string => {
  const phrase = helperPhrase[who]
  return phrase ? english[phrase] : who
}
