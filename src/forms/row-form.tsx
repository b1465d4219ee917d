import { Checkboxes } from '../ui/components/checkboxes.tsx'
import { Select } from '../ui/components/select.tsx'
import { Textarea } from '../ui/components/textarea.tsx'
import type { Problem } from '../web/page.ts'
import type { Question } from './definition.ts'
import { ownKinds } from './local.ts'
import type { RowFields } from './local-row.ts'

const kindNames: Record<(typeof ownKinds)[number], string> = {
  'text-line': 'One line of words',
  text: 'Several lines of words',
  choice: 'One of a list',
  several: 'Any of a list',
  'yes-no': 'Yes or no',
  date: 'A date',
  number: 'A number'
}

interface RowFormProps {
  fields: RowFields
  problems: readonly Problem[]
  /** The authority's own question. */
  own: boolean
  /** It is being added, so that its kind can be chosen. */
  fresh: boolean
  /** Its words can be changed here. */
  worded: boolean
  /** Questions that it may stand after. */
  places: readonly Question[]
}

/** What can be said about one question of a form. */
export function RowForm({ fields, problems, own, fresh, worded, places }: RowFormProps) {
  const error = (field: string) => problems.find(problem => problem.field === field)?.what
  const chooses = fields.kind === 'choice' || fields.kind === 'several'
  return (
    <>
      {worded ? (
        <>
          <Textarea
            name="label"
            label="The question"
            labelSize="s"
            rows={2}
            value={fields.label}
            error={error('label')}
          />
          <Textarea
            name="hint"
            label="Hint (optional)"
            labelSize="s"
            rows={2}
            value={fields.hint}
            error={error('hint')}
          />
        </>
      ) : null}
      {fresh ? (
        <Select
          name="kind"
          label="How is it answered?"
          labelSize="s"
          value={fields.kind}
          error={error('kind')}
          items={ownKinds.map(value => ({ value, text: kindNames[value] }))}
        />
      ) : null}
      {own && (fresh || chooses) ? (
        <Textarea
          name="options"
          label={fresh ? 'What may be chosen? (for a list)' : 'What may be chosen?'}
          labelSize="s"
          hint="One on each line."
          rows={4}
          value={fields.options}
          error={error('options')}
        />
      ) : null}
      <Checkboxes
        name="required"
        legend="Must it be answered before the plan is handed in?"
        legendSize="s"
        hint="This is your council’s own requirement. It is shown apart from what the law asks."
        error={error('required')}
        values={fields.required ? ['yes'] : []}
        items={[{ value: 'yes', text: 'Yes, we require it' }]}
      />
      {own ? (
        <Checkboxes
          name="keepsTrue"
          legend="Next term"
          legendSize="s"
          values={fields.keepsTrue ? ['yes'] : []}
          items={[{ value: 'yes', text: 'Begin with this term’s answer and ask whether it is still true' }]}
        />
      ) : null}
      {places.length > 0 ? (
        <Select
          name="after"
          label="Where does it stand?"
          labelSize="s"
          value={fields.after}
          error={error('after')}
          items={[
            { value: '', text: own ? 'At the end of its section' : 'Where the national form has it' },
            { value: 'first', text: 'First in its section' },
            ...places.map(one => ({ value: one.id, text: `After: ${one.label}` }))
          ]}
        />
      ) : null}
      {fresh ? null : (
        <Checkboxes
          name="hidden"
          legend="Should new plans leave it out?"
          legendSize="s"
          hint="Open plans keep it. What was answered stays on record."
          error={error('hidden')}
          values={fields.hidden ? ['yes'] : []}
          items={[{ value: 'yes', text: 'Yes, hide it' }]}
        />
      )}
    </>
  )
}
