import type { ComponentChildren } from 'preact'
import type { Shown, View } from '../web/page.ts'
import { ChildFooter } from './child-footer.tsx'
import { type Look, looks, lookWords } from './look.ts'
import type { Reader } from './views.ts'

const readerNames: Record<Reader, string> = { setting: 'school staff', carer: 'your carer', parent: 'your parent' }

export const readersInWords = (readers: readonly Reader[]): string =>
  readers.length === 0 ? 'nobody else' : readers.map(one => readerNames[one]).join(', ')

/** What the frame of every page of the child's own knows. */
export interface ChildFrame {
  /** Null: no plan is open yet. */
  readonly pepId: string | null
  readonly look: readonly Look[]
  readonly shown: Pick<Shown, 'csrf' | 'path'>
  /** Where they may say something now: who will read it. */
  readonly readers?: readonly Reader[]
  readonly handedOver?: boolean
  /** The form of the page that goes along when the look is changed, so that nothing typed is lost. */
  readonly form?: string
}

/** Every page of the child's own: big, few words, and help and "who can read this?" always in view. */
export function childPage(title: string, frame: ChildFrame, children: ComponentChildren): View {
  return {
    title,
    bare: true,
    look: frame.look,
    footer: <ChildFooter />,
    scripts: ['listen.js'],
    body: (
      <div class="child-page">
        <p class="child-page__help">
          Need to talk? <strong>Childline</strong>{' '}
          <a class="govuk-link child-page__number" href="tel:08001111">
            0800 1111
          </a>{' '}
          It is free, day or night.
        </p>
        <div class="child-page__one" data-listen>
          {children}
        </div>
        <aside class="child-page__side" aria-label="About this page">
          {frame.pepId && frame.readers ? <WhoReads pepId={frame.pepId} readers={frame.readers} /> : null}
          {frame.pepId ? <LookForm frame={frame} /> : null}
          {frame.handedOver ? (
            <p class="child-page__adult">
              <a class="govuk-link" href={`/peps/${frame.pepId}/my-views/back`}>
                Give back to the adult
              </a>
            </p>
          ) : null}
        </aside>
      </div>
    )
  }
}

const WhoReads = ({ pepId, readers }: { pepId: string; readers: readonly Reader[] }) => (
  <details class="govuk-details child-page__who" open>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Who can read this?</span>
    </summary>
    <div class="govuk-details__text">
      Your social worker, and the people at the council who help with school plans. They can always read it. You chose:{' '}
      <strong>{readersInWords(readers)}</strong>.{' '}
      <a class="govuk-link" href={`/peps/${pepId}/my-views/readers`}>
        Choose who else
      </a>
    </div>
  </details>
)

function LookForm({ frame: { pepId, look, shown, form } }: { frame: ChildFrame }) {
  const buttons = looks.map(one => (
    <button
      class="link-button child-page__look"
      type="submit"
      name={form ? 'do' : 'look'}
      value={form ? `look-${one}` : one}
      form={form}
    >
      {look.includes(one) ? lookWords[one].turnOff : lookWords[one].turnOn}
    </button>
  ))
  if (form) return <p class="child-page__looks">{buttons}</p>
  return (
    <form class="child-page__looks" method="post" action={`/peps/${pepId}/my-views/look`}>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <input type="hidden" name="from" value={shown.path} />
      {buttons}
    </form>
  )
}
