import { contextOf } from '../authorities/authority.ts'
import { findTerm } from '../guidance/calendar.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import type { ClosedDays } from '../guidance/closed-days.ts'
import { inWords } from '../guidance/dates.ts'
import { inPracticeBy } from '../guidance/in-practice.ts'
import { socialWorkerLeads } from '../guidance/leader.ts'
import type { MeetingDateContext } from '../guidance/meeting-date.ts'
import { type MeetingWindow, meetingWindow } from '../guidance/meeting-window.ts'
import { findPep, type Pep } from '../peps/pep.ts'
import { type Ask, aboutOf, pepOf } from '../web/page.ts'
import { closedDaysOf } from './closed-days.ts'
import { findMeeting, type Meeting } from './meeting.ts'

/** What every page about a plan's meeting begins with. */
export interface MeetingFacts {
  readonly pep: Pep
  readonly meeting: Meeting
  readonly context: ClockContext
}

export interface DateFacts extends MeetingFacts {
  readonly closedDays: readonly ClosedDays[]
}

/** Of the plan that the address names; null where there is none. */
export async function meetingFactsOf(ask: Ask): Promise<MeetingFacts | null> {
  const { id } = pepOf(ask)
  const pep = await findPep(ask.tx, id, ask.today)
  const meeting = pep && (await findMeeting(ask.tx, id))
  return meeting && { pep, meeting, context: await contextOf(ask.tx, aboutOf(ask).authorityId, ask.today) }
}

/** The same, with the days on which the setting holds no meetings. */
export async function dateFactsOf(ask: Ask): Promise<DateFacts | null> {
  const facts = await meetingFactsOf(ask)
  const settingId = facts?.pep.settingId
  return facts && { ...facts, closedDays: await closedDaysOf(ask.tx, settingId ? [settingId] : []) }
}

/** What a date for a plan's meeting is judged by. */
export const dateContextOf = ({ pep, meeting, closedDays, context }: DateFacts): MeetingDateContext => ({
  ...context,
  born: pep.born,
  careBegan: meeting.careBegan,
  due: meeting.due,
  opens: pep.kind === 'termly' ? (findTerm(pep, context.calendar)?.start ?? null) : null,
  socialWorkerLeads: socialWorkerLeads(pep),
  closedDays
})

/** The days from today on which this meeting can be, or why it cannot. */
export const windowOf = (facts: DateFacts): MeetingWindow =>
  meetingWindow(dateContextOf(facts), findTerm(facts.pep, facts.context.calendar)?.start ?? null)

/** `Friday 23 October 2026`, and the last day on which the meeting can be held, where that is another. */
export function dueDayInWords(due: Temporal.PlainDate, { pep, context }: MeetingFacts): string {
  const last = inPracticeBy(due, socialWorkerLeads(pep), context)
  return `${inWords(due)}${last ? `, in practice by ${inWords(last)}` : ''}`
}
