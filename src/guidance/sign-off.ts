import { inWords, isAfter, type PlainDate } from './dates.ts'
import { quoted } from './in-sentences.ts'
import type { Problem } from './next-meeting.ts'
import type { Rating } from './policy.ts'
import type { PepState, Role } from './words.ts'

export interface SignOffFacts {
  readonly state: PepState
  readonly rating: Rating | null
  readonly raterWroteInIt: boolean
  /** Corrections asked for and neither mended nor declined. */
  readonly openCorrections: ReadonlyArray<{ readonly question: string; readonly owner: Role }>
  /** The check as it stands: by the social worker, after any mended answer too. */
  readonly checkedOn: PlainDate | null
  readonly checkDue: PlainDate | null
}

/** Said on a plan that was signed off when the check's clock had run out. */
export const notChecked = 'not checked by the social worker'

/** Why a plan cannot be signed off yet (G 2.5, G 5). Empty: it may be. */
export function signOffProblems(facts: SignOffFacts, today: PlainDate): Problem[] {
  const say = (where: string, who: Role, what: string): Problem => ({ where, who, what })
  if (facts.state !== 'submitted') return [say('V', 'designated-teacher', 'Only a submitted plan can be signed off.')]
  return [
    ...facts.openCorrections.map(({ question, owner }) =>
      say('U', owner, `A correction to ${quoted(question)} is open: mend it, or decline with a reason.`)
    ),
    ...(facts.checkedOn || checkHasRun(facts, today) ? [] : [say('U', 'social-worker', waiting(facts.checkDue))]),
    ...(facts.rating === null ? [say('V', 'adviser', 'Rate the plan first.')] : []),
    ...(facts.rating === 'red' ? [say('V', 'adviser', 'A plan with this rating is returned, not signed off.')] : []),
    ...(facts.raterWroteInIt
      ? [say('V', 'adviser', 'Who wrote in a plan does not rate it. Ask another adviser or the head.')]
      : [])
  ]
}

/** The words a signed-off plan carries when nobody checked it; null when somebody did. The check stays due. */
export const signOffNote = (facts: Pick<SignOffFacts, 'checkedOn'>): string | null =>
  facts.checkedOn ? null : notChecked

const checkHasRun = ({ checkDue }: SignOffFacts, today: PlainDate): boolean =>
  checkDue !== null && isAfter(today, checkDue)

const waiting = (due: PlainDate | null): string =>
  due
    ? `The social worker has until ${inWords(due)} to check the plan. After that it can be signed off unchecked.`
    : 'The social worker has not checked the plan.'
