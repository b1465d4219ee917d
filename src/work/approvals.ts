import type { Approval } from '../children/approval.ts'
import { isAfter, type PlainDate } from '../guidance/dates.ts'
import { shortDay } from './reason.ts'
import type { WorkItem } from './work.ts'

/**
 * A move in year 10 or 11 that waits for its approval (regulation 10). The heads get a letter of their own about it, so that
 * the digest, which counts what has a date, does not tell it again.
 */
export function itemOfApproval(
  { childId, childName, leaves, movesOn }: Pick<Approval, 'childId' | 'childName' | 'leaves' | 'movesOn'>,
  today: PlainDate
): WorkItem {
  const on = shortDay(movesOn.toString(), today)
  return {
    group: 'waiting',
    child: { id: childId, name: childName, also: null, opens: true },
    setting: null,
    authority: '',
    words: 'Approve a move in year 10 or 11',
    act: 'Fill in the approval',
    href: `/children/${childId}/approval`,
    due: null,
    meetingOn: null,
    note: isAfter(movesOn, today)
      ? `Leaves ${leaves} on ${on}. The nominated officer’s approval is needed before.`
      : `Left ${leaves} on ${on}, without the nominated officer’s approval.`,
    plan: null,
    since: null,
    clocks: []
  }
}
