import { inWords } from '../../guidance/dates.ts'
import { mostDates } from '../../guidance/poll.ts'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Details } from '../../ui/components/details.tsx'
import { Input } from '../../ui/components/input.tsx'
import { several, text } from '../../web/forms.ts'
import type { Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import type { DateFacts } from '../date-context.ts'
import { offeredDays } from '../read-proposal.ts'

/** Which dates are put to the vote: the free days of the window to tick, at one time; any other by hand. */
export function ProposedDates({ facts, shown }: { facts: DateFacts; shown: Shown }) {
  const offered = offeredDays(facts)
  if (offered.length === 0) return <TypedDates shown={shown} />
  return (
    <>
      <Checkboxes
        name="days"
        legend="Days that are free"
        legendSize="s"
        hint="Choose two to five."
        error={errorOf(shown, 'days')}
        items={offered.map(({ date, note }) => ({
          value: date.toString(),
          text: inWords(date),
          ...(note ? { hint: note } : {})
        }))}
        values={shown.typed ? several(shown.typed, 'days') : []}
        small
      />
      <Input
        name="time"
        label="Time, on each of these days"
        width={5}
        value={typedOr(shown, 'time', null)}
        error={errorOf(shown, 'time')}
      />
      <Details summary="Other dates, or another time" open={hasTyped(shown)}>
        <TypedDates shown={shown} />
      </Details>
    </>
  )
}

const places = Array.from({ length: mostDates }, (_, at) => at)

const hasTyped = ({ typed, problems }: Shown): boolean =>
  problems.some(({ field }) => /^(date|time)-\d/.test(field)) ||
  (typed !== null && places.some(at => text(typed, `date-${at}-day`) !== '' || text(typed, `time-${at}`) !== ''))

const TypedDates = ({ shown }: { shown: Shown }) => (
  <>
    {places.map(at => (
      <div class="govuk-form-group">
        <DateInput
          name={`date-${at}`}
          legend={`Date ${at + 1}`}
          legendSize="s"
          values={boxesOf(shown, `date-${at}`, null)}
          error={errorOf(shown, `date-${at}-day`)}
        />
        <Input
          name={`time-${at}`}
          label={`Time of date ${at + 1}`}
          width={5}
          value={typedOr(shown, `time-${at}`, null)}
          error={errorOf(shown, `time-${at}`)}
        />
      </div>
    ))}
  </>
)
