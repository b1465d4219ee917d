import type { ComponentChildren } from 'preact'
import type { View } from '../../web/page.ts'
import type { Reader } from '../views.ts'

const readerNames: Record<Reader, string> = { setting: 'school staff', carer: 'your carer', parent: 'your parent' }

export const readersInWords = (readers: readonly Reader[]): string =>
  readers.length === 0 ? 'nobody else' : readers.map(one => readerNames[one]).join(', ')

/** Every page of the child's own: big, few words, and help and "who can read this?" always in view. */
export function childPage(
  title: string,
  about: { readonly pepId: string; readonly readers: readonly Reader[]; readonly handedOver: boolean },
  children: ComponentChildren
): View {
  return {
    title,
    bare: true,
    body: (
      <div class="child-page">
        <p class="child-page__help">
          Need to talk? <strong>Childline</strong>{' '}
          <a class="govuk-link child-page__number" href="tel:08001111">
            0800 1111
          </a>{' '}
          It is free, day or night.
        </p>
        <div class="child-page__one">{children}</div>
        <aside class="child-page__side" aria-label="Who can read this">
          <details class="govuk-details child-page__who" open>
            <summary class="govuk-details__summary">
              <span class="govuk-details__summary-text">Who can read this?</span>
            </summary>
            <div class="govuk-details__text">
              Your social worker, and the people at the council who help with school plans. They can always read it. You
              chose: <strong>{readersInWords(about.readers)}</strong>.{' '}
              <a class="govuk-link" href={`/peps/${about.pepId}/my-views/readers`}>
                Choose who else
              </a>
            </div>
          </details>
          {about.handedOver ? (
            <p class="child-page__adult">
              <a class="govuk-link" href={`/peps/${about.pepId}/my-views/back`}>
                Give back to the adult
              </a>
            </p>
          ) : null}
        </aside>
      </div>
    )
  }
}

const faces = ['very sad', 'sad', 'okay', 'happy', 'very happy'] as const
const mouths = [
  'M14 34 Q24 22 34 34',
  'M15 33 Q24 27 33 33',
  'M15 31 H33',
  'M15 29 Q24 36 33 29',
  'M13 27 Q24 42 35 27'
]

/** Five faces, from 1 to 5, each with its word. */
export function Faces({
  name,
  legend,
  items,
  value
}: {
  name: string
  legend: string
  items: ReadonlyArray<{ readonly value: string; readonly label: string }>
  value: string
}) {
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--xl">
        <h1 class="govuk-fieldset__heading">{legend}</h1>
      </legend>
      <div class="faces">
        {items.slice(0, 5).map((item, at) => (
          <label class="faces__face">
            <input type="radio" name={name} value={item.value} checked={item.value === value} />
            <svg viewBox="0 0 48 48" width="72" height="72" aria-hidden="true" focusable="false">
              <circle cx="24" cy="24" r="21" />
              <circle class="faces__eye" cx="17" cy="19" r="2.5" />
              <circle class="faces__eye" cx="31" cy="19" r="2.5" />
              <path d={mouths[at]} />
            </svg>
            <span>{item.label || faces[at]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
