import type { ComponentChildren } from 'preact'
import { type TextSize, tokens } from './attributes.ts'

export interface LabelProps {
  for: string
  size?: TextSize
  /** The label is the page's `<h1>`. */
  isHeading?: boolean
  class?: string
  children: ComponentChildren
}

export function Label({ for: field, size, isHeading, class: extra, children }: LabelProps) {
  const label = (
    <label class={tokens('govuk-label', size && `govuk-label--${size}`, extra)} for={field}>
      {children}
    </label>
  )
  return isHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
