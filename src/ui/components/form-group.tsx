import type { ComponentChildren } from 'preact'
import { type DataAttributes, type TextSize, tokens } from './attributes.ts'
import { ErrorMessage } from './error-message.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'

/** What every single field takes. */
export interface FieldProps {
  name: string
  /** Default: the name. Errors link to `#id`. */
  id?: string
  label: ComponentChildren
  labelSize?: TextSize
  labelIsHeading?: boolean
  hint?: ComponentChildren
  error?: ComponentChildren
  /** Ids of other elements that describe the field; hint and error join by themselves. */
  describedBy?: string
}

/** The ids that tie a field to its hint and error. */
export function fieldIds(field: Pick<FieldProps, 'name' | 'id' | 'hint' | 'error' | 'describedBy'>) {
  const id = field.id ?? field.name
  return {
    id,
    describedBy: tokens(field.describedBy, field.hint ? `${id}-hint` : '', field.error ? `${id}-error` : '')
  }
}

export function HintAndError({ id, hint, error }: { id: string; hint?: ComponentChildren; error?: ComponentChildren }) {
  return (
    <>
      {hint ? <Hint id={`${id}-hint`}>{hint}</Hint> : null}
      {error ? <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage> : null}
    </>
  )
}

export interface FormGroupProps {
  error?: ComponentChildren
  class?: string
  data?: DataAttributes
  children: ComponentChildren
}

/** The block around one question; carries the error's bar. */
export function FormGroup({ error, class: extra, data, children }: FormGroupProps) {
  return (
    <div class={tokens('govuk-form-group', error ? 'govuk-form-group--error' : '', extra)} {...data}>
      {children}
    </div>
  )
}

export interface LabelledGroupProps {
  field: FieldProps
  class?: string
  data?: DataAttributes
  children: ComponentChildren
}

/** Label, hint, error and then the field itself. */
export function LabelledGroup({ field, class: extra, data, children }: LabelledGroupProps) {
  const { id } = fieldIds(field)
  return (
    <FormGroup error={field.error} class={extra} data={data}>
      <Label for={id} size={field.labelSize} isHeading={field.labelIsHeading}>
        {field.label}
      </Label>
      <HintAndError id={id} hint={field.hint} error={field.error} />
      {children}
    </FormGroup>
  )
}
