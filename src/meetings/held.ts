import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { leaderOf } from '../guidance/leader.ts'
import { type Came, heldWithout, isParticipant, type Participant, participants } from '../guidance/submission.ts'
import { type Refusal, theRole } from '../guidance/words.ts'
import { projectClocks } from '../peps/clocks.ts'
import { type Pep, startPep } from '../peps/pep.ts'
import {
  deleteActions,
  readActions,
  readAttendees,
  settleSetting,
  updateLeavingCarePlan,
  upsertActions,
  upsertAttendees,
  upsertMeeting
} from './meeting.queries.ts'
import type { Meeting } from './meeting.ts'

export const presences = ['all', 'part', 'apology', 'views-sent', 'not-invited'] as const
export type Presence = (typeof presences)[number]
export const isPresence = (word: string): word is Presence => (presences as readonly string[]).includes(word)
/** Of one person, as plans and copies say it. */
export const presenceNames: Readonly<Record<Presence, string>> = {
  all: 'Came for all of it',
  part: 'Came for part of it',
  apology: 'Sent an apology',
  'views-sent': 'Sent views',
  'not-invited': 'Was not invited'
}
export const cameAtAll = (presence: Presence) => presence === 'all' || presence === 'part'

export interface Attendee {
  readonly presence: Presence
  /** Why they did not come. */
  readonly reason: string | null
  /** Of whoever came in the social worker's place. */
  readonly standIn: string | null
}
export type Attendance = ReadonlyMap<Participant, Attendee>

export async function attendanceOf(tx: Tx, pepId: string): Promise<Attendance> {
  const rows = await readAttendees(tx, pepId)
  return new Map(
    rows.flatMap(({ party, presence, reason, name }) =>
      isParticipant(party) && isPresence(presence) ? [[party, { presence, reason, standIn: name }] as const] : []
    )
  )
}

export interface Action {
  readonly id: string
  readonly words: string
  readonly ownerParty: string
  readonly ownerPersonId: string | null
  readonly ownerName: string | null
  readonly due: PlainDate | null
  /** Said between two meetings; the next meeting looks at it in any case. */
  readonly doneOn: PlainDate | null
}

export async function actionsOf(tx: Tx, pepId: string): Promise<Action[]> {
  return (await readActions(tx, pepId)).map(row => ({
    id: row.id,
    words: row.words,
    ownerParty: row.owner_party,
    ownerPersonId: row.owner_person_id,
    ownerName: row.owner_name,
    due: row.due === null ? null : Temporal.PlainDate.from(row.due),
    doneOn: row.done_on === null ? null : Temporal.PlainDate.from(row.done_on)
  }))
}

/** What was recorded of a meeting; each part may still be missing until the plan is submitted. */
export interface Minutes {
  /** Null: not recorded as held yet. */
  readonly heldOn: PlainDate | null
  readonly attendance: Attendance
  readonly notes: string | null
  /** An action without an id is new. */
  readonly actions: ReadonlyArray<Omit<Action, 'id' | 'doneOn'> & { readonly id: string | null }>
  readonly next: { readonly on: PlainDate | null; readonly reason: string | null; readonly flagged: boolean } | null
  readonly leavingCare: { readonly continues: string; readonly staysInTouch: string } | null
}

const presenceWords = {
  all: 'came',
  part: 'came-for-part',
  apology: 'apology',
  'views-sent': 'views-sent',
  'not-invited': 'not-invited'
} as const

/** Whose absence makes it a meeting held without them, in words; null: held with all who must be there (G 2.2, 3.1). */
export function withoutWords(attendance: Attendance, ledBy: ReturnType<typeof leaderOf>): string | null {
  const came = Object.fromEntries(
    participants.map(party => {
      const known = attendance.get(party)
      return [party, known ? { how: presenceWords[known.presence], reason: known.reason } : null]
    })
  ) as unknown as Came
  const missing = heldWithout(came, ledBy, Boolean(attendance.get('social-worker')?.standIn))
  return missing.length === 0 ? null : `Held without ${missing.map(theRole).join(' and ')}`
}

/** Mends who came, and with it whether the meeting was held without somebody who must be there. */
export async function mendAttendance(tx: Tx, pep: Pep, attendance: Attendance): Promise<void> {
  await storeAttendance(tx, pep, attendance)
  await upsertMeeting(tx, pep, { held_without: withoutWords(await attendanceOf(tx, pep.id), leaderOf(pep)) })
}

const storeAttendance = (tx: Tx, pep: Pep, attendance: Attendance) =>
  upsertAttendees(
    tx,
    [...attendance].map(([party, { presence, reason, standIn }]) => ({
      pep_id: pep.id,
      authority_id: pep.authorityId,
      child_id: pep.childId,
      party,
      presence,
      reason,
      name: standIn
    }))
  )

interface Doing {
  readonly pep: Pep
  readonly meeting: Meeting
  readonly person: string
  readonly today: PlainDate
}

/** Stores what is known of the meeting; with a date it is recorded as held. */
export async function recordMeeting(
  tx: Tx,
  minutes: Minutes,
  { pep, meeting, person, today }: Doing
): Promise<string | null> {
  const without = minutes.heldOn ? withoutWords(minutes.attendance, leaderOf(pep)) : null
  await upsertMeeting(tx, pep, {
    notes: minutes.notes,
    ...(minutes.heldOn
      ? {
          held_on: minutes.heldOn.toString(),
          held_recorded_by: person,
          held_without: without,
          ...(meeting.on ? {} : { on_date: minutes.heldOn.toString() })
        }
      : {}),
    ...(minutes.next
      ? {
          next_on: minutes.next.on?.toString() ?? null,
          next_reason: minutes.next.reason,
          next_flagged: minutes.next.flagged
        }
      : {})
  })
  await startPep(tx, pep.id)
  const about = { pep_id: pep.id, authority_id: pep.authorityId, child_id: pep.childId }
  await storeAttendance(tx, pep, minutes.attendance)
  const before = await actionsOf(tx, pep.id)
  const actions = minutes.actions.map(action => ({ ...action, id: action.id ?? newId() }))
  await upsertActions(
    tx,
    actions.map(({ id, words, ownerParty, ownerPersonId, ownerName, due }) => ({
      ...about,
      id,
      words,
      owner_party: ownerParty,
      owner_person_id: ownerPersonId,
      owner_name: ownerName,
      due: due?.toString() ?? null
    }))
  )
  const kept = new Set(actions.map(action => action.id))
  const removed = before.filter(action => !kept.has(action.id))
  await deleteActions(
    tx,
    pep.id,
    removed.map(action => action.id)
  )
  if (minutes.leavingCare) await updateLeavingCarePlan(tx, pep.id, minutes.leavingCare)
  if (minutes.heldOn) await settleSetting(tx, pep.id, minutes.heldOn.toString())
  await projectClocks(tx, [pep.id], today)
  await record(tx, {
    person,
    action: minutes.heldOn ? 'record meeting as held' : 'record meeting',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: {
      before: {
        heldOn: meeting.heldOn?.toString() ?? null,
        notes: meeting.notes,
        next: meeting.nextOn?.toString() ?? null
      },
      after: {
        heldOn: minutes.heldOn?.toString() ?? null,
        without,
        notes: minutes.notes,
        next: minutes.next?.on?.toString() ?? null,
        attendance: Object.fromEntries(minutes.attendance)
      },
      removedActions: removed.map(action => action.words)
    }
  })
  return without
}

/** A mistaken "held" is taken back until somebody has acted on it. */
export async function undoHeld(tx: Tx, { pep, meeting, person, today }: Doing): Promise<Refusal | null> {
  if (!meeting.heldOn) return { refused: 'This meeting is not recorded as held.' }
  if (pep.submittedOn)
    return { refused: 'The plan has been submitted since, so the meeting cannot be taken back any more.' }
  await upsertMeeting(tx, pep, { held_on: null, held_recorded_by: null, held_without: null })
  await projectClocks(tx, [pep.id], today)
  await record(tx, {
    person,
    action: 'undo meeting held',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { before: { heldOn: meeting.heldOn.toString(), without: meeting.heldWithout } }
  })
  return null
}
