import type { ComponentChildren } from 'preact'
import { type DataAttributes, tokens } from './attributes.ts'
import { Fieldset, type LegendProps } from './fieldset.tsx'
import { FormGroup, fieldIds, HintAndError } from './form-group.tsx'
import { InputBox } from './input.tsx'
import { Label } from './label.tsx'

const parts = ['day', 'month', 'year'] as const
export type DatePart = (typeof parts)[number]

export interface DateInputProps extends LegendProps {
  /** Posts `name-day`, `name-month`, `name-year`; empty: `day`, `month`, `year`. */
  name: string
  /** Default: the name. Errors link to `#id-day`. */
  id?: string
  hint?: ComponentChildren
  error?: ComponentChildren
  /** The boxes that are wrong; default with an error: all. */
  errorIn?: readonly DatePart[]
  /** As typed, so that a mistake is shown again. */
  values?: Partial<Record<DatePart, string | number>>
  /** For the signed-in person's own birth date. */
  autocomplete?: 'bday'
  data?: DataAttributes
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

export function DateInput(props: DateInputProps) {
  const { name, legend, legendSize, legendIsHeading, hint, error, values = {}, autocomplete, data } = props
  const { id, describedBy } = fieldIds(props)
  const wrong = props.errorIn ?? (error ? parts : [])
  const inside = (
    <>
      <HintAndError id={id} hint={hint} error={error} />
      <div class="govuk-date-input" id={id} {...data}>
        {parts.map(part => (
          <div class="govuk-date-input__item">
            <div class="govuk-form-group">
              <Label for={`${id}-${part}`} class="govuk-date-input__label">
                {capital(part)}
              </Label>
              <InputBox
                id={`${id}-${part}`}
                name={name === '' ? part : `${name}-${part}`}
                value={values[part]}
                inputmode="numeric"
                autocomplete={autocomplete && `${autocomplete}-${part}`}
                error={wrong.includes(part)}
                class={tokens('govuk-date-input__input', `govuk-input--width-${part === 'year' ? 4 : 2}`)}
              />
            </div>
          </div>
        ))}
      </div>
    </>
  )
  return (
    <FormGroup error={error}>
      {legend ? (
        <Fieldset {...{ legend, legendSize, legendIsHeading, describedBy }} role="group">
          {inside}
        </Fieldset>
      ) : (
        inside
      )}
    </FormGroup>
  )
}
