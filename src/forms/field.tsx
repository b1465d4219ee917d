import type { ComponentChildren } from 'preact'
import { Checkboxes } from '../ui/components/checkboxes.tsx'
import { DateInput } from '../ui/components/date-input.tsx'
import { FileUpload } from '../ui/components/file-upload.tsx'
import { Input } from '../ui/components/input.tsx'
import { Radios } from '../ui/components/radios.tsx'
import { Select } from '../ui/components/select.tsx'
import { Textarea } from '../ui/components/textarea.tsx'
import type { Asked, Value } from './definition.ts'
import type { Typed } from './typed.ts'
import { asDateBoxes, asText, asWords, asYesNo } from './typed-fields.ts'

export interface FieldOf {
  asked: Asked
  name: string
  /** The answer, or what was typed in its place. */
  shown: Value | Typed | null | undefined
  error?: string
  autocomplete?: string
  labelSize?: 's' | 'm'
  /** What opens beneath an option, by its value. */
  reveals?: ReadonlyMap<string, ComponentChildren>
  /** The form's words in the reader's language; default: as they are. */
  words?: (english: string) => ComponentChildren
}

/** More than this and a list to open reads better than a column of radios. */
export const mostRadios = 8
const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' }
] as const

/** The one field that a question, or a table's cell, is asked with. A table of rows is not one field. */
export function Field(props: FieldOf) {
  const { asked, name, shown, error, autocomplete, labelSize = 's', reveals, words = english => english } = props
  const { kind, unit, options = [] } = asked
  const [label, hint] = [words(asked.label), asked.hint && words(asked.hint)]
  const field = { name, label, labelSize, hint, error }
  const group = { name, legend: label, legendSize: labelSize, hint, error }
  const items = (choices: typeof options) =>
    choices.map(one => ({
      value: one.value,
      text: words(one.label),
      hint: one.hint && words(one.hint),
      conditional: reveals?.get(one.value)
    }))
  switch (kind) {
    case 'text':
      return <Textarea {...field} value={asText(shown)} rows={4} spellcheck dir="auto" autocomplete={autocomplete} />
    case 'yes-no':
      return <Radios {...group} items={items(yesNo)} value={asYesNo(shown)} inline={!reveals?.size} />
    case 'choice':
    case 'grade':
      if (options.length <= mostRadios) return <Radios {...group} items={items(options)} value={asText(shown)} small />
      return (
        <Select
          {...field}
          value={asText(shown)}
          items={[{ value: '', text: 'Choose' }, ...options.map(one => ({ value: one.value, text: one.label }))]}
        />
      )
    case 'several':
      return <Checkboxes {...group} items={items(options)} values={asWords(shown)} small />
    case 'date':
      return <DateInput {...group} values={asDateBoxes(shown)} />
    case 'number':
      return <Input {...field} value={asText(shown)} inputmode="decimal" width={5} suffix={unit} />
    case 'file':
      return (
        <>
          <FileUpload {...field} />
          {asWords(shown).map(id => (
            <input type="hidden" name={name} value={id} />
          ))}
        </>
      )
    default:
      return <Input {...field} value={asText(shown)} autocomplete={autocomplete} spellcheck={kind === 'text-line'} />
  }
}
