import type { ComponentChildren } from 'preact'
import { type DataAttributes, tokens } from './attributes.ts'
import { Fieldset, type LegendProps } from './fieldset.tsx'
import { FormGroup, fieldIds, HintAndError } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'

export interface Choice {
  value: string
  text: ComponentChildren
  hint?: ComponentChildren
  /** Shown beneath while the choice is on. */
  conditional?: ComponentChildren
  disabled?: boolean
  /** Default: the group's id, then `id-2`, `id-3`… */
  id?: string
  data?: DataAttributes
}

export interface Divider {
  divider: ComponentChildren
}

/** What radios and checkboxes share. Without a legend there is no fieldset. */
export interface ChoicesProps extends LegendProps {
  name: string
  /** Default: the name. Errors link to `#id`, which is the first choice. */
  id?: string
  hint?: ComponentChildren
  error?: ComponentChildren
  describedBy?: string
  small?: boolean
  class?: string
  data?: DataAttributes
}

interface ItemProps {
  kind: 'radios' | 'checkboxes'
  item: Choice
  id: string
  name: string
  on: boolean
  describedBy?: string
  behaviour?: string
}

function ChoiceItem({ kind, item, id, name, on, describedBy, behaviour }: ItemProps) {
  const conditionalId = `conditional-${id}`
  const hintId = `${id}-item-hint`
  return (
    <>
      <div class={`govuk-${kind}__item`}>
        <input
          class={`govuk-${kind}__input`}
          id={id}
          name={name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={item.value}
          checked={on}
          disabled={item.disabled}
          data-aria-controls={item.conditional ? conditionalId : undefined}
          data-behaviour={behaviour}
          aria-describedby={tokens(describedBy, item.hint ? hintId : '')}
          {...item.data}
        />
        <Label for={id} class={`govuk-${kind}__label`}>
          {item.text}
        </Label>
        {item.hint ? (
          <Hint id={hintId} class={`govuk-${kind}__hint`}>
            {item.hint}
          </Hint>
        ) : null}
      </div>
      {item.conditional ? (
        <div
          class={tokens(`govuk-${kind}__conditional`, !on && `govuk-${kind}__conditional--hidden`)}
          id={conditionalId}
        >
          {item.conditional}
        </div>
      ) : null}
    </>
  )
}

interface GroupProps<Item extends Choice> extends ChoicesProps {
  kind: 'radios' | 'checkboxes'
  items: ReadonlyArray<Item | Divider>
  isOn: (item: Item) => boolean
  nameOf?: (item: Item) => string | undefined
  behaviourOf?: (item: Item) => string | undefined
}

/** The bones of `Radios` and `Checkboxes`. */
export function ChoiceGroup<Item extends Choice>(props: GroupProps<Item>) {
  const { kind, items, isOn, nameOf, behaviourOf, name, legend, hint, error, small, class: extra, data } = props
  const { id, describedBy } = fieldIds(props)
  const inside = (
    <>
      <HintAndError id={id} hint={hint} error={error} />
      <div
        class={tokens(`govuk-${kind}`, small && `govuk-${kind}--small`, extra)}
        data-module={`govuk-${kind}`}
        {...data}
      >
        {items.map((item, index) =>
          'divider' in item ? (
            <div class={`govuk-${kind}__divider`}>{item.divider}</div>
          ) : (
            <ChoiceItem
              kind={kind}
              item={item}
              id={item.id ?? (index === 0 ? id : `${id}-${index + 1}`)}
              name={nameOf?.(item) ?? name}
              on={isOn(item)}
              describedBy={kind === 'checkboxes' && !legend ? describedBy : undefined}
              behaviour={behaviourOf?.(item)}
            />
          )
        )}
      </div>
    </>
  )
  return (
    <FormGroup error={error}>
      {legend ? (
        <Fieldset {...pickLegend(props)} describedBy={describedBy}>
          {inside}
        </Fieldset>
      ) : (
        inside
      )}
    </FormGroup>
  )
}

const pickLegend = ({ legend, legendSize, legendIsHeading }: LegendProps): LegendProps => ({
  legend,
  legendSize,
  legendIsHeading
})
