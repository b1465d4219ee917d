import { type ActionName, may } from '../guidance/access.ts'
import { inWords, isAfter } from '../guidance/dates.ts'
import { socialWorkerLeads } from '../guidance/leader.ts'
import type { Role } from '../guidance/words.ts'
import type { Pep } from './pep.ts'
import type { PepExtras } from './pep-extras.ts'

export interface Step {
  readonly name: string
  readonly words: string
  readonly done: boolean
  readonly late: boolean
  readonly href: string | null
}

/**
 * Arrange → Meet → Submit → Check → Sign off → File, each with its date: facts beside the state (1-process.md). A step leads
 * to its page for whoever stands so to the child that they may open it.
 */
export function stepsOf(pep: Pep, extras: PepExtras, today: Temporal.PlainDate, standing: readonly Role[]): Step[] {
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
  const subject = { state: pep.state, socialWorkerLeads: socialWorkerLeads(pep) }
  const at = (path: string, action: ActionName) => (may(action, standing, subject) ? `/peps/${pep.id}/${path}` : null)
  const meets = due('hold-initial', 'leaving-care', 'new-setting', 'termly-review')
  const arranged = step('Arrange', extras.arrangedOn, due('arrange-initial') ?? meets, at('meeting', 'arrange meeting'))
  const planned = pep.meeting.on && !pep.meeting.heldOn ? { words: `planned for ${inWords(pep.meeting.on)}` } : {}
  return [
    arranged,
    { ...step('Meet', pep.meeting.heldOn, meets, at('meeting/held', 'record meeting')), ...planned },
    step(
      'Submit',
      pep.state === 'returned' ? null : pep.submittedOn,
      due('resubmit', 'submit'),
      at('submit', 'read plan')
    ),
    step('Check', extras.checkedOn, due('check'), pep.submittedOn ? at('check', 'read plan') : null),
    step('Sign off', pep.signedOffOn, due('quality-review'), pep.submittedOn ? at('review', 'review pep') : null),
    step('File', extras.filedOn, due('file-copy'), pep.signedOffOn ? at('copies', 'see copies') : null)
  ]
}
