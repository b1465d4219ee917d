import type { ClockContext } from '../guidance/clocks/clock.ts'
import type { ClosedDays } from '../guidance/closed-days.ts'
import type { MeetingDateContext } from '../guidance/meeting-date.ts'
import type { Pep } from '../peps/pep.ts'
import type { Meeting } from './meeting.ts'

export interface DateFacts {
  readonly pep: Pep
  readonly meeting: Meeting
  readonly closedDays: readonly ClosedDays[]
  readonly context: ClockContext
}

/** What a date for a plan's meeting is judged by. */
export const dateContextOf = ({ pep, meeting, closedDays, context }: DateFacts): MeetingDateContext => ({
  ...context,
  born: pep.born,
  careBegan: meeting.careBegan,
  due: meeting.due,
  noSchoolPlace: pep.circumstances.includes('no-school-place'),
  closedDays
})
