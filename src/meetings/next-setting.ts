import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { isBefore, type PlainDate } from '../guidance/dates.ts'
import { nextSequence } from '../guidance/invitations.ts'
import type { Seal } from '../people/one-time-link.ts'
import { tell } from './invite.ts'
import { insertInvitation, readComingMeetings, upsertMeeting } from './meeting.queries.ts'
import { findMeeting, invitationsOf } from './meeting.ts'

/**
 * The next setting's teachers are invited to the last meeting, where one is arranged before the move (G 5). Returns the
 * names of those who were; a meeting arranged later offers them by itself.
 */
export async function inviteNextSetting(
  tx: Tx,
  move: {
    readonly childId: string
    readonly settingId: string
    readonly teachers: ReadonlyArray<{ readonly id: string; readonly name: string }>
    readonly before: PlainDate
  },
  { now, origin, seal }: { readonly now: Temporal.Instant; readonly origin: string; readonly seal: Seal }
): Promise<string[]> {
  const invited: string[] = []
  for (const { pep_id, authority_id } of await readComingMeetings(tx, move.childId)) {
    const pep = { id: pep_id, authorityId: authority_id, childId: move.childId }
    const meeting = await findMeeting(tx, pep.id)
    if (!meeting?.on || !meeting.at || !isBefore(meeting.on, move.before)) continue
    const known = new Set((await invitationsOf(tx, pep.id)).map(one => one.personId))
    const when = { on: meeting.on, at: meeting.at, place: meeting.place, link: meeting.link }
    const fresh = move.teachers.filter(({ id }) => !known.has(id))
    const sequence = nextSequence(meeting.sequence, { first: false, tells: fresh.length > 0 })
    if (fresh.length > 0) await upsertMeeting(tx, pep, { ics_sequence: sequence })
    for (const { id, name } of fresh) {
      const one = { id: newId(), party: 'next-setting', personId: id, name, email: null } as const
      await insertInvitation(tx, {
        ...{ id: one.id, pep_id: pep.id, authority_id, child_id: move.childId, party: one.party, person_id: id, name },
        sent_at: now.toString()
      })
      await tell(tx, 'invited', one, { pep, meeting, when, sequence, origin, seal, now })
      invited.push(name)
    }
  }
  return invited
}

/** The day of an old setting's last meeting that is arranged for after the child has moved; null where there is none. */
export async function lastMeetingAfter(tx: Tx, childId: string, moves: PlainDate): Promise<PlainDate | null> {
  const late = (await readComingMeetings(tx, childId)).find(
    one => one.kind === 'transition' && one.on_date >= moves.toString()
  )
  return late ? Temporal.PlainDate.from(late.on_date) : null
}
