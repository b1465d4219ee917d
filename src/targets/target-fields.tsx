import { inWords } from '../guidance/dates.ts'
import type { LastDue } from '../guidance/targets.ts'
import type { Phase } from '../guidance/words.ts'
import { Button } from '../ui/components/button.tsx'
import { DateInput } from '../ui/components/date-input.tsx'
import { Fieldset } from '../ui/components/fieldset.tsx'
import { Input } from '../ui/components/input.tsx'
import { Select } from '../ui/components/select.tsx'
import { Textarea } from '../ui/components/textarea.tsx'
import { filledDate, filledField, text } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import { areaName, areasOf } from './areas.ts'
import { CoachSays } from './coach-says.tsx'
import { type CoachContext, coachFields } from './coaching.ts'
import { type Exemplar, shownFor } from './exemplars.ts'
import { GoodOnes } from './good-ones.tsx'
import { actionOwners, ownerNames } from './target.ts'

interface FieldsProps {
  readonly coach: CoachContext
  readonly values: Readonly<Record<string, string | string[]>>
  readonly problems: readonly Problem[]
  readonly phase: Phase
  readonly last: LastDue | null
  readonly rows: number
  /** Good targets to look at. */
  readonly exemplars: readonly Exemplar[]
}

/** What is asked of a target, for a new one and for one that is changed. */
export function TargetFields({ coach, values, problems, phase, last, rows, exemplars }: FieldsProps) {
  const field = filledField(values, problems)
  const date = filledDate(values, problems)
  const area = text(values, 'area')
  const areas: readonly string[] = areasOf(phase)
  const offered = area !== '' && !areas.includes(area) ? [...areas, area] : areas
  return (
    <>
      <Select
        {...field('area')}
        label="What is it about?"
        items={[{ value: '', text: 'Choose one' }, ...offered.map(one => ({ value: one, text: areaName(one) }))]}
      />
      <Textarea
        {...field('need')}
        rows={3}
        label="Which need does it meet?"
        hint="What makes this the right target now."
      />
      <Textarea
        {...field('baseline')}
        rows={3}
        label="Where are they now?"
        hint="A figure or a fact that can be compared later, for example: reads 60 words a minute."
      />
      <Textarea
        {...field('words')}
        rows={3}
        label="What will they be able to do?"
        hint="One thing, with a figure or a fact that shows when it is done."
      />
      <GoodOnes exemplars={shownFor(exemplars, phase, area)} />
      <Coach context={coach} values={values} />
      <Textarea
        {...field('childWords')}
        rows={3}
        label="The same in the child’s own words (optional)"
        hint="As they say it. It goes on their page."
      />
      <ActionRows values={values} problems={problems} rows={rows} />
      <Input {...field('leadName')} label="Who leads?" hint="One named person who sees to it." width="two-thirds" />
      <DateInput {...date('starts')} legend="When does it start? (optional)" />
      <DateInput {...date('due')} legend="By when should it be met?" hint={last ? lastInWords(last) : undefined} />
      <Textarea {...field('success')} rows={2} label="How will we know? (optional)" />
      <Textarea
        {...field('intervention')}
        rows={3}
        label="Extra help (optional)"
        hint="What, when, where, who and how often."
      />
      <Input
        {...field('cost')}
        label="Cost (optional)"
        hint="In pounds, for example 12.50"
        prefix="£"
        inputmode="decimal"
        width={10}
      />
    </>
  )
}

/** Under the target. Without JavaScript it speaks when asked, or when the target is saved. */
const Coach = ({ context, values }: { context: CoachContext; values: FieldsProps['values'] }) => (
  <section class="coach" aria-labelledby="coach-heading">
    <h2 class="govuk-heading-s" id="coach-heading">
      The target coach
    </h2>
    <div
      data-coach
      data-next-meeting={context.nextMeeting ?? undefined}
      data-last-words={context.last?.words}
      data-last-achieved={context.last?.achieved ? 'yes' : undefined}
      aria-live="polite"
    >
      <CoachSays coached={coachFields(name => text(values, name), context)} />
    </div>
    <Button name="look" value="1" kind="secondary">
      Ask the coach
    </Button>
  </section>
)

const lastInWords = ({ date, because }: LastDue): string =>
  because === 'next-meeting'
    ? `Not after the next meeting, ${inWords(date)}.`
    : `Not after the last school day of next term, ${inWords(date)}.`

function ActionRows({ values, problems, rows }: Pick<FieldsProps, 'values' | 'problems' | 'rows'>) {
  const error = (field: string) => problems.find(problem => problem.field === field)?.what
  const numbers = Array.from({ length: rows }, (_, index) => index + 1)
  return (
    <Fieldset legend="Who does what?" legendSize="m">
      {numbers.map(row => (
        <div class="action-row">
          <Select
            name={`who-${row}`}
            label={`Action ${row}: who`}
            value={text(values, `who-${row}`) || 'school'}
            error={error(`who-${row}`)}
            items={actionOwners.map(owner => ({ value: owner, text: ownerNames[owner] }))}
          />
          <Input
            name={`what-${row}`}
            label={`Action ${row}: what`}
            value={text(values, `what-${row}`)}
            error={error(`what-${row}`)}
          />
        </div>
      ))}
      <Button name="more" value="1" kind="secondary">
        Add another action
      </Button>
    </Fieldset>
  )
}
