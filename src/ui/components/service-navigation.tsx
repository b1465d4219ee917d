import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export interface NavigationItem {
  href?: string
  text: ComponentChildren
  /** This very page. */
  current?: boolean
  /** A page beneath it. */
  active?: boolean
}

export interface ServiceNavigationProps {
  serviceName?: ComponentChildren
  serviceHref?: string
  items?: readonly NavigationItem[]
  /** Stands at the end of the row: who is signed in. */
  end?: ComponentChildren
}

function Item({ item }: { item: NavigationItem }) {
  const { href, text, current, active } = item
  const here = current || active
  const ariaCurrent = here ? (current ? 'page' : 'true') : undefined
  const words = here ? <strong class="govuk-service-navigation__active-fallback">{text}</strong> : text
  return (
    <li class={tokens('govuk-service-navigation__item', here && 'govuk-service-navigation__item--active')}>
      {href ? (
        <a class="govuk-service-navigation__link" href={href} aria-current={ariaCurrent}>
          {words}
        </a>
      ) : (
        <span class="govuk-service-navigation__text" aria-current={ariaCurrent}>
          {words}
        </span>
      )}
    </li>
  )
}

/** The package's script takes these away where the list is folded. */
const untilScripts = { hidden: true, 'aria-hidden': 'true' } as const

function Navigation({ items }: { items: readonly NavigationItem[] }) {
  return (
    <nav aria-label="Menu" class="govuk-service-navigation__wrapper">
      {items.length > 1 ? (
        <button
          type="button"
          class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls="navigation"
          {...untilScripts}
        >
          Menu
        </button>
      ) : null}
      <ul class="govuk-service-navigation__list" id="navigation">
        {items.map(item => (
          <Item item={item} />
        ))}
      </ul>
    </nav>
  )
}

export function ServiceNavigation({ serviceName, serviceHref, items = [], end }: ServiceNavigationProps) {
  const shared = { class: 'govuk-service-navigation', 'data-module': 'govuk-service-navigation' }
  const inside = (
    <div class={tokens('govuk-width-container', end ? 'govuk-service-navigation__inlining-container' : '')}>
      <div class="govuk-service-navigation__container">
        {serviceName ? (
          <span class="govuk-service-navigation__service-name">
            {serviceHref ? (
              <a href={serviceHref} class="govuk-service-navigation__link">
                {serviceName}
              </a>
            ) : (
              <span class="govuk-service-navigation__text">{serviceName}</span>
            )}
          </span>
        ) : null}
        {items.length > 0 ? <Navigation items={items} /> : null}
      </div>
      {end}
    </div>
  )
  return serviceName || end ? (
    <section aria-label="Service information" {...shared}>
      {inside}
    </section>
  ) : (
    <div {...shared}>{inside}</div>
  )
}
