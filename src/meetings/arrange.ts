import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { inWords, type PlainDate } from '../guidance/dates.ts'
import { answerAfterMove, type Interpreter, interpreterAfterMove, nextSequence } from '../guidance/invitations.ts'
import type { Refusal } from '../guidance/words.ts'
import type { Seal } from '../people/one-time-link.ts'
import { projectClocks } from '../peps/clocks.ts'
import { type Pep, startPep } from '../peps/pep.ts'
import { tell } from './invite.ts'
import { insertInvitation, revokeViewLinks, setAnswer, upsertMeeting, withdrawInvitation } from './meeting.queries.ts'
import { candidatesOf, type Invitation, type Invited, type Meeting, type Party } from './meeting.ts'
import { closePoll } from './poll.queries.ts'

/** What somebody has chosen for a pep's meeting; its dates are judged before. */
export interface Arrangement {
  readonly on: PlainDate
  readonly onReason: string | null
  readonly at: string
  readonly place: string | null
  readonly link: string | null
  readonly placeWithheld: boolean
  readonly chairId: string | null
  readonly interpreter: Interpreter
  /** Which language, and for whom. */
  readonly interpreterWords: string | null
  readonly arrangedOn: PlainDate
  /** Invitations that stay; every other one is taken back. */
  readonly keep: ReadonlySet<string>
  readonly invite: ReadonlyArray<Omit<Invitation, 'id'>>
}

export interface Doing {
  readonly pep: Pep
  readonly person: string
  readonly origin: string
  readonly seal: Seal
  readonly today: PlainDate
  readonly now: Temporal.Instant
}

/** How many an e-mail went to, and for what; who is still to be told: for the words after saving. */
export interface Told {
  readonly invited: number
  readonly updated: number
  readonly cancelled: number
  /** The interpreter was booked for another day. */
  readonly confirmAnew: boolean
  /** Names of those without an e-mail address. */
  readonly unreached: readonly string[]
}

/** Stores the arrangement and sends each party what concerns them: an invitation, a change, a cancellation. */
export async function arrangeMeeting(
  tx: Tx,
  before: { readonly meeting: Meeting; readonly invitations: readonly Invited[] },
  chosen: Arrangement,
  doing: Doing
): Promise<Told> {
  const { pep, now, person } = doing
  const { meeting } = before
  const moved = meeting.on !== null && hasMoved(meeting, chosen)
  const gone = before.invitations.filter(one => !chosen.keep.has(one.id))
  const sequence = nextSequence(meeting.sequence, {
    first: meeting.on === null && meeting.sequence === 0,
    tells: moved || gone.length > 0 || chosen.invite.length > 0
  })
  const otherTime = !meeting.on?.equals(chosen.on) || meeting.at !== chosen.at
  const interpreter = interpreterAfterMove(meeting.interpreter, chosen.interpreter, meeting.on !== null && otherTime)
  await upsertMeeting(tx, pep, {
    on_date: chosen.on.toString(),
    on_reason: chosen.onReason,
    at_time: chosen.at,
    place: chosen.place,
    link: chosen.link,
    place_withheld: chosen.placeWithheld,
    chair_id: chosen.chairId,
    ...interpreterFacts(meeting, chosen, interpreter, doing.today),
    arranged_on: chosen.arrangedOn.toString(),
    arranged_by: person,
    ics_sequence: sequence
  })
  await closePoll(tx, pep.id, now.toString())
  await startPep(tx, pep.id)
  await projectClocks(tx, [pep.id], doing.today)

  const sending = {
    pep,
    meeting: { ...meeting, placeWithheld: chosen.placeWithheld },
    when: chosen,
    sequence,
    origin: doing.origin,
    seal: doing.seal,
    now
  }
  const unreached: string[] = []
  const reached = { invited: 0, 'meeting moved': 0, 'meeting cancelled': 0 }
  const say = async (news: keyof typeof reached, one: Invitation, what = sending) => {
    if (await tell(tx, news, one, what)) reached[news] += 1
    else unreached.push(one.name)
  }
  // A cancellation names the time that stands in the calendar, and goes out before the row is withdrawn.
  const known = { on: meeting.on ?? chosen.on, at: meeting.at ?? chosen.at, place: meeting.place, link: meeting.link }
  for (const one of gone) {
    await say('meeting cancelled', one, { ...sending, when: { ...chosen, ...known } })
    await withdrawInvitation(tx, one.id, now.toString())
  }
  const kept = before.invitations.filter(one => chosen.keep.has(one.id))
  for (const one of moved ? kept : []) {
    const answer = answerAfterMove(one.answer, otherTime)
    if (answer !== one.answer) await setAnswer(tx, one.id, answer)
    await say('meeting moved', one)
  }
  for (const given of chosen.invite) {
    const one = { id: newId(), ...given }
    await addInvitation(tx, pep, one, now)
    await say('invited', one)
  }
  const told = {
    invited: reached.invited,
    updated: reached['meeting moved'],
    cancelled: reached['meeting cancelled'],
    confirmAnew: interpreter !== chosen.interpreter,
    unreached
  }
  await record(tx, {
    person,
    action: 'arrange meeting',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { before: facts(meeting), after: facts(chosen), ...told, invited: chosen.invite, cancelled: gone }
  })
  return told
}

const interpreterFacts = (before: Meeting, chosen: Arrangement, interpreter: Interpreter, today: PlainDate) => ({
  interpreter,
  interpreter_words: interpreter === 'not-needed' ? null : chosen.interpreterWords,
  interpreter_asked_on: interpreter === 'not-needed' ? null : (before.interpreterAskedOn ?? today).toString(),
  interpreter_confirmed_on:
    interpreter === 'confirmed'
      ? (before.interpreter === 'confirmed' && before.interpreterConfirmedOn
          ? before.interpreterConfirmedOn
          : today
        ).toString()
      : null
})

const facts = ({
  on,
  onReason,
  at,
  place,
  link,
  chairId,
  interpreter,
  interpreterWords,
  arrangedOn
}: Meeting | Arrangement) => ({
  on: on?.toString() ?? null,
  onReason,
  at,
  place,
  link,
  chairId,
  interpreter,
  interpreterWords,
  arrangedOn: arrangedOn?.toString() ?? null
})

const hasMoved = (before: Meeting, after: Arrangement) =>
  !before.on?.equals(after.on) ||
  before.at !== after.at ||
  before.place !== after.place ||
  before.link !== after.link ||
  before.placeWithheld !== after.placeWithheld

const addInvitation = (tx: Tx, pep: Pep, one: Invitation, now: Temporal.Instant) =>
  insertInvitation(tx, {
    id: one.id,
    pep_id: pep.id,
    authority_id: pep.authorityId,
    child_id: pep.childId,
    party: one.party satisfies Party,
    person_id: one.personId,
    name: one.name,
    email: one.personId ? null : one.email,
    sent_at: now.toString()
  })

/** The whole meeting is called off: everybody is told, and the plan waits for another date. */
export async function callOff(
  tx: Tx,
  { meeting, invitations }: { readonly meeting: Meeting; readonly invitations: readonly Invitation[] },
  why: string,
  doing: Doing
): Promise<Refusal | number> {
  const { pep, person, today, now } = doing
  const { on, at } = meeting
  if (meeting.heldOn) return { refused: `This meeting is recorded as held on ${inWords(meeting.heldOn)}.` }
  if (!on || !at) return { refused: 'No meeting is arranged.' }
  const sequence = nextSequence(meeting.sequence, { first: false, tells: true })
  await upsertMeeting(tx, pep, {
    on_date: null,
    on_reason: null,
    at_time: null,
    arranged_on: null,
    ics_sequence: sequence
  })
  await projectClocks(tx, [pep.id], today)
  const when = { on, at, place: meeting.place, link: meeting.link }
  for (const one of invitations) {
    await tell(tx, 'meeting called off', one, { ...doing, meeting, when, sequence })
    await withdrawInvitation(tx, one.id, now.toString())
  }
  await record(tx, {
    person,
    action: 'call off the meeting',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { before: facts(meeting), why, cancelled: invitations.map(one => one.id) }
  })
  return invitations.length
}

/** The social worker says yes, for this pep, to the parent's being asked and invited; or takes it back (G 2.2). */
export async function agreeToParent(
  tx: Tx,
  before: { readonly meeting: Meeting; readonly invitations: readonly Invitation[] },
  agreed: boolean,
  doing: Doing
): Promise<void> {
  const { pep, person, today, now } = doing
  const { meeting } = before
  await upsertMeeting(tx, pep, {
    parent_agreed_by: agreed ? person : null,
    parent_agreed_on: agreed ? today.toString() : null,
    ics_sequence: meeting.sequence + (agreed ? 0 : 1)
  })
  if (!agreed)
    for (const { party, personId } of await candidatesOf(tx, pep.id))
      if (party === 'parent') await revokeViewLinks(tx, personId, pep.id)
  const parents = agreed ? [] : before.invitations.filter(one => one.party === 'parent')
  for (const one of parents) {
    if (meeting.on && meeting.at) {
      const when = { on: meeting.on, at: meeting.at, place: null, link: null }
      await tell(tx, 'meeting cancelled', one, { ...doing, meeting, when, sequence: meeting.sequence + 1 })
    }
    await withdrawInvitation(tx, one.id, now.toString())
  }
  await record(tx, {
    person,
    action: agreed ? 'agree to the parent' : 'take back the yes to the parent',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { withdrawn: parents.map(one => one.id) }
  })
}
