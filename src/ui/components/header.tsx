import type { ComponentChildren } from 'preact'

/** Our own wordmark on the plain header: no crown, no logotype. */
export function Header({
  href = '/',
  end,
  children
}: {
  href?: string
  /** At the far end: who is signed in. */
  end?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <div class="govuk-generic-header">
      <div class="govuk-generic-header__container govuk-width-container">
        <div class="govuk-generic-header__logo">
          <a href={href} class="govuk-generic-header__homepage-link">
            {children}
          </a>
        </div>
        {end}
      </div>
    </div>
  )
}
