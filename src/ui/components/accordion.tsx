import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export interface AccordionProps {
  id: string
  headingLevel?: 2 | 3 | 4
  items: ReadonlyArray<{
    heading: ComponentChildren
    summary?: ComponentChildren
    content: ComponentChildren
    expanded?: boolean
  }>
}

/** What is open is not kept in the browser: the machine may be shared. */
export function Accordion({ id, headingLevel = 2, items }: AccordionProps) {
  const Heading = `h${headingLevel}` as const
  return (
    <div class="govuk-accordion" data-module="govuk-accordion" id={id} data-remember-expanded="false">
      {items.map(({ heading, summary, content, expanded }, index) => (
        <div class={tokens('govuk-accordion__section', expanded && 'govuk-accordion__section--expanded')}>
          <div class="govuk-accordion__section-header">
            <Heading class="govuk-accordion__section-heading">
              <span class="govuk-accordion__section-button" id={`${id}-heading-${index + 1}`}>
                {heading}
              </span>
            </Heading>
            {summary ? (
              <div class="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${index + 1}`}>
                {summary}
              </div>
            ) : null}
          </div>
          <div id={`${id}-content-${index + 1}`} class="govuk-accordion__section-content">
            {typeof content === 'string' ? <p class="govuk-body">{content}</p> : content}
          </div>
        </div>
      ))}
    </div>
  )
}
