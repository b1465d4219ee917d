import { record } from '../../audit/audit.ts'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { ownPath } from '../own-path.ts'
import { PasskeyForm } from '../passkeys/passkey-form.tsx'
import { optionsToSignIn, proveSignIn, usePasskey } from '../passkeys/passkeys.ts'
import { wayOn } from './sign-in.tsx'

const wrong =
  'We do not know this passkey, or it took too long. Try again, or sign in with a link by e-mail and look at “Your account”.'

export const signInPasskeyPage = page({
  at: '/sign-in/passkey',
  may: 'anyone',
  name: 'sign in by passkey',
  quiet: true,
  load: optionsToSignIn,
  view: (options, shown) => ({
    title: 'Sign in with a passkey',
    bare: true,
    scripts: ['passkey.js'],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Sign in with a passkey</h1>
        <p class="govuk-body">
          This works once you have added a passkey on the page “Your account”. Until then, or on another device,{' '}
          <a class="govuk-link" href="/sign-in">
            sign in with a link by e-mail
          </a>
          .
        </p>
        <PasskeyForm
          shown={shown}
          does="sign in"
          options={options}
          button="Use a passkey"
          missing={<p class="govuk-body">This browser cannot use passkeys here. Sign in another way.</p>}
        >
          <input type="hidden" name="next" value={wayOn(shown)} />
        </PasskeyForm>
      </div>
    )
  }),
  prepare: proveSignIn,
  submit: async (_, { tx, who, body, prepared }) => {
    const person = who.id || null
    if (!prepared || !(await usePasskey(tx, prepared))) {
      await record(tx, { person, action: 'sign in by passkey', outcome: 'refused', reason: 'wrong passkey' })
      return { again: [{ field: 'answer', what: wrong }] }
    }
    await record(tx, { person, action: 'sign in', reason: 'passkey', ids: [prepared.key.person] })
    return { signIn: prepared.key.person, go: ownPath(text(body, 'next')) }
  }
})
