import type { ComponentChildren } from 'preact'
import { type DataAttributes, tokens } from './attributes.ts'
import { type FieldProps, fieldIds, LabelledGroup } from './form-group.tsx'

export interface TextareaProps extends FieldProps {
  value?: string
  rows?: number
  spellcheck?: boolean
  autocomplete?: string
  disabled?: boolean
  readonly?: boolean
  /** `ltr`, `rtl` or `auto`, for words in another script. */
  dir?: 'ltr' | 'rtl' | 'auto'
  lang?: string
  class?: string
  data?: DataAttributes
}

/** HTML drops a line break that comes first in a textarea, so one is given to drop. */
const keepFirstLine = (value: string | undefined) => (value?.startsWith('\n') ? `\n${value}` : value)

interface InsideGroup {
  groupClass?: string
  groupData?: DataAttributes
  /** After the box, inside the group. */
  children?: ComponentChildren
}

export function Textarea(props: TextareaProps & InsideGroup) {
  const { value, rows = 5, class: extra, data, groupClass, groupData, children } = props
  const { id, describedBy } = fieldIds(props)
  return (
    <LabelledGroup field={props} class={groupClass} data={groupData}>
      <textarea
        class={tokens('govuk-textarea', props.error ? 'govuk-textarea--error' : '', extra)}
        id={id}
        name={props.name}
        rows={rows}
        spellcheck={props.spellcheck}
        autocomplete={props.autocomplete}
        disabled={props.disabled}
        readonly={props.readonly}
        dir={props.dir}
        lang={props.lang}
        aria-describedby={describedBy}
        {...data}
      >
        {keepFirstLine(value)}
      </textarea>
      {children}
    </LabelledGroup>
  )
}
