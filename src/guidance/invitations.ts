/** What somebody who is invited to a pep's meeting may answer. */
export const invitationAnswers = ['accepted', 'declined', 'views-instead'] as const
export type InvitationAnswer = (typeof invitationAnswers)[number]

export const isInvitationAnswer = (word: string): word is InvitationAnswer =>
  (invitationAnswers as readonly string[]).includes(word)

/** Another day or time is another question: only views sent instead of coming still hold. */
export const answerAfterMove = (answer: InvitationAnswer | null, movedInTime: boolean): InvitationAnswer | null =>
  movedInTime && answer !== 'views-instead' ? null : answer

/** What an answer lets the record of the meeting begin with; who really came is said after it. */
export function presenceByAnswer(
  answer: InvitationAnswer | null,
  words: string | null
): { readonly presence: 'apology' | 'views-sent'; readonly reason: string } | null {
  if (answer === 'views-instead') return { presence: 'views-sent', reason: 'Sent their views instead of coming' }
  if (answer === 'declined') return { presence: 'apology', reason: words ?? 'Said beforehand that they could not come' }
  return null
}

export type Interpreter = 'not-needed' | 'requested' | 'confirmed'

/** A booking is for a day and a time: moved to another, it is to be confirmed anew. */
export const interpreterAfterMove = (
  before: Interpreter | null,
  chosen: Interpreter,
  movedInTime: boolean
): Interpreter => (movedInTime && before === 'confirmed' && chosen === 'confirmed' ? 'requested' : chosen)

/** Whoever chairs hears at once of an answer that asks something of them; an acceptance is only shown. */
export const chairIsTold = (before: InvitationAnswer | null, after: InvitationAnswer): boolean =>
  before !== after && after !== 'accepted'

/**
 * The number of a meeting's calendar files: nought for the first invitations, then one more with whatever is sent, since a
 * calendar drops a file whose number does not rise: also for somebody who is invited again after having been uninvited.
 */
export const nextSequence = (sequence: number, { first, tells }: { first: boolean; tells: boolean }): number =>
  first || !tells ? sequence : sequence + 1
