import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export function InsetText({ class: extra, children }: { class?: string; children: ComponentChildren }) {
  return <div class={tokens('govuk-inset-text', extra)}>{children}</div>
}
