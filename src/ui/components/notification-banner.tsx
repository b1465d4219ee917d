import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export interface NotificationBannerProps {
  /** `success` is read out and takes the focus when the page opens. */
  kind?: 'success'
  title?: string
  /** Two banners on a page need two ids. */
  titleId?: string
  children: ComponentChildren
}

export function NotificationBanner(props: NotificationBannerProps) {
  const { kind, titleId = 'govuk-notification-banner-title', children } = props
  const title = props.title ?? (kind === 'success' ? 'Success' : 'Important')
  const landmark = { role: kind === 'success' ? 'alert' : 'region', 'aria-labelledby': titleId } as const
  return (
    <div
      class={tokens('govuk-notification-banner', kind && `govuk-notification-banner--${kind}`)}
      {...landmark}
      data-module="govuk-notification-banner"
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id={titleId}>
          {title}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        {typeof children === 'string' ? <p class="govuk-notification-banner__heading">{children}</p> : children}
      </div>
    </div>
  )
}
