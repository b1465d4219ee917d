import { clauseInWords, ruleInWords } from '../guidance/clocks/clock.ts'
import { inWords } from '../guidance/dates.ts'
import { Details } from '../ui/components/details.tsx'
import type { PlainClock } from './plain-clock.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const kinds = {
  working: 'working days (Monday to Friday, less bank holidays)',
  calendar: 'every day of the calendar',
  school: 'school days (days of term, less half-term, weekends and bank holidays)'
}

/** "due Friday 23 October 2026", or why that is not known. */
export const dueInWords = (clock: Pick<PlainClock, 'due' | 'unknown' | 'inPractice'>): string =>
  clock.due
    ? `due ${inWords(day(clock.due))}${clock.inPractice ? `, in practice by ${inWords(day(clock.inPractice))}` : ''}`
    : (clock.unknown ?? 'the date is not known')

/** A due date with its reason, and beneath it how its days were counted. */
export function ClockCard({ clock }: { clock: PlainClock }) {
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{dueInWords(clock)}</strong> · {ruleInWords(clock.rule)}
      </p>
      <HowCounted clock={clock} />
    </>
  )
}

export function HowCounted({ clock }: { clock: PlainClock }) {
  const clause = clauseInWords(clock.rule)
  return (
    <Details summary="How this date is counted" class="govuk-!-margin-bottom-2">
      <p class="govuk-body">{ruleInWords(clock.rule)}.</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Starts: {inWords(day(clock.start))}
          {clock.backFrom ? ', when the meeting was arranged' : ' (day 0)'}
        </li>
        {clock.days === null ? null : (
          <li>
            Counted{clock.backFrom ? ' back' : ''}: {clock.days} {clock.days === 1 ? 'day' : 'days'}
            {clock.backFrom ? ` from the meeting on ${inWords(day(clock.backFrom))} (day 0)` : ''}
          </li>
        )}
        <li>Which days: {kinds[clock.kind]}</li>
        {clock.notLateUntil && clock.due && clock.notLateUntil > clock.due ? (
          <li>Not counted late before {inWords(day(clock.notLateUntil))}: the first weeks in care are still open</li>
        ) : null}
        {clock.inPractice ? (
          <li>The last day before it on which the meeting can be held: {inWords(day(clock.inPractice))}</li>
        ) : null}
        {clause ? <li>The rule stands in: {clause}</li> : null}
        {clock.unknown ? <li>{clock.unknown}</li> : null}
      </ul>
      {clock.skipped.length > 0 ? (
        <>
          <p class="govuk-body">Days stepped over:</p>
          <ul class="govuk-list govuk-list--bullet">
            {clock.skipped
              .toSorted((a, b) => a.date.localeCompare(b.date))
              .map(({ date, why }) => (
                <li>
                  {inWords(day(date))}: {why}
                </li>
              ))}
          </ul>
        </>
      ) : null}
    </Details>
  )
}
