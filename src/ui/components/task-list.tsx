import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export interface Task {
  title: ComponentChildren
  /** Without an address it cannot be opened. */
  href?: string
  hint?: ComponentChildren
  /** Words, or a `<Tag>`. */
  status: ComponentChildren
  cannotStartYet?: boolean
}

/** Two lists on a page need two `idPrefix`es. */
export function TaskList({ items, idPrefix = 'task-list' }: { items: readonly Task[]; idPrefix?: string }) {
  return (
    <ul class="govuk-task-list">
      {items.map(({ title, href, hint, status, cannotStartYet }, index) => {
        const hintId = `${idPrefix}-${index + 1}-hint`
        const statusId = `${idPrefix}-${index + 1}-status`
        return (
          <li class={tokens('govuk-task-list__item', href !== undefined && 'govuk-task-list__item--with-link')}>
            <div class="govuk-task-list__name-and-hint">
              {href === undefined ? (
                <div>{title}</div>
              ) : (
                <a
                  class="govuk-link govuk-task-list__link"
                  href={href}
                  aria-describedby={tokens(hint ? hintId : '', statusId)}
                >
                  {title}
                </a>
              )}
              {hint ? (
                <div id={hintId} class="govuk-task-list__hint">
                  {hint}
                </div>
              ) : null}
            </div>
            <div
              class={tokens('govuk-task-list__status', cannotStartYet && 'govuk-task-list__status--cannot-start-yet')}
              id={statusId}
            >
              {status}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
