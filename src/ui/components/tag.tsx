import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export type TagColour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

export function Tag(props: { colour?: TagColour; class?: string; children: ComponentChildren }) {
  const { colour, class: extra, children } = props
  return <strong class={tokens('govuk-tag', colour && `govuk-tag--${colour}`, extra)}>{children}</strong>
}
