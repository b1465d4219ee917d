import { type Choice, ChoiceGroup, type ChoicesProps, type Divider } from './choices.tsx'

export interface Checkbox extends Choice {
  /** Where one box posts under its own name. */
  name?: string
  /** "None of these": choosing it clears the others. */
  exclusive?: boolean
}

export interface CheckboxesProps extends ChoicesProps {
  items: ReadonlyArray<Checkbox | Divider>
  /** The values that are ticked. */
  values?: readonly string[]
}

export function Checkboxes({ values = [], ...rest }: CheckboxesProps) {
  return (
    <ChoiceGroup<Checkbox>
      kind="checkboxes"
      {...rest}
      isOn={item => values.includes(item.value)}
      nameOf={item => item.name}
      behaviourOf={item => (item.exclusive ? 'exclusive' : undefined)}
    />
  )
}
