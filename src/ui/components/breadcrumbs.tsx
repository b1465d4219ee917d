import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export interface Crumb {
  text: ComponentChildren
  /** Without an address it is the page itself. */
  href?: string
}

export function Breadcrumbs({ items, collapseOnMobile }: { items: readonly Crumb[]; collapseOnMobile?: boolean }) {
  return (
    <nav
      class={tokens('govuk-breadcrumbs', collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
      aria-label="Breadcrumb"
    >
      <ol class="govuk-breadcrumbs__list">
        {items.map(({ text, href }) =>
          href === undefined ? (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {text}
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={href}>
                {text}
              </a>
            </li>
          )
        )}
      </ol>
    </nav>
  )
}
