import type { ComponentChildren } from 'preact'

export interface FoldedProps {
  id: string
  title: ComponentChildren
  level?: 2 | 3
  /** In a few words beside the title: how far this part is. */
  state?: ComponentChildren
  open?: boolean | undefined
  children: ComponentChildren
}

/** A part of a long page: closed it is one line, and its heading is the way in. */
export function Folded({ id, title, level = 2, state, open, children }: FoldedProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <details class="govuk-details reading-section reading-section--folded" id={id} open={open}>
      <summary class="govuk-details__summary">
        <Heading class="govuk-details__summary-text reading-section__title" id={`${id}-title`}>
          {title}
        </Heading>
        {state ? <span class="reading-section__state">{state}</span> : null}
      </summary>
      {children}
    </details>
  )
}
