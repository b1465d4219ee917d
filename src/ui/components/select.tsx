import { type DataAttributes, tokens } from './attributes.ts'
import { type FieldProps, fieldIds, LabelledGroup } from './form-group.tsx'

export interface SelectProps extends FieldProps {
  items: ReadonlyArray<{ value: string; text: string; disabled?: boolean }>
  /** The value that is chosen. */
  value?: string
  disabled?: boolean
  class?: string
  data?: DataAttributes
}

export function Select(props: SelectProps) {
  const { items, value, name, disabled, error, class: extra, data } = props
  const { id, describedBy } = fieldIds(props)
  return (
    <LabelledGroup field={props}>
      <select
        class={tokens('govuk-select', extra, error ? 'govuk-select--error' : '')}
        id={id}
        name={name}
        disabled={disabled}
        aria-describedby={describedBy}
        {...data}
      >
        {items.map(item => (
          <option value={item.value} selected={value !== undefined && item.value === value} disabled={item.disabled}>
            {item.text}
          </option>
        ))}
      </select>
    </LabelledGroup>
  )
}
