import type { ComponentChildren } from 'preact'

export function SkipLink({ href = '#main-content', children }: { href?: `#${string}`; children: ComponentChildren }) {
  return (
    <a href={href} class="govuk-skip-link" data-module="govuk-skip-link">
      {children}
    </a>
  )
}
