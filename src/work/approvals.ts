import type { Approval } from '../children/approval.ts'
import { isAfter, type PlainDate } from '../guidance/dates.ts'
import { shortDay } from './reason.ts'
import { groupOf } from './tasks.ts'
import type { WorkItem } from './work.ts'

/** A move in year 10 or 11 without its approval: due before the day of the move, and late from that day on (regulation 10). */
export function itemOfApproval(
  { childId, childName, leaves, movesOn }: Pick<Approval, 'childId' | 'childName' | 'leaves' | 'movesOn'>,
  today: PlainDate
): WorkItem {
  const before = movesOn.subtract({ days: 1 }).toString()
  const on = shortDay(movesOn.toString(), today)
  return {
    group: groupOf(before, before, today),
    child: { id: childId, name: childName, opens: true },
    setting: null,
    authority: '',
    words: 'Approve a move in year 10 or 11',
    act: 'Fill in the approval',
    href: `/children/${childId}/approval`,
    due: before,
    meetingOn: null,
    note: isAfter(movesOn, today)
      ? `Leaves ${leaves} on ${on}. The nominated officer’s approval is needed before.`
      : `Left ${leaves} on ${on}, without the nominated officer’s approval.`,
    plan: null,
    since: null,
    clocks: []
  }
}
