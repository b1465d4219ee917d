import type { How, Reader, ViewParty, Wish } from './views.ts'

export const whose: Record<ViewParty, string> = {
  child: 'The child',
  carer: 'The carer',
  parent: 'A parent',
  'social-worker': 'The social worker'
}
export const howWords: Record<How, string> = {
  'in-person': 'in person',
  'hand-over': 'by themselves, on an adult’s screen',
  link: 'by a private link',
  telephone: 'by telephone',
  'typed-by-adult': 'typed by an adult beside them',
  meeting: 'at the meeting'
}
/** Ways of hearing somebody that an adult writes down afterwards. */
export const toldTo: readonly How[] = ['telephone', 'in-person', 'typed-by-adult', 'meeting']
export const reasonsOf: Record<Exclude<ViewParty, 'child' | 'social-worker'>, Record<string, string>> = {
  carer: {
    declined: 'They said no',
    'not-reached': 'They could not be reached',
    'just-moved': 'The child has only just moved in, or is about to move',
    'no-carer': 'The child lives without a carer'
  },
  parent: {
    court: 'A court has decided so',
    'childs-wish': 'The child does not want it',
    'no-contact': 'There is no contact',
    'not-reached': 'They could not be reached',
    declined: 'They said no'
  }
}
/** The question why there is nothing from somebody: the adults' to answer, and no word of theirs. */
export const isReasonWhyNone = (question: string): boolean => question.endsWith('.whyNone')
/** Why there is nothing from somebody: the chosen reason in words, or the words that were typed. */
export const reasonWords = (party: ViewParty, reason: string): string =>
  (party === 'carer' || party === 'parent' ? reasonsOf[party][reason] : undefined) ?? reason
/** What it means that a child chose to say nothing (G 5). */
export const withoutTheirWords =
  'The plan is made all the same, without their words, and says so. They can still say something until it is handed in.'
/** The answer to why there is nothing from a child, where they would not. */
export const choseNotTo = 'chose-not-to'
export const readerWords: Record<Reader, string> = { setting: 'school staff', carer: 'the carer', parent: 'a parent' }
export const wishWords: Record<Wish, string> = {
  all: 'for all of it',
  part: 'for part of it',
  no: 'not this time',
  unsure: 'is not sure yet'
}
