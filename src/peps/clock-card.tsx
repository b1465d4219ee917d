import { type ClockName, clauseInWords, ruleInWords } from '../guidance/clocks/clock.ts'
import { type CountedRun, countedDays } from '../guidance/clocks/counted-days.ts'
import { inWords } from '../guidance/dates.ts'
import { Details } from '../ui/components/details.tsx'
import { clockOf, type PlainClock } from './plain-clock.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const kinds = {
  working: 'working days (Monday to Friday, less bank holidays)',
  calendar: 'every day of the calendar',
  school: 'school days (days of term, less half-term, weekends and bank holidays)'
}

const weekend = ['Saturday', 'Sunday']

/** What the start is, where days are counted from another day. */
const starts: Readonly<Partial<Record<ClockName, string>>> = {
  'child-views': ', when the meeting was arranged',
  'carer-views': ', when the meeting was arranged',
  'parent-views': ', when the meeting was arranged',
  'social-worker-section': ', when the meeting was arranged',
  'termly-review': ', the first day of term',
  submit: ', the meeting'
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
  const runs = countedDays(clockOf(clock))
  return (
    <Details summary="How this date is counted" class="govuk-!-margin-bottom-2">
      <p class="govuk-body">{ruleInWords(clock.rule)}.</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Starts: {inWords(day(clock.start))}
          {clock.dayZero ? (starts[clock.name] ?? '') : ' (day 0)'}
        </li>
        {clock.days === null ? <li>The rule names the day itself: no days are counted</li> : <Counted clock={clock} />}
        {clock.due ? <li>Due: {inWords(day(clock.due))}</li> : null}
        {clock.notLateUntil && clock.due && clock.notLateUntil > clock.due ? (
          <li>
            Not counted late until {inWords(day(clock.notLateUntil))} has passed: the first weeks in care are still open
          </li>
        ) : null}
        {clock.inPractice ? (
          <li>The last day before it on which the meeting can be held: {inWords(day(clock.inPractice))}</li>
        ) : null}
        {clause ? <li>The rule stands in: {clause}</li> : null}
        {clock.unknown ? <li>{clock.unknown}</li> : null}
      </ul>
      {runs.length > 0 ? (
        <>
          <p class="govuk-body">Days counted, and how many that makes so far:</p>
          <ul class="govuk-list govuk-list--bullet">
            {runs.map(run => (
              <li>
                {runInWords(run)}: {run.total}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {clock.skipped.length > 0 ? (
        <>
          <p class="govuk-body">Days stepped over:</p>
          <ul class="govuk-list govuk-list--bullet">
            {clock.skipped
              .toSorted((a, b) => a.date.localeCompare(b.date))
              .map(({ date, why }) => (
                <li>
                  {inWords(day(date))}: {weekend.includes(why) ? 'weekend' : why}
                </li>
              ))}
          </ul>
        </>
      ) : null}
    </Details>
  )
}

function Counted({ clock }: { clock: PlainClock }) {
  const { days, dayZero, due, kind } = clock
  const back = dayZero !== undefined && due !== null && due < dayZero.on
  return (
    <>
      <li>
        Counted{back ? ' back' : ''}: {days} {days === 1 ? 'day' : 'days'}
        {dayZero ? ` from ${dayZero.what}, ${inWords(day(dayZero.on))} (day 0)` : ''}
      </li>
      <li>Which days: {kinds[kind]}</li>
    </>
  )
}

const runInWords = ({ from, to }: CountedRun): string =>
  from.equals(to) ? inWords(from) : `${inWords(from)} to ${inWords(to)}`
