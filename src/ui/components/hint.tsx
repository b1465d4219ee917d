import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export function Hint({ id, class: extra, children }: { id?: string; class?: string; children?: ComponentChildren }) {
  return (
    <div id={id} class={tokens('govuk-hint', extra)}>
      {children}
    </div>
  )
}
