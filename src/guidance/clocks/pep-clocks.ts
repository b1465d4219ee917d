import { afterMeetingClocks } from './after-meeting.ts'
import { beforeMeetingClocks } from './before-meeting.ts'
import { careClocks } from './care.ts'
import type { Clock, ClockContext } from './clock.ts'
import type { PepFacts } from './facts.ts'
import { initialClocks } from './initial.ts'
import { termlyClocks } from './termly.ts'

/** Every clock that has started for a pep, in the order of the process. Short breaks (V3, V4) start none. */
export function pepClocks(facts: PepFacts, context: ClockContext): Clock[] {
  if (facts.onlyShortBreaks) return []
  const clocks = [
    ...initialClocks(facts, context),
    ...termlyClocks(facts, context),
    ...beforeMeetingClocks(facts, context),
    ...afterMeetingClocks(facts, context),
    ...careClocks(facts, context)
  ]
  const stopped = facts.stopped ?? (facts.state === 'not-required' ? 'This plan is not required' : null)
  return stopped ? clocks.map(clock => (clock.metOn ? clock : { ...clock, stopped })) : clocks
}
