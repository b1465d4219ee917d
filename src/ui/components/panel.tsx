import type { ComponentChildren } from 'preact'

/** What has just been done; its title is the page's heading. */
export function Panel({ title, children }: { title: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">{title}</h1>
      {children ? <div class="govuk-panel__body">{children}</div> : null}
    </div>
  )
}
