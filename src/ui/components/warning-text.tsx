import type { ComponentChildren } from 'preact'

/** `prefix` is read out in place of the sign. */
export function WarningText({ prefix = 'Warning', children }: { prefix?: string; children: ComponentChildren }) {
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{prefix}</span> {children}
      </strong>
    </div>
  )
}
