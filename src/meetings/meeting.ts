import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { type Interpreter, type InvitationAnswer, isInvitationAnswer } from '../guidance/invitations.ts'
import { capital, roleNames } from '../guidance/words.ts'
import { readInvitations, readMeeting, readParties } from './meeting.queries.ts'

export const parties = [
  'designated-teacher',
  'social-worker',
  'carer',
  'parent',
  'child',
  'next-setting',
  'interpreter',
  'other'
] as const
export type Party = (typeof parties)[number]
export const isParty = (name: string): name is Party => (parties as readonly string[]).includes(name)

/** "The carer", at the head of a line. */
export const partyNames: Readonly<Record<Party, string>> = {
  'designated-teacher': capital(roleNames['designated-teacher']),
  'social-worker': capital(roleNames['social-worker']),
  carer: capital(roleNames.carer),
  parent: capital(roleNames.parent),
  child: 'The child',
  'next-setting': 'Next school',
  interpreter: 'Interpreter',
  other: 'Somebody else'
}

/** Of a party as it is stored; a name that is no party's stands as it is. */
export const partyWords = (party: string): string => (isParty(party) ? partyNames[party] : party)

export interface Meeting {
  readonly on: PlainDate | null
  /** Why it is outside the time that its clock gives it. */
  readonly onReason: string | null
  /** `HH:MM`. */
  readonly at: string | null
  readonly place: string | null
  readonly link: string | null
  /** Whoever is outside the council and the school is not told the place. */
  readonly placeWithheld: boolean
  readonly chairId: string | null
  readonly chairName: string | null
  readonly interpreter: Interpreter | null
  /** Which language, and for whom. */
  readonly interpreterWords: string | null
  readonly interpreterAskedOn: PlainDate | null
  readonly interpreterConfirmedOn: PlainDate | null
  readonly arrangedOn: PlainDate | null
  readonly sequence: number
  readonly parentAgreed: { readonly on: PlainDate; readonly by: string } | null
  readonly heldOn: PlainDate | null
  readonly heldWithout: string | null
  readonly notes: string | null
  readonly nextOn: PlainDate | null
  readonly nextReason: string | null
  readonly nextFlagged: boolean
  readonly addressWithheld: boolean
  readonly settingWithheld: boolean
  readonly interpreterLanguage: string | null
  readonly careBegan: PlainDate | null
  readonly due: PlainDate | null
  readonly school: { readonly name: string; readonly email: string }
}

const date = (iso: string | null): PlainDate | null => (iso === null ? null : Temporal.PlainDate.from(iso))

/** What is known of a pep's meeting, arranged or not. Null: there is no such pep for this person. */
export async function findMeeting(tx: Tx, pepId: string): Promise<Meeting | null> {
  const row = await readMeeting(tx, pepId)
  if (!row) return null
  const agreedOn = date(row.parent_agreed_on)
  return {
    on: date(row.on_date),
    onReason: row.on_reason,
    at: row.at_time,
    place: row.place,
    link: row.link,
    placeWithheld: row.place_withheld ?? row.address_withheld,
    chairId: row.chair_id,
    chairName: row.chair_name,
    interpreter: row.interpreter,
    interpreterWords: row.interpreter_words,
    interpreterAskedOn: date(row.interpreter_asked_on),
    interpreterConfirmedOn: date(row.interpreter_confirmed_on),
    arrangedOn: date(row.arranged_on),
    sequence: row.ics_sequence ?? 0,
    parentAgreed: agreedOn && { on: agreedOn, by: row.parent_agreed_by ?? 'the social worker' },
    heldOn: date(row.held_on),
    heldWithout: row.held_without,
    notes: row.notes,
    nextOn: date(row.next_on),
    nextReason: row.next_reason,
    nextFlagged: row.next_flagged ?? false,
    addressWithheld: row.address_withheld,
    settingWithheld: row.setting_withheld,
    interpreterLanguage: row.interpreter_language,
    careBegan: date(row.care_began),
    due: date(row.due),
    school: { name: row.school_name, email: row.school_email }
  }
}

/** A place at the meeting by the facts of today; a carer and the child always have one. */
export interface Place {
  readonly party: Party
  /** Null: a carer or a child without an account of their own; whoever arranges tells them. */
  readonly personId: string | null
  /** Null where this person may not know it. */
  readonly name: string | null
  /** Null: not for this person to know. */
  readonly hasEmail: boolean | null
}

/** Whoever has a place and is known as a person: can have an account, a message, a copy. */
export interface Candidate extends Place {
  readonly personId: string
}

export async function placesOf(tx: Tx, pepId: string): Promise<Place[]> {
  const rows = await readParties(tx, pepId)
  return rows
    .flatMap(row => (isParty(row.party) ? [{ ...row, party: row.party }] : []))
    .map(row => ({
      party: row.party,
      personId: row.person_id,
      name: row.name,
      hasEmail: row.person_id !== null && row.name === null ? null : row.has_email
    }))
    .sort((a, b) => parties.indexOf(a.party) - parties.indexOf(b.party))
}

export const candidatesOf = async (tx: Tx, pepId: string): Promise<Candidate[]> =>
  (await placesOf(tx, pepId)).flatMap(({ personId, ...place }) => (personId ? [{ ...place, personId }] : []))

export interface Invitation {
  readonly id: string
  readonly party: Party
  readonly personId: string | null
  readonly name: string
  readonly email: string | null
}

/** An invitation with what came back. */
export interface Invited extends Invitation {
  readonly answer: InvitationAnswer | null
  /** Why not and what would suit better, or the views sent instead. */
  readonly answerWords: string | null
}

/** The invitations that stand. */
export async function invitationsOf(tx: Tx, pepId: string): Promise<Invited[]> {
  const rows = await readInvitations(tx, pepId)
  return rows.map(row => ({
    id: row.id,
    party: isParty(row.party) ? row.party : 'other',
    personId: row.person_id,
    name: row.name,
    email: row.email,
    answer: row.answer !== null && isInvitationAnswer(row.answer) ? row.answer : null,
    answerWords: row.answer_words
  }))
}
