import type { ClockName } from '../guidance/clocks/clock.ts'
import type { Role } from '../guidance/words.ts'

/** The thing to do, by clock. */
export const clockWords: Readonly<Record<ClockName, string>> = {
  'arrange-initial': 'Arrange the first meeting',
  'hold-initial': 'Hold the first meeting',
  'termly-review': 'Hold the review meeting',
  'child-views': 'Record the child’s views',
  'carer-views': 'Record the carer’s views',
  'parent-views': 'Record the parent’s views, or why not',
  'social-worker-section': 'Complete the social worker’s part',
  submit: 'Submit the plan',
  check: 'Check that views were recorded accurately',
  correction: 'Answer a correction',
  'quality-review': 'Review the plan’s quality',
  resubmit: 'Submit the returned parts again',
  'file-copy': 'Save the plan to the case record',
  'leaving-care': 'Hold the leaving-care meeting',
  'school-place': 'Find a school place',
  'place-review': 'Review the search for a school place',
  'new-setting': 'Hold the new setting’s first meeting',
  concern: 'Answer a concern'
}

/** One open clock of a plan. `name` tells a second clock of the same step apart (`correction:2`). Dates are ISO. */
export interface OpenStep {
  readonly name: string
  readonly step: ClockName
  readonly holder: Role
  readonly due: string | null
  /** The last day on which nobody counts it late; null where the due date is not known. */
  readonly lateAfter: string | null
}

/** What is still open in one plan, as far as it is asked about. */
export interface OpenPlan {
  readonly pepId: string
  readonly childId: string
  readonly meetingOn: string | null
  readonly steps: readonly OpenStep[]
}

/** Where steps are done: those of one place are done in one go. */
export type Place =
  | 'arrange'
  | 'before-meeting'
  | 'held'
  | 'views'
  | 'part'
  | 'submit'
  | 'check'
  | 'correction'
  | 'review'
  | 'returned'
  | 'copies'
  | 'school-place'
  | 'place-review'
  | 'concern'

const meetings: readonly ClockName[] = [
  'arrange-initial',
  'hold-initial',
  'termly-review',
  'leaving-care',
  'new-setting'
]

const placesOfOthers: Readonly<Partial<Record<ClockName, Place>>> = {
  'child-views': 'views',
  'carer-views': 'views',
  'parent-views': 'views',
  'social-worker-section': 'part',
  submit: 'submit',
  check: 'check',
  correction: 'correction',
  'quality-review': 'review',
  resubmit: 'returned',
  'file-copy': 'copies',
  'place-review': 'place-review',
  concern: 'concern'
}

export function placeOf(step: ClockName, meetingOn: string | null, today: string): Place {
  if (!meetings.includes(step)) return placesOfOthers[step] ?? 'school-place'
  if (step === 'arrange-initial' || meetingOn === null) return 'arrange'
  return meetingOn > today ? 'before-meeting' : 'held'
}

/** The words of the button, and the address it leads to. */
export const acts: Readonly<Record<Place, readonly [act: string, to: string]>> = {
  arrange: ['Arrange the meeting', '/peps/:pep/meeting'],
  'before-meeting': ['Open the plan', '/peps/:pep'],
  held: ['Record the meeting', '/peps/:pep/meeting/held'],
  views: ['Record views', '/peps/:pep/views'],
  part: ['Write your part', '/peps/:pep/sections/:section'],
  submit: ['Submit the plan', '/peps/:pep/submit'],
  check: ['Check the plan', '/peps/:pep/check'],
  correction: ['Answer the correction', '/peps/:pep/corrections/:correction'],
  review: ['Review the plan', '/peps/:pep/review'],
  returned: ['Open the plan', '/peps/:pep'],
  copies: ['Save the copy', '/peps/:pep/copies'],
  'school-place': ['Search for a place', '/children/:child/school-place'],
  'place-review': ['Review the search', '/children/:child/school-place'],
  concern: ['Answer the concern', '/concerns']
}

const parties = ['child', 'carer', 'parent'] as const

/** The steps of one place as the one thing that a person does there. */
export function wordsOf(place: Place, steps: readonly ClockName[]): string {
  const [first] = steps
  if (first === undefined) return ''
  if (place === 'views' && steps.length > 1) {
    const heard = parties.filter(party => steps.includes(`${party}-views`))
    return `Record views: ${heard.slice(0, -1).join(', ')} and ${heard.at(-1)}`
  }
  if (place === 'arrange' && first !== 'arrange-initial') return clockWords[first].replace('Hold', 'Arrange')
  if (place === 'held') return 'Record what happened at the meeting'
  return clockWords[first]
}
