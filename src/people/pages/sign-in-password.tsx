import { record } from '../../audit/audit.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { PasswordInput } from '../../ui/components/password-input.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { ownPath } from '../own-path.ts'
import { checkPassword, emailOf, useCode } from '../sign-in.ts'
import { noEmail, wayOn } from './sign-in.tsx'

const wrong =
  'This e-mail address, password and code do not belong together. Check each; a code works once, so wait for the next one. Or sign in with a link by e-mail.'

export const signInPasswordPage = page({
  at: '/sign-in/password',
  may: 'anyone',
  name: 'sign in by password',
  quiet: true,
  load: async () => ({}),
  view: (_, shown) => ({
    title: 'Sign in with a password and a code',
    bare: true,
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Sign in with a password and a code</h1>
        <p class="govuk-body">
          This works once you have set both on the page “Your account”. Until then, or if you have forgotten one,{' '}
          <a class="govuk-link" href="/sign-in">
            sign in with a link by e-mail
          </a>
          .
        </p>
        <form method="post" action="/sign-in/password" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          <input type="hidden" name="next" value={wayOn(shown)} />
          <Input
            name="email"
            type="email"
            label="Your e-mail address"
            autocomplete="username"
            spellcheck={false}
            value={shown.typed ? text(shown.typed, 'email') : ''}
            error={errorOf(shown, 'email')}
          />
          <PasswordInput name="password" label="Password" error={errorOf(shown, 'password')} />
          <Input
            name="code"
            label="Code from your authenticator app"
            hint="Six figures. If the app is lost, one of your recovery codes: twelve figures."
            inputmode="numeric"
            autocomplete="one-time-code"
            width={20}
            error={errorOf(shown, 'code')}
          />
          <Button preventDoubleClick>Sign in</Button>
        </form>
      </div>
    )
  }),
  prepare: async incoming => {
    const email = emailOf(text(incoming.body, 'email'))
    return email === null ? { problem: noEmail } : checkPassword(incoming, email)
  },
  submit: async (_, { tx, body, who, prepared }) => {
    if (prepared && 'problem' in prepared) return { again: [{ field: 'email', what: prepared.problem }] }
    const person = who.id || null
    if (!prepared || !(await useCode(tx, prepared))) {
      await record(tx, { person, action: 'sign in by password', outcome: 'refused', reason: 'wrong password or code' })
      return { again: [{ field: 'email', what: wrong }] }
    }
    await record(tx, { person, action: 'sign in', reason: 'password and code', ids: [prepared.person] })
    return { signIn: prepared.person, go: ownPath(text(body, 'next')) }
  }
})
