import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export interface SummaryAction {
  href: string
  text: ComponentChildren
  /** Completes the link for those who hear it out of its row: Change *name*. */
  hiddenText?: string
}

export interface SummaryRow {
  key: ComponentChildren
  value?: ComponentChildren
  actions?: readonly SummaryAction[]
}

export interface SummaryListProps {
  rows: readonly SummaryRow[]
  noBorder?: boolean
  card?: { title: string; headingLevel?: 2 | 3 | 4; actions?: readonly SummaryAction[] }
  class?: string
}

function ActionLink({ action, cardTitle }: { action: SummaryAction; cardTitle?: string }) {
  const { href, text, hiddenText } = action
  return (
    <a class="govuk-link" href={href}>
      {text}
      {hiddenText || cardTitle ? (
        <span class="govuk-visually-hidden">
          {hiddenText ? ` ${hiddenText}` : ''}
          {cardTitle ? ` (${cardTitle})` : ''}
        </span>
      ) : null}
    </a>
  )
}

function RowActions({ actions, cardTitle }: { actions: readonly SummaryAction[]; cardTitle?: string }) {
  const [first, ...more] = actions
  if (first === undefined) return null
  return (
    <dd class="govuk-summary-list__actions">
      {more.length === 0 ? (
        <ActionLink action={first} cardTitle={cardTitle} />
      ) : (
        <ul class="govuk-summary-list__actions-list">
          {actions.map(action => (
            <li class="govuk-summary-list__actions-list-item">
              <ActionLink action={action} cardTitle={cardTitle} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  )
}

function CardActions({ actions, title }: { actions: readonly SummaryAction[]; title: string }) {
  const [first, ...more] = actions
  if (first === undefined) return null
  if (more.length === 0) {
    return (
      <div class="govuk-summary-card__actions">
        <ActionLink action={first} cardTitle={title} />
      </div>
    )
  }
  return (
    <ul class="govuk-summary-card__actions">
      {actions.map(action => (
        <li class="govuk-summary-card__action">
          <ActionLink action={action} cardTitle={title} />
        </li>
      ))}
    </ul>
  )
}

export function SummaryList({ rows, noBorder, card, class: extra }: SummaryListProps) {
  const anyActions = rows.some(row => (row.actions?.length ?? 0) > 0)
  const list = (
    <dl class={tokens('govuk-summary-list', noBorder && 'govuk-summary-list--no-border', extra)}>
      {rows.map(({ key, value, actions = [] }) => (
        <div
          class={tokens(
            'govuk-summary-list__row',
            anyActions && actions.length === 0 && 'govuk-summary-list__row--no-actions'
          )}
        >
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value">{value}</dd>
          <RowActions actions={actions} cardTitle={card?.title} />
        </div>
      ))}
    </dl>
  )
  if (card === undefined) return list
  const Heading = `h${card.headingLevel ?? 2}` as const
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <Heading class="govuk-summary-card__title">{card.title}</Heading>
        <CardActions actions={card.actions ?? []} title={card.title} />
      </div>
      <div class="govuk-summary-card__content">{list}</div>
    </div>
  )
}
