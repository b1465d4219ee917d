import { record } from '../../audit/audit.ts'
import { isUuid } from '../../db/transaction.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { PasskeyForm } from '../passkeys/passkey-form.tsx'
import { deleteMyPasskey, readMyPasskeys } from '../passkeys/passkeys.queries.ts'
import { addPasskey, optionsToAdd, proveNew } from '../passkeys/passkeys.ts'

export const accountPasskeyPage = page({
  at: '/account/passkey',
  may: 'see own work',
  name: 'add own passkey',
  freshly: true,
  quiet: true,
  load: optionsToAdd,
  view: (options, shown) => ({
    title: 'Add a passkey',
    trail: [{ text: 'Your account', href: '/account' }, { text: 'Add a passkey' }],
    scripts: ['passkey.js'],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Add a passkey</h1>
        <p class="govuk-body">
          A passkey signs you in with your finger, your face or the PIN of your device. There is nothing to remember and
          nothing to type, and it does not work on a page that only looks like this one.
        </p>
        <PasskeyForm
          shown={shown}
          does="add"
          options={options}
          button="Add a passkey"
          missing={
            <p class="govuk-body">
              This browser cannot make a passkey. You can go on signing in with a link by e-mail, or with a password and
              a code.
            </p>
          }
        >
          <Input
            name="name"
            label="What do you call this device?"
            hint="So that you know it again, for example work laptop."
            autocomplete="off"
            value={shown.typed ? text(shown.typed, 'name') : ''}
          />
        </PasskeyForm>
        <p class="govuk-body">
          <a class="govuk-link" href="/account">
            Back to your account
          </a>
        </p>
      </div>
    )
  }),
  prepare: proveNew,
  submit: async (_, { tx, who, prepared }) => {
    if (!prepared || !(await addPasskey(tx, prepared)))
      return {
        again: [
          { field: 'answer', what: 'The passkey was not added: it took too long, or is added already. Try again.' }
        ]
      }
    await record(tx, { person: who.id, action: 'add own passkey', ids: [prepared.key.id] })
    return { go: '/account', done: 'Your passkey is added. You can sign in with it from now on.' }
  }
})

export const accountPasskeyRemovePage = page({
  at: '/account/passkeys/:passkey',
  may: 'see own work',
  name: 'remove own passkey',
  freshly: true,
  quiet: true,
  load: async ({ tx, params }) =>
    isUuid(params.passkey ?? '') ? ((await readMyPasskeys(tx)).find(({ id }) => id === params.passkey) ?? null) : null,
  view: ({ name }, { csrf, path }) => ({
    title: `Remove the passkey “${name}”`,
    trail: [{ text: 'Your account', href: '/account' }, { text: 'Remove a passkey' }],
    body: (
      <form method="post" action={path} class="reading">
        <input type="hidden" name="_csrf" value={csrf} />
        <h1 class="govuk-heading-l">Remove the passkey “{name}”</h1>
        <p class="govuk-body">
          It does not sign in any more. Your device may go on offering it: delete it in the device’s settings as well.
          You can always sign in with a link by e-mail.
        </p>
        <div class="govuk-button-group">
          <Button kind="warning">Remove</Button>
          <a class="govuk-link" href="/account">
            Cancel
          </a>
        </div>
      </form>
    )
  }),
  submit: async ({ id, name }, { tx, who }) => {
    await deleteMyPasskey(tx, id)
    await record(tx, { person: who.id, action: 'remove own passkey', ids: [id] })
    return { go: '/account', done: `The passkey “${name}” is removed.` }
  }
})
