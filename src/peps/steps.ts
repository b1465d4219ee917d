import { inWords, isAfter } from '../guidance/dates.ts'
import type { Role } from '../guidance/words.ts'
import { leaderOf, type Pep } from './pep.ts'
import type { PepExtras } from './pep-extras.ts'

export interface Step {
  readonly name: string
  readonly words: string
  readonly done: boolean
  readonly late: boolean
  readonly href: string | null
}

/** Arrange → Meet → Submit → Check → Sign off → File, each with its date: facts beside the state (1-process.md). */
export function stepsOf(pep: Pep, extras: PepExtras, today: Temporal.PlainDate): Step[] {
  const due = (...names: string[]) =>
    extras.clocks.find(one => names.includes(one.name) && one.due && !one.stopped)?.due ?? null
  const step = (
    name: string,
    met: Temporal.PlainDate | null,
    date: Temporal.PlainDate | null,
    href: string | null
  ): Step => ({
    name,
    done: met !== null,
    late: met === null && date !== null && isAfter(today, date),
    words: met ? inWords(met) : date ? `due ${inWords(date)}` : 'not due yet',
    href
  })
  const at = (path: string) => `/peps/${pep.id}/${path}`
  const meets = due('hold-initial', 'leaving-care', 'new-setting', 'termly-review')
  const arranged = step('Arrange', extras.arrangedOn, due('arrange-initial') ?? meets, at('meeting'))
  const planned = pep.meeting.on && !pep.meeting.heldOn ? { words: `planned for ${inWords(pep.meeting.on)}` } : {}
  return [
    arranged,
    { ...step('Meet', pep.meeting.heldOn, meets, at('meeting/held')), ...planned },
    step('Submit', pep.state === 'returned' ? null : pep.submittedOn, due('resubmit', 'submit'), at('submit')),
    step('Check', extras.checkedOn, due('check'), pep.submittedOn ? at('check') : null),
    step('Sign off', pep.signedOffOn, due('quality-review'), pep.submittedOn ? at('review') : null),
    step('File', extras.filedOn, due('file-copy'), pep.signedOffOn ? at('copies') : null)
  ]
}

export interface NextStep {
  readonly title: string
  readonly words: string
  readonly href: string | null
  readonly button: string
}

/** The one big next step of a plan, for whoever looks: theirs to do, or whose it is. */
export function nextStep(pep: Pep, extras: PepExtras, standing: readonly Role[]): NextStep | null {
  const stands = (...roles: Role[]) => roles.some(role => standing.includes(role))
  const at = (path: string) => `/peps/${pep.id}/${path}`
  const leads =
    leaderOf(pep) === 'designated-teacher'
      ? stands('designated-teacher')
      : stands('social-worker', 'team-manager', 'adviser', 'virtual-school-head')
  const arranges = leads || stands('social-worker', 'team-manager')
  const step = (mine: boolean, title: string, words: string, href: string, button: string): NextStep => ({
    title,
    words,
    href: mine ? href : null,
    button
  })
  const leader = leaderOf(pep) === 'designated-teacher' ? 'the designated teacher' : 'the social worker'
  switch (pep.state) {
    case 'planned':
    case 'in-progress':
      if (!extras.arrangedOn && !pep.meeting.heldOn)
        return step(
          arranges,
          'arrange the meeting',
          `Choose a date and invite everyone. It is for the social worker and ${leader}.`,
          at('meeting'),
          'Arrange the meeting'
        )
      if (!pep.meeting.heldOn)
        return step(
          leads,
          'hold the meeting',
          `Write the plan together, then say who came. It is for ${leader}.`,
          at('meeting/held'),
          'Record the meeting'
        )
      return step(
        leads,
        'submit the plan',
        `The plan says what is still missing. It is for ${leader}.`,
        at('submit'),
        'Check and submit'
      )
    case 'returned':
      return step(
        leads,
        'mend what was returned',
        'Only the sections marked “Returned” are open. Their owners mend them, then the plan is submitted again.',
        at('submit'),
        'Check and submit again'
      )
    case 'submitted':
      if (extras.openCorrections > 0)
        return step(
          false,
          'a correction is open',
          'Whoever wrote the answer mends it, or declines with a reason.',
          at('check'),
          ''
        )
      if (!extras.checkedOn && stands('social-worker', 'team-manager'))
        return step(
          true,
          'check the plan',
          'Confirm that your views and the child’s were recorded accurately.',
          at('check'),
          'Check the plan'
        )
      if (stands('adviser', 'virtual-school-head'))
        return step(
          true,
          'review the plan',
          'Rate it on the ten criteria, give feedback, and sign off or return.',
          at('review'),
          'Review the plan'
        )
      return step(
        false,
        extras.checkedOn ? 'the adviser reviews the plan' : 'the social worker checks the plan',
        'You do not need to do anything now.',
        at('check'),
        ''
      )
    case 'signed-off':
      if (!extras.filedOn && stands('social-worker', 'team-manager'))
        return step(
          true,
          'file the copy',
          'Download it, or wait until the case record has acknowledged it.',
          at('copies'),
          'Go to the copies'
        )
      return null
    case 'not-required':
      return null
  }
}
