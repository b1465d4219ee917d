import { contextOf } from '../../authorities/authority.ts'
import { may } from '../../guidance/access.ts'
import { inWords, weekdayOf } from '../../guidance/dates.ts'
import { type MeetingWindow, meetingWindow, type WindowDay } from '../../guidance/meeting-window.ts'
import { findPep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { closedDaysOf } from '../closed-days.ts'
import { type DateFacts, dateContextOf } from '../date-context.ts'
import { findMeeting } from '../meeting.ts'

/** Which days the meeting can be on, and why the others are not offered. */
export const datesPage = page<DateFacts>({
  at: '/peps/:pep/meeting/dates',
  may: 'arrange meeting',
  name: 'dates for the meeting',
  load: async ask => {
    const { id } = pepOf(ask)
    const pep = await findPep(ask.tx, id, ask.today)
    const meeting = pep && (await findMeeting(ask.tx, id))
    if (!meeting) return null
    return {
      pep,
      meeting,
      closedDays: await closedDaysOf(ask.tx, pep.settingId ? [pep.settingId] : []),
      context: await contextOf(ask.tx, aboutOf(ask).authorityId, ask.today)
    }
  },
  view: (facts, shown) => {
    const window = meetingWindow(dateContextOf(facts))
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

function spanWords({ until, endsOnDueDate }: MeetingWindow, { meeting: { due } }: DateFacts): string {
  if (endsOnDueDate) return `This meeting is due by ${inWords(until)}.`
  if (due) return `This meeting was due by ${inWords(due)}. These are the next weeks.`
  return 'No day is set by which this meeting is due. These are the next weeks.'
}

/** Days of one week together. */
function weeksOf(days: readonly WindowDay[]): ReadonlyArray<readonly WindowDay[]> {
  const mondayOf = ({ date }: WindowDay) => date.subtract({ days: date.dayOfWeek - 1 }).toString()
  return [...Map.groupBy(days, mondayOf).values()]
}

function Week({ days, pepId }: { days: readonly WindowDay[]; pepId: string }) {
  const monday = days[0]?.date.subtract({ days: (days[0]?.date.dayOfWeek ?? 1) - 1 })
  return (
    <>
      <h2 class="govuk-heading-s">{monday ? `Week of ${inWords(monday).replace('Monday ', '')}` : ''}</h2>
      <ul class="govuk-list govuk-list--spaced">
        {days.map(({ date, why, note }) => (
          <li>
            {why === null ? (
              <a class="govuk-link" href={`/peps/${pepId}/meeting?date=${date}`}>
                {inWords(date)}
              </a>
            ) : (
              <>
                {weekdayOf(date)} {date.day}: not possible. {why}
              </>
            )}
            {note ? <span class="govuk-hint"> {note}</span> : null}
          </li>
        ))}
      </ul>
    </>
  )
}
