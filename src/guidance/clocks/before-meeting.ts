import { isAfter, isBefore, type PlainDate } from '../dates.ts'
import type { CountedClockName } from '../policy.ts'
import type { Role } from '../words.ts'
import { type Clock, type ClockContext, type ClockName, type Due, daysInWords, dueAfter } from './clock.ts'
import type { PepFacts } from './facts.ts'

interface Task {
  readonly name: ClockName
  readonly what: string
  readonly figure: CountedClockName
  readonly holder: Role
  readonly with?: Role
  readonly metOn: PlainDate | null
}

/** G 5: the views and the social worker's section are ready before the meeting. */
export function beforeMeetingClocks(facts: PepFacts, context: ClockContext): Clock[] {
  const { arrangedOn, meetingDate, viewsOn } = facts
  if (!arrangedOn || !meetingDate) return []
  const bySocialWorkerToo = facts.ledBy === 'designated-teacher' ? ({ with: 'social-worker' } as const) : {}
  const tasks: Task[] = [
    {
      name: 'child-views',
      what: 'Record the child’s views',
      figure: 'views',
      holder: facts.ledBy,
      ...bySocialWorkerToo,
      metOn: viewsOn.child
    },
    {
      name: 'carer-views',
      what: 'Record the carer’s views',
      figure: 'views',
      holder: 'social-worker',
      metOn: viewsOn.carer
    },
    {
      name: 'parent-views',
      what: 'Record the parent’s views, or why they were not sought',
      figure: 'views',
      holder: 'social-worker',
      metOn: viewsOn.parent
    },
    {
      name: 'social-worker-section',
      what: 'Complete the social worker’s section',
      figure: 'social-worker-section',
      holder: 'social-worker',
      metOn: facts.socialWorkerSectionOn
    }
  ]
  return tasks.flatMap(task => taskClock(task, arrangedOn, meetingDate, context))
}

function taskClock(task: Task, arrangedOn: PlainDate, meetingDate: PlainDate, context: ClockContext): Clock[] {
  const { name, what, figure, ...who } = task
  const { on, days, kind } = context.policy.clocks[figure]
  if (!on) return []
  const notice = context.policy.shortNoticeWorkingDays
  const enough = dueAfter(arrangedOn, notice, 'working', context)
  const clock = (due: Due, counted: number | null, rule: string): Clock[] => [
    {
      name,
      ...who,
      start: arrangedOn,
      kind,
      days: counted,
      rule,
      ...(counted ? { dayZero: { on: meetingDate, what: 'the meeting' } } : {}),
      ...due
    }
  ]
  if (!enough.due) return clock(enough, days, `${what} ${daysInWords(days, kind)} before the meeting (G 5)`)
  if (isAfter(enough.due, meetingDate))
    return clock(
      { due: meetingDate, skipped: enough.skipped.filter(day => isBefore(day.date, meetingDate)) },
      null,
      `${what} by the day of the meeting, which had under ${daysInWords(notice, 'working')} of notice (G 5)`
    )
  return clock(
    dueAfter(meetingDate, -days, kind, context),
    days,
    `${what} ${daysInWords(days, kind)} before the meeting (G 5)`
  )
}
