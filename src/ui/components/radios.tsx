import { tokens } from './attributes.ts'
import { type Choice, ChoiceGroup, type ChoicesProps, type Divider } from './choices.tsx'

export interface RadiosProps extends ChoicesProps {
  items: ReadonlyArray<Choice | Divider>
  /** The value that is chosen. */
  value?: string
  inline?: boolean
}

export function Radios({ value, inline, class: extra, ...rest }: RadiosProps) {
  return (
    <ChoiceGroup
      kind="radios"
      {...rest}
      class={tokens(inline && 'govuk-radios--inline', extra)}
      isOn={item => value !== undefined && item.value === value}
    />
  )
}
