import type { ComponentChildren } from 'preact'
import { Childline, telephone } from '../languages/numbers.tsx'
import { LanguageTop, pageIn } from '../languages/page-in.tsx'
import type { Reading } from '../languages/reading.ts'
import type { Say } from '../languages/say.tsx'
import type { Shown, View } from '../web/page.ts'
import { ChildFooter } from './child-footer.tsx'
import { type Look, looks } from './look.ts'
import type { Reader } from './views.ts'

export const readersInWords = (say: Say, readers: readonly Reader[]): string =>
  readers.length === 0 ? say.text('reader.none') : say.list(readers.map(one => say.text(`reader.${one}`)))

/** What the frame of every page of the child's own knows. */
export interface ChildFrame {
  /** Null: no plan is open yet. */
  readonly pepId: string | null
  readonly look: readonly Look[]
  readonly reading: Reading
  readonly shown: Pick<Shown, 'csrf' | 'path'>
  /** Where they may say something now: who will read it. */
  readonly readers?: readonly Reader[]
  readonly handedOver?: boolean
  /** The form of the page that goes along when look or language is changed, so that nothing typed is lost. */
  readonly form?: string
}

/** Every page of the child's own: big, few words, and help and "who can read this?" always in view. */
export function childPage(title: string, frame: ChildFrame, children: ComponentChildren): View {
  const { reading } = frame
  const { say } = reading
  return pageIn(reading, {
    title,
    bare: true,
    look: frame.look,
    footer: <ChildFooter say={say} />,
    scripts: ['listen.js'],
    body: (
      <div class="child-page">
        <div class="child-page__top">
          {frame.pepId ? (
            <LanguageTop
              reading={reading}
              csrf={frame.shown.csrf}
              action={`/peps/${frame.pepId}/my-views/language`}
              from={frame.shown.path}
              form={frame.form ? { id: frame.form, enter: 'next' } : undefined}
            />
          ) : null}
          <p class="child-page__help">{say('help.line', { childline: <Childline />, number: telephone.childline })}</p>
        </div>
        <div
          class="child-page__one"
          data-listen={say.text('listen.start')}
          data-listen-stop={say.text('listen.stop')}
          data-listen-none={say.text('listen.none')}
        >
          {children}
        </div>
        <aside class="child-page__side" aria-label={say.text('side.label')}>
          {frame.pepId && frame.readers ? <WhoReads say={say} pepId={frame.pepId} readers={frame.readers} /> : null}
          {frame.pepId ? <LookForm frame={frame} /> : null}
          {frame.handedOver ? (
            <p class="child-page__adult">
              <a class="govuk-link" href={`/peps/${frame.pepId}/my-views/back`}>
                {say('end.giveBack')}
              </a>
            </p>
          ) : null}
        </aside>
      </div>
    )
  })
}

const WhoReads = ({ say, pepId, readers }: { say: Say; pepId: string; readers: readonly Reader[] }) => (
  <details class="govuk-details child-page__who" open>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{say('side.who')}</span>
    </summary>
    <div class="govuk-details__text">
      {say('side.always', { readers: <strong>{readersInWords(say, readers)}</strong> })}{' '}
      <a class="govuk-link" href={`/peps/${pepId}/my-views/readers`}>
        {say('side.choose')}
      </a>
    </div>
  </details>
)

function LookForm({ frame: { pepId, look, shown, form, reading } }: { frame: ChildFrame }) {
  const buttons = looks.map(one => (
    <button
      class="link-button child-page__look"
      type="submit"
      name={form ? 'do' : 'look'}
      value={form ? `look-${one}` : one}
      form={form}
    >
      {reading.say(`look.${one}.${look.includes(one) ? 'off' : 'on'}`)}
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
