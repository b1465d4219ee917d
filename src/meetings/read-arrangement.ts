import { inWords, isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import type { Interpreter } from '../guidance/invitations.ts'
import { meetingDateProblems, tidyTime } from '../guidance/meeting-date.ts'
import type { Views } from '../voice/views.ts'
import { dateField, several, text } from '../web/forms.ts'
import type { Ask, Problem } from '../web/page.ts'
import type { Arrangement } from './arrange.ts'
import { type DateFacts, dateContextOf } from './date-context.ts'
import { type Invitation, type Invited, isParty, type Party, type Place, partyNames } from './meeting.ts'
import type { OfferedMeeting } from './year.ts'

/** What the child said about coming. */
export type ChildWish = Pick<Views, 'wish' | 'withWhom'>

export interface ArrangeFacts extends DateFacts {
  readonly candidates: readonly Place[]
  readonly invitations: readonly Invited[]
  /** The date that was settled before for this term. */
  readonly planned: OfferedMeeting | null
  readonly wish: ChildWish | null
}

export type Body = Ask['body']
/** Lines for people who are not on the list. */
export const otherLines = 3
/** A parent who is not on record, only after the social worker's yes for this plan. */
export const othersMayBe = ({ meeting }: Pick<ArrangeFacts, 'meeting'>): readonly Party[] => [
  'next-setting',
  'interpreter',
  ...(meeting.parentAgreed ? (['parent'] as const) : []),
  'other'
]

export const keyOf = (one: Pick<Place, 'party' | 'personId'>) => `${one.party}:${one.personId ?? ''}`
export const invitationOf = (candidate: Place, invitations: readonly Invitation[]) =>
  invitations.find(one => one.party === candidate.party && one.personId === candidate.personId)
/** Invited people who are not on the list of today: typed in, or no longer responsible. */
export const beyondTheList = ({ candidates, invitations }: Pick<ArrangeFacts, 'candidates' | 'invitations'>) =>
  invitations.filter(
    one => !candidates.some(candidate => candidate.party === one.party && candidate.personId === one.personId)
  )

export interface Read {
  readonly problems: readonly Problem[]
  readonly warnings: readonly string[]
  /** Null where there are problems. */
  readonly arrangement: Arrangement | null
}

/** What was chosen on the page, judged. */
export function readArrangement(body: Body, facts: ArrangeFacts): Read {
  const { meeting } = facts
  const problems: Problem[] = []
  const say = (field: string, what: string) => problems.push({ field, what })
  const time = text(body, 'time')
  const on = dateOf(body, 'date', 'Enter the date of the meeting.', say)
  const onReason = line(body, 'date-reason', 'reason', say)
  const unchanged = on !== null && meeting.on?.equals(on) === true && meeting.at === time.trim()
  const verdict =
    on === null || unchanged
      ? {
          date: [],
          reason: [],
          time: time.trim() === '' ? ['Enter the time the meeting starts, for example 14:30.'] : [],
          warnings: []
        }
      : meetingDateProblems(on, time, dateContextOf(facts), onReason)
  for (const what of verdict.date) say('date-day', what)
  for (const what of verdict.reason) say('date-reason', what)
  for (const what of verdict.time) say('time', what)

  const place = line(body, 'place', 'place', say)
  const link = line(body, 'link', 'link', say)
  if (place === null && link === null) say('place', 'Enter the place of the meeting, or the link to join it by.')
  if (link !== null && !/^https:\/\/[^\s]+$/.test(link)) say('link', 'Enter the whole link. It begins with https://')
  const arrangedOn = dateOf(body, 'arranged', 'Enter the day on which the meeting was arranged.', say)
  for (const what of arrangedProblem(arrangedOn, facts)) say('arranged-day', what)
  const interpreter = interpreterOf(text(body, 'interpreter'))
  const interpreterWords = line(body, 'interpreter-words', 'words about the interpreter', say)
  if (interpreter !== 'not-needed' && interpreterWords === null)
    say('interpreter-words', 'Say which language the interpreter speaks, and for whom.')
  const chairId = text(body, 'chair') || null
  if (chairId && !facts.candidates.some(one => one.personId === chairId))
    say('chair', 'Choose the chair from the list.')

  const keep = new Set(several(body, 'keep'))
  const listed = several(body, 'invite').flatMap(key => {
    const candidate = facts.candidates.find(one => keyOf(one) === key)
    if (!candidate)
      say('parties', 'Choose the people from the list. Somebody’s place has changed since the page was opened.')
    return candidate ? [candidate] : []
  })
  if (listed.some(one => one.party === 'parent') && !meeting.parentAgreed)
    say('parties', 'The parent can be invited once the social worker has said yes for this plan.')
  const fresh = listed.flatMap(one => {
    const standing = invitationOf(one, facts.invitations)
    if (standing) keep.add(standing.id)
    return standing
      ? []
      : [{ party: one.party, personId: one.personId, name: one.name ?? partyNames[one.party], email: null }]
  })
  const others = readOthers(body, facts, say)
  if (problems.length > 0 || on === null || arrangedOn === null)
    return { problems, warnings: verdict.warnings, arrangement: null }
  return {
    problems,
    warnings: verdict.warnings,
    arrangement: {
      on,
      onReason,
      at: tidyTime(time),
      place,
      link,
      placeWithheld: text(body, 'withhold') === 'yes',
      chairId,
      interpreter,
      interpreterWords,
      arrangedOn,
      keep,
      invite: [...fresh, ...others]
    }
  }
}

type Say = (field: string, what: string) => void

function dateOf(body: Body, name: string, missing: string, say: Say): PlainDate | null {
  const read = dateField(body, name)
  if ('date' in read) return read.date
  say(`${name}-day`, 'problem' in read ? read.problem : missing)
  return null
}

function line(body: Body, name: string, what: string, say: Say): string | null {
  const value = text(body, name).replaceAll('\0', '').replace(/\s+/g, ' ').trim()
  if (value.length > 300) say(name, `Shorten the ${what} to 300 characters.`)
  return value === '' ? null : value
}

function arrangedProblem(on: PlainDate | null, { meeting, context }: ArrangeFacts): string[] {
  if (!on) return []
  if (isAfter(on, context.today)) return [`The meeting cannot have been arranged on ${inWords(on)}, a day to come.`]
  return meeting.careBegan && isBefore(on, meeting.careBegan)
    ? [`The meeting cannot have been arranged before the child came into care on ${inWords(meeting.careBegan)}.`]
    : []
}

const interpreterOf = (word: string): Interpreter =>
  word === 'requested' || word === 'confirmed' ? word : 'not-needed'

/** The people who were typed in. */
export const readOthers = (body: Body, facts: Pick<ArrangeFacts, 'meeting'>, say: Say) =>
  Array.from({ length: otherLines }, (_, at) => readOther(body, at, facts, say)).flatMap(one => one ?? [])

function readOther(
  body: Body,
  at: number,
  facts: Pick<ArrangeFacts, 'meeting'>,
  say: Say
): { party: Party; personId: null; name: string; email: string } | null {
  const name = line(body, `other-${at}-name`, 'name', say)
  const email = line(body, `other-${at}-email`, 'e-mail address', say)?.toLowerCase() ?? null
  if (name === null && email === null) return null
  if (name === null) say(`other-${at}-name`, 'Enter the name of this person.')
  if (email === null || !/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(email))
    say(`other-${at}-email`, 'Enter an e-mail address, for example name@school.sch.uk')
  const party = text(body, `other-${at}-party`)
  return {
    party: isParty(party) && othersMayBe(facts).includes(party) ? party : 'other',
    personId: null,
    name: name ?? '',
    email: email ?? ''
  }
}
