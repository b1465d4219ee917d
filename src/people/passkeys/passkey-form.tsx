import type { ComponentChildren } from 'preact'
import { Button } from '../../ui/components/button.tsx'
import { IslandData } from '../../ui/island-data.tsx'
import type { Shown } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'

interface Props {
  readonly shown: Shown
  readonly does: 'add' | 'sign in'
  readonly options: object
  readonly button: string
  /** What stands there for a browser that has no passkeys, or no scripts. */
  readonly missing: ComponentChildren
  readonly children?: ComponentChildren
}

/** The form that the island fills with the passkey's answer. */
export function PasskeyForm({ shown, does, options, button, missing, children }: Props) {
  const refused = errorOf(shown, 'answer')
  return (
    <>
      <IslandData id="passkey-options" data={options} />
      <div data-passkey-missing>{missing}</div>
      <div id="answer">{refused ? <p class="govuk-error-message">{refused}</p> : null}</div>
      <p class="govuk-error-message" role="alert" data-passkey-failed hidden>
        Your device gave no passkey. Try again, or use another way.
      </p>
      <form method="post" action={shown.path} data-passkey={does} hidden>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <input type="hidden" name="answer" />
        {children}
        <Button preventDoubleClick>{button}</Button>
      </form>
    </>
  )
}
