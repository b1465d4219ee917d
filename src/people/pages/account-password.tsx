import { record } from '../../audit/audit.ts'
import { Button } from '../../ui/components/button.tsx'
import { PasswordInput } from '../../ui/components/password-input.tsx'
import { page } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { meansOf, prepareNewPassword, setPassword } from '../account.ts'
import { shortestPassword } from '../password.ts'

export const accountPasswordPage = page({
  at: '/account/password',
  may: 'see own work',
  name: 'own password',
  freshly: true,
  quiet: true,
  load: ({ tx, who }) => meansOf(tx, who.email),
  view: ({ email, hasPassword }, shown) => ({
    title: hasPassword ? 'Change your password' : 'Set a password',
    trail: [{ text: 'Your account', href: '/account' }, { text: 'Password' }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">{hasPassword ? 'Change your password' : 'Set a password'}</h1>
        <form method="post" action="/account/password" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          {/* Tells a password manager whose password it keeps. */}
          <input type="text" name="username" value={email ?? ''} autocomplete="username" readonly hidden />
          {hasPassword ? (
            <PasswordInput name="current" label="Your password of today" error={errorOf(shown, 'current')} />
          ) : null}
          <PasswordInput
            name="new"
            label="New password"
            hint={`${shortestPassword} characters or more. Three or four unrelated words are good. You may paste it. It does not run out.`}
            autocomplete="new-password"
            error={errorOf(shown, 'new')}
          />
          <div class="govuk-button-group">
            <Button preventDoubleClick>Save password</Button>
            <a class="govuk-link" href="/account">
              Cancel
            </a>
          </div>
        </form>
      </div>
    )
  }),
  prepare: prepareNewPassword,
  submit: async (_, { tx, who, prepared }) => {
    if ('problem' in prepared) return { again: [prepared.problem] }
    await setPassword(tx, who.id, prepared.hash)
    await record(tx, { person: who.id, action: 'set own password' })
    return { go: '/account', done: 'Your password is saved.' }
  }
})
