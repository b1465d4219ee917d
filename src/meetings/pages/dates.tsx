import { may } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import type { MeetingWindow, WindowDay } from '../../guidance/meeting-window.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { page } from '../../web/page.ts'
import { type DateFacts, dateFactsOf, dueDayInWords, windowOf } from '../date-context.ts'

/** Which days the meeting can be on, and why the others are not offered. */
export const datesPage = page<DateFacts>({
  at: '/peps/:pep/meeting/dates',
  may: 'arrange meeting',
  name: 'dates for the meeting',
  load: dateFactsOf,
  view: (facts, shown) => {
    const window = windowOf(facts)
    return {
      title: 'Which dates can it be?',
      trail: pepTrail(facts.pep, 'Which dates can it be?'),
      body: (
        <>
          <PepHeader pep={facts.pep} today={shown.today} />
          <div class="reading">
            <h1 class="govuk-heading-l">Which dates can it be?</h1>
            <p class="govuk-body">{spanWords(window, facts)} Choose a date to go on with it.</p>
            {weeksOf(window.days).map(week => (
              <Week days={week} pepId={facts.pep.id} />
            ))}
            {may('mark closed days', shown.about?.standing ?? []) ? (
              <p class="govuk-body">
                <a class="govuk-link" href="/closed-days">
                  Mark days on which your school holds no meetings
                </a>
              </p>
            ) : null}
          </div>
        </>
      )
    }
  }
})

function spanWords({ endsOnDueDate }: MeetingWindow, facts: DateFacts): string {
  const { due } = facts.meeting
  if (endsOnDueDate && due) return `This meeting is due by ${dueDayInWords(due, facts)}.`
  if (due) return `This meeting was due by ${inWords(due)}. These are the next weeks.`
  return 'No day is set by which this meeting is due. These are the next weeks.'
}

/** Days of one week together. */
function weeksOf(days: readonly WindowDay[]): ReadonlyArray<readonly WindowDay[]> {
  const mondayOf = ({ date }: WindowDay) => date.subtract({ days: date.dayOfWeek - 1 }).toString()
  return [...Map.groupBy(days, mondayOf).values()]
}

/** Days that follow one another with the same reason are one line. */
function linesOf(days: readonly WindowDay[]): WindowDay[][] {
  const lines: WindowDay[][] = []
  for (const day of days) {
    const line = lines.at(-1)
    if (line && day.why !== null && line[0]?.why === day.why) line.push(day)
    else lines.push([day])
  }
  return lines
}

function Week({ days, pepId }: { days: readonly WindowDay[]; pepId: string }) {
  const [first] = days
  if (!first) return null
  const monday = inWords(first.date.subtract({ days: first.date.dayOfWeek - 1 })).replace('Monday ', '')
  return (
    <>
      <h2 class="govuk-heading-s">Week of {monday}</h2>
      <ul class="govuk-list">
        {linesOf(days).map(line => (
          <Line line={line} pepId={pepId} />
        ))}
      </ul>
    </>
  )
}

function Line({ line, pepId }: { line: readonly WindowDay[]; pepId: string }) {
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last) return null
  const { date, why, note } = first
  if (why === null)
    return (
      <li>
        <a class="govuk-link" href={`/peps/${pepId}/meeting?date=${date}`}>
          {inWords(date)}
        </a>
        {note ? <span class="govuk-hint"> {note}</span> : null}
      </li>
    )
  return (
    <li>
      {first === last ? inWords(date) : `${inWords(date)} to ${inWords(last.date)}`}: not possible, {why}
    </li>
  )
}
