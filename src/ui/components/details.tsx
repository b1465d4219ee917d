import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export interface DetailsProps {
  summary: ComponentChildren
  id?: string
  open?: boolean
  class?: string
  children: ComponentChildren
}

export function Details({ summary, id, open, class: extra, children }: DetailsProps) {
  return (
    <details id={id} class={tokens('govuk-details', extra)} open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  )
}
