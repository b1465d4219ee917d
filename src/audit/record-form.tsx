import { Button } from '../ui/components/button.tsx'
import { DateInput } from '../ui/components/date-input.tsx'
import { Input } from '../ui/components/input.tsx'
import { Select } from '../ui/components/select.tsx'
import { filledDate, filledField } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import { deedChoices, deedKinds } from './search.ts'

interface RecordFormProps {
  readonly csrf: string
  readonly values: Readonly<Record<string, string | string[]>>
  readonly problems: readonly Problem[]
}

/** What is looked for. It is posted, so that no name stands in an address. */
export function RecordForm({ csrf, values, problems }: RecordFormProps) {
  const field = filledField(values, problems)
  const date = filledDate(values, problems)
  return (
    <form method="post" action="/authority/record/find" novalidate>
      <input type="hidden" name="_csrf" value={csrf} />
      <div class="side-by-side">
        <Input {...field('person')} label="Who did it" hint="Part of a name or e-mail address" width={20} />
        <Input {...field('child')} label="Child" hint="Part of a name, or the care number" width={20} />
      </div>
      <Select
        {...field('deed')}
        label="What was done"
        items={[
          { value: '', text: 'Anything' },
          ...Object.entries(deedKinds).map(([value, text]) => ({ value, text })),
          ...deedChoices
        ]}
      />
      <div class="side-by-side">
        <DateInput {...date('from')} legend="From" legendSize="s" />
        <DateInput {...date('to')} legend="To" legendSize="s" />
      </div>
      <div class="govuk-button-group">
        <Button>Search</Button>
        <a class="govuk-link" href="/authority/record">
          Start again
        </a>
      </div>
    </form>
  )
}
