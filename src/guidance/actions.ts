import { inWords, isBefore, type PlainDate } from './dates.ts'

/** What became of an action of the meeting before. */
export const actionOutcomes = ['done', 'goes-on', 'not-needed'] as const
export type ActionOutcome = (typeof actionOutcomes)[number]
export const isActionOutcome = (word: string): word is ActionOutcome =>
  (actionOutcomes as readonly string[]).includes(word)

export interface ActionReview {
  readonly outcome: ActionOutcome
  /** What came of it, or why it was not done or is not needed. */
  readonly words: string | null
  /** The new date, where it goes on. */
  readonly due: PlainDate | null
}

export interface ReviewProblem {
  readonly where: 'outcome' | 'words' | 'due'
  readonly what: string
}

/** An action that was not done says why, and one that goes on has a new date from this meeting on. */
export function judgeReview(
  given: { readonly outcome: ActionOutcome | null; readonly words: string | null; readonly due: PlainDate | null },
  meeting: PlainDate
): readonly ReviewProblem[] {
  const { outcome, words, due } = given
  if (outcome === null) return [{ where: 'outcome', what: 'Say what became of this action.' }]
  if (outcome === 'done') return []
  return [
    ...(words === null
      ? [
          {
            where: 'words',
            what: outcome === 'goes-on' ? 'Say why it is not done yet.' : 'Say why it is not needed any more.'
          } as const
        ]
      : []),
    ...(outcome === 'goes-on' ? dueProblem(due, meeting) : [])
  ]
}

function dueProblem(due: PlainDate | null, meeting: PlainDate): readonly ReviewProblem[] {
  if (!due) return [{ where: 'due', what: 'Enter the new day by which it is done.' }]
  return isBefore(due, meeting)
    ? [{ where: 'due', what: `${inWords(due)} is before this meeting. Choose a later day.` }]
    : []
}

export interface ActionOwner {
  readonly party: string
  readonly personId: string | null
  readonly name: string | null
}

/**
 * Who has an action that goes on: the same person while they still stand to the child; else the one who holds their part now;
 * else the name that was written stays, and the meeting chooses.
 */
export function ownerNow(
  before: ActionOwner,
  standing: ReadonlyArray<{ readonly party: string; readonly personId: string; readonly name: string | null }>
): ActionOwner {
  if (before.personId === null || standing.some(one => one.personId === before.personId)) return before
  const successors = standing.filter(one => one.party === before.party)
  const [one] = successors
  return one && successors.length === 1
    ? { party: one.party, personId: one.personId, name: one.name ?? before.name }
    : { ...before, personId: null }
}
