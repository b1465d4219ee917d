import type { ComponentChildren } from 'preact'
import { type DataAttributes, tokens } from './attributes.ts'
import { type FieldProps, fieldIds, LabelledGroup } from './form-group.tsx'

export interface InputBoxProps {
  id: string
  name: string
  value?: string | number
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'time' | 'password'
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search' | 'none'
  autocomplete?: string
  autocapitalize?: 'none' | 'sentences' | 'words' | 'characters'
  pattern?: string
  spellcheck?: boolean
  maxlength?: number
  disabled?: boolean
  readonly?: boolean
  error?: boolean
  describedBy?: string
  class?: string
  data?: DataAttributes
}

/** The bare box, for components made of several. */
export function InputBox(props: InputBoxProps) {
  const { type = 'text', error, describedBy, class: extra, data, spellcheck, ...rest } = props
  return (
    <input
      class={tokens('govuk-input', extra, error && 'govuk-input--error')}
      type={type as 'text'} // preact's types differ by kind only in ARIA roles, of which we set none
      aria-describedby={describedBy}
      spellcheck={spellcheck}
      {...rest}
      {...data}
    />
  )
}

type Fraction = 'full' | 'three-quarters' | 'two-thirds' | 'one-half' | 'one-third' | 'one-quarter'

export interface InputProps extends FieldProps, Omit<InputBoxProps, 'id' | 'name' | 'error' | 'describedBy'> {
  /** In characters, or as a share of the column. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | Fraction
  prefix?: ComponentChildren
  suffix?: ComponentChildren
}

const affix = (kind: 'prefix' | 'suffix', content: ComponentChildren) =>
  content ? (
    <div class={`govuk-input__${kind}`} aria-hidden="true">
      {content}
    </div>
  ) : null

export function Input(props: InputProps) {
  const { labelSize, labelIsHeading, label, hint, error, width, prefix, suffix, class: extra, ...box } = props
  const widthClass = width && (typeof width === 'number' ? `govuk-input--width-${width}` : `govuk-!-width-${width}`)
  const input = <InputBox {...box} {...fieldIds(props)} error={Boolean(error)} class={tokens(widthClass, extra)} />
  return (
    <LabelledGroup field={props}>
      {prefix || suffix ? (
        <div class="govuk-input__wrapper">
          {affix('prefix', prefix)}
          {input}
          {affix('suffix', suffix)}
        </div>
      ) : (
        input
      )}
    </LabelledGroup>
  )
}
