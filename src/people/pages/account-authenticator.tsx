import { record } from '../../audit/audit.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { setAuthenticator } from '../account.ts'
import { isKey, keyAddress, newKey } from '../authenticator.ts'
import { QrCode } from '../qr-code.tsx'

const inFours = (key: string): string => key.match(/.{1,4}/g)?.join(' ') ?? key

/** The key is on the page only, until a code made with it comes back. */
export const accountAuthenticatorPage = (secret: string) =>
  page({
    at: '/account/authenticator',
    may: 'see own work',
    name: 'own authenticator',
    freshly: true,
    quiet: true,
    load: async () => ({}),
    view: (_, shown) => {
      const typed = shown.typed ? text(shown.typed, 'key') : ''
      const key = isKey(typed) ? typed : newKey()
      return {
        title: 'Set up an authenticator app',
        trail: [{ text: 'Your account', href: '/account' }, { text: 'Authenticator app' }],
        body: (
          <div class="reading">
            <h1 class="govuk-heading-l">Set up an authenticator app</h1>
            <p class="govuk-body">
              An authenticator app on your telephone or computer makes a new code every 30 seconds. Your council may
              have chosen one for you; password managers can do it too.
            </p>
            <ol class="govuk-list govuk-list--number">
              <li>
                <p class="govuk-body">Scan this picture with the app, or type the key into it.</p>
                <QrCode words={keyAddress(key, shown.who?.email ?? shown.who?.name ?? 'account')} />
                <p class="govuk-body">
                  Key: <code class="key">{inFours(key)}</code>
                </p>
              </li>
              <li>Enter the code that the app shows now.</li>
            </ol>
            <form method="post" action="/account/authenticator" novalidate>
              <input type="hidden" name="_csrf" value={shown.csrf} />
              <input type="hidden" name="key" value={key} />
              <Input
                name="code"
                label="Code"
                hint="Six figures"
                inputmode="numeric"
                autocomplete="one-time-code"
                width={10}
                error={errorOf(shown, 'code')}
              />
              <div class="govuk-button-group">
                <Button preventDoubleClick>Finish</Button>
                <a class="govuk-link" href="/account">
                  Cancel
                </a>
              </div>
            </form>
          </div>
        )
      }
    },
    submit: async (_, { tx, who, body, now }) => {
      const typed = { key: text(body, 'key'), code: text(body, 'code'), secret, now }
      if (!(await setAuthenticator(tx, who.id, typed)))
        return {
          again: [{ field: 'code', what: 'This is not the code of now. Wait for the next code and enter that.' }]
        }
      await record(tx, { person: who.id, action: 'set up own authenticator' })
      return { go: '/account', done: 'Your authenticator app is set up.' }
    }
  })
