import type { ComponentChildren } from 'preact'

/** Our own wordmark on the plain header: no crown, no logotype. */
export function Header({ href = '/', children }: { href?: string; children: ComponentChildren }) {
  return (
    <div class="govuk-generic-header">
      <div class="govuk-generic-header__container govuk-width-container">
        <div class="govuk-generic-header__logo">
          <a href={href} class="govuk-generic-header__homepage-link">
            {children}
          </a>
        </div>
      </div>
    </div>
  )
}
