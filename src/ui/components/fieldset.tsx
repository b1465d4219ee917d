import type { ComponentChildren } from 'preact'
import { type TextSize, tokens } from './attributes.ts'

export interface LegendProps {
  legend?: ComponentChildren
  legendSize?: TextSize
  /** The legend is the page's `<h1>`. */
  legendIsHeading?: boolean
}

export interface FieldsetProps extends LegendProps {
  describedBy?: string
  role?: 'group'
  children?: ComponentChildren
}

export function Fieldset(props: FieldsetProps) {
  const { legend, legendSize, legendIsHeading, describedBy, role, children } = props
  const size = legendSize && `govuk-fieldset__legend--${legendSize}`
  return (
    <fieldset class="govuk-fieldset" role={role} aria-describedby={describedBy}>
      {legend ? (
        <legend class={tokens('govuk-fieldset__legend', size)}>
          {legendIsHeading ? <h1 class="govuk-fieldset__heading">{legend}</h1> : legend}
        </legend>
      ) : null}
      {children}
    </fieldset>
  )
}
