import type { ClockContext } from '../guidance/clocks/clock.ts'
import { inWords, isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import { isBlank, judgeNextMeeting } from '../guidance/next-meeting.ts'
import { withCommas } from '../guidance/numbers.ts'
import { type Participant, participants } from '../guidance/submission.ts'
import { theRole } from '../guidance/words.ts'
import { nextTermOwesPep, type Pep } from '../peps/pep.ts'
import { dateField, text } from '../web/forms.ts'
import type { Ask, Problem } from '../web/page.ts'
import { type Action, type Attendance, type Attendee, cameAtAll, isPresence, type Minutes } from './held.ts'
import { type Invited, type Meeting, type Place, partyNames } from './meeting.ts'
import { type ChildWish, keyOf } from './read-arrangement.ts'
import type { PlannedMeeting } from './year.ts'

export interface HeldFacts {
  readonly pep: Pep
  readonly meeting: Meeting
  readonly candidates: readonly Place[]
  readonly invitations: readonly Invited[]
  readonly attendance: Attendance
  readonly actions: readonly Action[]
  /** Actions from last time that nobody has looked at yet. */
  readonly waiting: number
  /** The date that was settled before for next term. */
  readonly planned: PlannedMeeting | null
  readonly wish: ChildWish | null
  readonly context: ClockContext
}

type Body = Ask['body']
type Say = (field: string, what: string) => void
/** Empty lines to write new actions on; saving gives more. */
export const blankActions = 1
export const mostActions = 60

/** What was written about a meeting, judged. `held`: it is to count as held now, so who came must be complete. */
export function readMinutes(
  body: Body,
  held: boolean,
  facts: HeldFacts
): { readonly problems: readonly Problem[]; readonly flags: readonly string[]; readonly minutes: Minutes | null } {
  const problems: Problem[] = []
  const say: Say = (field, what) => problems.push({ field, what })
  const heldOn = readHeldOn(body, held, facts, say)
  const attendance = readAttendance(body, held, say)
  const actions = readActions(body, facts, heldOn ?? facts.meeting.heldOn, say)
  const { next, flags, leavingCare } = readNext(body, facts, say)
  const notes = words(body, 'notes', 20_000, say)
  if (problems.length > 0) return { problems, flags, minutes: null }
  return { problems, flags, minutes: { heldOn, attendance, notes, actions, next, leavingCare } }
}

function words(body: Body, name: string, longest: number, say: Say): string | null {
  const value = text(body, name).toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim()
  if (value.length > longest) say(name, `Shorten this to ${withCommas(longest)} characters.`)
  return value === '' ? null : value
}

function readHeldOn(body: Body, held: boolean, { meeting, context }: HeldFacts, say: Say): PlainDate | null {
  const read = dateField(body, 'held')
  if ('problem' in read) say('held-day', read.problem)
  const on = 'date' in read ? read.date : null
  if (!held && !meeting.heldOn) return null
  if ('empty' in read) say('held-day', 'Enter the date on which the meeting took place.')
  if (on && isAfter(on, context.today))
    say('held-day', `${inWords(on)} is still to come. Enter the day on which the meeting took place.`)
  if (on && meeting.careBegan && isBefore(on, meeting.careBegan))
    say('held-day', `${inWords(on)} is before the child came into care on ${inWords(meeting.careBegan)}.`)
  return on
}

/** Who came, of these; `held`: each must be said. */
export function readAttendance(
  body: Body,
  held: boolean,
  say: Say,
  of: readonly Participant[] = participants
): Attendance {
  const found = new Map<Participant, Attendee>()
  for (const party of of) {
    const presence = text(body, `came-${party}`)
    const reason = words(body, `why-${party}`, 500, say)
    const standIn = party === 'social-worker' ? words(body, 'stand-in', 120, say) : null
    if (isPresence(presence)) {
      if (!cameAtAll(presence) && isBlank(reason)) say(`why-${party}`, `Say why ${theRole(party)} did not come.`)
      found.set(party, {
        presence,
        reason: cameAtAll(presence) ? null : reason,
        standIn: cameAtAll(presence) ? null : standIn
      })
    } else if (held) say(`came-${party}`, `Say whether ${theRole(party)} came.`)
  }
  return found
}

function readActions(body: Body, { candidates, actions }: HeldFacts, from: PlainDate | null, say: Say) {
  const found: Minutes['actions'][number][] = []
  for (let at = 0; at < mostActions; at += 1) {
    const what = words(body, `action-${at}-words`, 1000, say)
    const given = text(body, `action-${at}-owner`)
    const name = words(body, `action-${at}-name`, 120, say)
    const due = dateField(body, `action-${at}-due`)
    const id = text(body, `action-${at}-id`)
    const known = actions.find(action => action.id === id)
    if (text(body, `action-${at}-remove`) === 'yes' || (!what && !given && !name && 'empty' in due)) continue
    const owner = candidates.find(one => keyOf(one) === given)
    if (!what) say(`action-${at}-words`, 'Say what is to be done, or tick “Remove”.')
    if (!owner && !name) say(`action-${at}-owner`, 'Choose who does it, or write a name.')
    if ('empty' in due) say(`action-${at}-due-day`, 'Enter the day by which it is done.')
    if ('problem' in due) say(`action-${at}-due-day`, due.problem)
    const by = 'date' in due ? due.date : null
    if (by && from && isBefore(by, from))
      say(`action-${at}-due-day`, `${inWords(by)} is before the meeting. Choose a later day.`)
    found.push({
      id: known?.id ?? null,
      words: what ?? '',
      ownerParty: owner?.party ?? 'other',
      ownerPersonId: owner?.personId ?? null,
      ownerName: owner ? (owner.name ?? partyNames[owner.party]) : name,
      due: by
    })
  }
  return found
}

function readNext(body: Body, { pep, context }: HeldFacts, say: Say) {
  if (!nextTermOwesPep(pep, context)) {
    const leavingCare = {
      continues: words(body, 'continues', 5000, say) ?? '',
      staysInTouch: words(body, 'stays-in-touch', 1000, say) ?? ''
    }
    return { next: null, leavingCare, flags: [] }
  }
  const read = dateField(body, 'next')
  const reason = words(body, 'next-reason', 500, say)
  if ('problem' in read) say('next-day', read.problem)
  if (!('date' in read)) return { next: { on: null, reason, flagged: false }, leavingCare: null, flags: [] }
  const verdict = judgeNextMeeting({ pepDue: true, date: read.date, lateReason: reason }, pep, context)
  for (const { what } of verdict.problems) say('next-day', what)
  return {
    next: { on: read.date, reason, flagged: verdict.flags.length > 0 },
    leavingCare: null,
    flags: verdict.flags.map(({ what }) => what)
  }
}
