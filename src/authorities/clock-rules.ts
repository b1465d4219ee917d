import { daysInWords } from '../guidance/clocks/clock.ts'
import { type CountedClockName, countedClocks, type Policy } from '../guidance/policy.ts'

/** What an authority's counted clocks ask, and of whom. The figures come from its policy. */
const rules: Record<CountedClockName, { what: string; from: string; who: string; before?: true }> = {
  'arrange-initial': { what: 'Arrange the first meeting', from: 'the day care began', who: 'social worker' },
  'hold-initial': {
    what: 'Hold the first meeting',
    from: 'the day care began',
    who: 'social worker with the designated teacher'
  },
  views: {
    what: 'Gather everybody’s views',
    from: 'the meeting',
    who: 'designated teacher, social worker',
    before: true
  },
  'social-worker-section': {
    what: 'Complete the social worker’s section',
    from: 'the meeting',
    who: 'social worker',
    before: true
  },
  submit: {
    what: 'Submit the plan',
    from: 'the meeting',
    who: 'designated teacher, or the social worker where there is no school place'
  },
  check: { what: 'Check that views are recorded as they were said', from: 'the submission', who: 'social worker' },
  correction: {
    what: 'Correct an answer, or say why not',
    from: 'the day it was asked',
    who: 'whoever wrote the answer'
  },
  'quality-review': { what: 'Review the plan’s quality', from: 'the submission', who: 'adviser' },
  resubmit: {
    what: 'Submit a returned plan again',
    from: 'the return',
    who: 'owner of the section, then the designated teacher'
  },
  'file-copy': { what: 'Save the signed-off plan to the case record', from: 'the sign-off', who: 'social worker' },
  'leaving-care-sudden': {
    what: 'Make the leaving-care plan after a sudden end',
    from: 'the day care ended',
    who: 'social worker with the designated teacher'
  },
  'school-place': { what: 'Find a school place', from: 'the last day on a roll', who: 'Virtual School' },
  'place-review': {
    what: 'Review the search for a school place',
    from: 'the last review',
    who: 'social worker with the adviser'
  },
  'new-setting': {
    what: 'Hold the first meeting at a new setting',
    from: 'the first day there',
    who: 'designated teacher'
  },
  concern: { what: 'Answer a question or concern', from: 'the day it was raised', who: 'adviser' }
}

export interface ClockRule {
  readonly what: string
  readonly within: string
  readonly who: string
}

/** The clocks that are switched on, in the order of the process. */
export const clockRules = ({ clocks }: Policy): ClockRule[] =>
  countedClocks
    .filter(name => clocks[name].on)
    .map(name => {
      const { what, from, who, before } = rules[name]
      const { days, kind } = clocks[name]
      return { what, within: `${daysInWords(days, kind)} ${before ? 'before' : 'after'} ${from}`, who }
    })
