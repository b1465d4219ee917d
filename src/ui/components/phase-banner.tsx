import type { ComponentChildren } from 'preact'
import { Tag } from './tag.tsx'

export function PhaseBanner({ tag, children }: { tag: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="govuk-phase-banner govuk-width-container">
      <p class="govuk-phase-banner__content">
        <Tag class="govuk-phase-banner__content__tag">{tag}</Tag>
        <span class="govuk-phase-banner__text">{children}</span>
      </p>
    </div>
  )
}
