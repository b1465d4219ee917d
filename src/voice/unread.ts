import { contextOf } from '../authorities/authority.ts'
import type { Tx } from '../db/transaction.ts'
import { managerHearsOfUnread } from '../guidance/unread-views.ts'
import { sendMessage } from '../messages/outbox.ts'
import { peopleOf } from '../messages/reminders.ts'
import { texts } from '../messages/texts.ts'
import { readUnread } from './unread.queries.ts'

/**
 * Tells the team manager, once, of views that came by link and that nobody has read by the next working day; where a child has
 * no team manager, the adviser. Works as the authority's service person. Returns how many were told now.
 */
export async function tellOfUnread(tx: Tx, authorityId: number, today: Temporal.PlainDate, origin: string) {
  const context = await contextOf(tx, authorityId, today)
  const unread = (await readUnread(tx, authorityId)).filter(row =>
    managerHearsOfUnread(Temporal.PlainDate.from(row.recorded_on), context)
  )
  const around = await peopleOf(
    tx,
    authorityId,
    unread.map(row => row.pep_id)
  )
  let told = 0
  for (const { pep_id, child_id, party, recorded_on } of unread) {
    const managers = around(pep_id, 'team-manager')
    for (const person of managers.length > 0 ? managers : around(pep_id, 'adviser')) {
      const isNew = await sendMessage(tx, {
        eventKey: `views unread ${pep_id} ${party} ${recorded_on} ${person}`,
        authorityId,
        childId: child_id,
        pepId: pep_id,
        to: { person },
        kind: 'views unread',
        ...texts['views unread']({
          on: Temporal.PlainDate.from(recorded_on),
          link: `${origin}/peps/${pep_id}/views`
        }),
        origin
      })
      if (isNew) told++
    }
  }
  return told
}
