import type { ComponentChildren } from 'preact'

/** `prefix` is read out before the words, for those who do not see the colour. */
export function ErrorMessage(props: { id?: string; prefix?: string; children: ComponentChildren }) {
  const { id, prefix = 'Error', children } = props
  return (
    <p id={id} class="govuk-error-message">
      <span class="govuk-visually-hidden">{prefix}:</span> {children}
    </p>
  )
}
