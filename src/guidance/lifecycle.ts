import type { PlainDate } from './dates.ts'
import type { PepState, Refusal } from './words.ts'

/** Every move a pep can make. Meeting, check and quality review are facts beside the state. */
export const transitions = {
  start: { from: ['planned'], to: 'in-progress' },
  submit: { from: ['in-progress'], to: 'submitted' },
  return: { from: ['submitted'], to: 'returned' },
  resubmit: { from: ['returned'], to: 'submitted' },
  'sign-off': { from: ['submitted'], to: 'signed-off' },
  'mark-not-required': { from: ['planned', 'in-progress', 'submitted', 'returned'], to: 'not-required' },
  'undo-submit': { from: ['submitted'], to: 'in-progress' },
  'undo-resubmit': { from: ['submitted'], to: 'returned' }
} as const satisfies Record<string, { from: readonly PepState[]; to: PepState }>
export type Transition = keyof typeof transitions

const stateWords: Readonly<Record<PepState, string>> = {
  planned: 'has not been started',
  'in-progress': 'is being written',
  submitted: 'has been submitted',
  returned: 'has been returned',
  'signed-off': 'has been signed off',
  'not-required': 'is marked as not required'
}
const transitionWords: Readonly<Record<Transition, string>> = {
  start: 'started',
  submit: 'submitted',
  return: 'returned',
  resubmit: 'submitted again',
  'sign-off': 'signed off',
  'mark-not-required': 'marked as not required',
  'undo-submit': 'taken back',
  'undo-resubmit': 'taken back'
}

/** The state a transition leads to, or why it cannot be made from here. */
export function next(state: PepState, transition: Transition): PepState | Refusal {
  const { from, to }: { from: readonly PepState[]; to: PepState } = transitions[transition]
  if (from.includes(state)) return to
  return { refused: `This plan ${stateWords[state]}, so it cannot be ${transitionWords[transition]}.` }
}

/** A mistaken submit is undone until somebody has acted on it. */
export function undoSubmitProblem(acted: {
  readonly checkedOn: PlainDate | null
  readonly correctionAsked: boolean
  readonly ratedOn: PlainDate | null
}): Refusal | null {
  const by = acted.ratedOn
    ? 'the adviser has reviewed it'
    : acted.correctionAsked
      ? 'the social worker has asked for a correction'
      : acted.checkedOn
        ? 'the social worker has checked it'
        : null
  return by ? { refused: `This plan cannot be taken back, because ${by}. Ask the adviser to return it.` } : null
}
