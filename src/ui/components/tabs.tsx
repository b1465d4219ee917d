import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export interface TabsProps {
  /** The heading of the list of links that stands in without scripts. */
  title?: string
  items: ReadonlyArray<{ id: string; label: ComponentChildren; content: ComponentChildren }>
}

export function Tabs({ title = 'Contents', items }: TabsProps) {
  return (
    <div class="govuk-tabs" data-module="govuk-tabs">
      <h2 class="govuk-tabs__title">{title}</h2>
      <ul class="govuk-tabs__list">
        {items.map(({ id, label }, index) => (
          <li class={tokens('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}>
            <a class="govuk-tabs__tab" href={`#${id}`}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      {items.map(({ id, content }, index) => (
        <div class={tokens('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')} id={id}>
          {content}
        </div>
      ))}
    </div>
  )
}
