import type { View } from '../web/page.ts'
import { english } from './english.ts'
import type { Reading } from './reading.ts'

/** A page in its reader's language: direction, font and the frame's own words go with it. */
export function pageIn({ language, say, choices }: Reading, view: View): View {
  const names = choices.length > 1 ? ['language-names.css'] : []
  if (language.code === 'en') return names.length > 0 ? { ...view, styles: names } : view
  return {
    ...view,
    lang: language.code,
    dir: language.direction,
    styles: [...(language.font ? [`${language.font}.css`] : []), ...names],
    frame: {
      skip: say('frame.skip'),
      problem: say('frame.problem'),
      error: say.text('frame.error'),
      done: say.text('frame.done')
    }
  }
}

interface TopProps {
  readonly reading: Reading
  readonly csrf: string
  /** Where the choice is posted; the page itself where left out. */
  readonly action?: string
  /** The page's own form, which goes along so that nothing typed is lost, and what Enter does in it; else a form of its own. */
  readonly form?: { readonly id: string; readonly enter: string }
  /** Posted beside the choice: where to come back to. */
  readonly from?: string
}

/** At the top of a page: the other languages, each by its own name, and that the words are a draft where they are one. */
export const LanguageTop = ({ reading, csrf, action, form, from }: TopProps) => (
  <>
    {reading.choices.length > 1 && form ? <Enter form={form} /> : null}
    {reading.choices.length > 1 ? (
      <details class="language">
        <summary class="language__now">
          <Globe /> {reading.say('frame.language', { language: reading.language.name })}
        </summary>
        {form ? (
          <Names reading={reading} form={form.id} />
        ) : (
          <form method="post" action={action}>
            <input type="hidden" name="_csrf" value={csrf} />
            {from ? <input type="hidden" name="from" value={from} /> : null}
            <Names reading={reading} />
          </form>
        )}
      </details>
    ) : null}
    {reading.unchecked ? (
      <p class="language__draft">
        {reading.say('frame.unchecked')}{' '}
        <span lang="en" dir="ltr">
          {english['frame.unchecked']}
        </span>
      </p>
    ) : null}
  </>
)

const Names = ({ reading: { choices, language }, form }: { reading: Reading; form?: string }) => (
  <ul class="language__names">
    {choices.map(({ code, name, direction }) => (
      <li>
        <button
          class="link-button language__name"
          type="submit"
          name="language"
          value={code}
          form={form}
          lang={code}
          dir={direction}
          aria-current={code === language.code ? 'true' : undefined}
        >
          {name}
        </button>
      </li>
    ))}
  </ul>
)

/** The first button of a form is what Enter presses: never a language. */
const Enter = ({ form: { id, enter } }: { form: { id: string; enter: string } }) => (
  <button
    class="govuk-visually-hidden"
    type="submit"
    form={id}
    name="do"
    value={enter}
    tabIndex={-1}
    aria-hidden="true"
  />
)

const Globe = () => (
  <svg class="language__globe" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <circle cx="12" cy="12" r="9.5" />
    <ellipse cx="12" cy="12" rx="4" ry="9.5" />
    <path d="M2.5 12H21.5M4 7H20M4 17H20" />
  </svg>
)
