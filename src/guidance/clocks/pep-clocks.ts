import { isAfter, type PlainDate } from '../dates.ts'
import { inPracticeBy } from '../in-practice.ts'
import { afterMeetingClocks } from './after-meeting.ts'
import { beforeMeetingClocks } from './before-meeting.ts'
import { careClocks } from './care.ts'
import type { Clock, ClockContext, ClockName } from './clock.ts'
import type { PepFacts } from './facts.ts'
import { initialClocks, windowCloses } from './initial.ts'
import { termlyClocks } from './termly.ts'

/** Every clock that has started for a pep, in the order of the process. Short breaks (V3, V4) start none. */
export function pepClocks(facts: PepFacts, context: ClockContext): Clock[] {
  if (facts.onlyShortBreaks) return []
  const closes = windowCloses(facts, context)
  const clocks = [
    ...initialClocks(facts, context),
    ...termlyClocks(facts, context),
    ...beforeMeetingClocks(facts, context),
    ...afterMeetingClocks(facts, context),
    ...careClocks(facts, context)
  ].map(clock => withWindow(withLastDay(clock, facts, context), closes))
  const stopped = facts.stopped ?? (facts.state === 'not-required' ? 'This plan is not required' : null)
  return stopped ? clocks.map(clock => (clock.metOn ? clock : { ...clock, stopped })) : clocks
}

/** No step of a child whose first weeks are still open is counted late, whichever it is. */
const withWindow = (clock: Clock, closes: PlainDate | null): Clock =>
  closes && clock.due && isAfter(closes, clock.due) ? { ...clock, notLateUntil: closes } : clock

const meetings: readonly ClockName[] = ['hold-initial', 'termly-review', 'leaving-care', 'new-setting']

/** A meeting that is still to be held, with the last day on which it can be. */
function withLastDay(clock: Clock, { ledBy }: PepFacts, context: ClockContext): Clock {
  if (!meetings.includes(clock.name) || clock.metOn || !clock.due) return clock
  const last = inPracticeBy(clock.due, ledBy === 'social-worker', context)
  return last ? { ...clock, inPractice: last } : clock
}
