import { record } from '../../audit/audit.ts'
import { newId } from '../../db/id.ts'
import { isUuid } from '../../db/transaction.ts'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { codesFor, codesLeft, keepCodes } from '../recovery-codes.ts'

/** The codes are on the page only, and count from when their person has said that they have them. */
export const accountRecoveryCodesPage = page({
  at: '/account/recovery-codes',
  may: 'see own work',
  name: 'own recovery codes',
  freshly: true,
  quiet: true,
  load: async ({ tx, who, seal }) => {
    const word = newId()
    return { word, codes: codesFor(seal, who.id, word), left: await codesLeft(tx) }
  },
  view: ({ word, codes, left }, { csrf }) => ({
    title: 'Recovery codes',
    trail: [{ text: 'Your account', href: '/account' }, { text: 'Recovery codes' }],
    body: (
      <form method="post" action="/account/recovery-codes" class="reading">
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="word" value={word} />
        <h1 class="govuk-heading-l">Recovery codes</h1>
        <p class="govuk-body">
          If your authenticator app is lost, type one of these in place of its code. Each works once, together with your
          password.
        </p>
        <p class="govuk-body">
          <strong>They are shown this once.</strong> Print them, or put them into a password manager, before you go on.
          Do not keep them with your password.
        </p>
        <ul class="govuk-list recovery-codes">
          {codes.map(code => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        {left === 0 ? null : <p class="govuk-body">Your earlier codes, {left} of them unused, stop working.</p>}
        <div class="govuk-button-group">
          <Button preventDoubleClick>I have kept them</Button>
          <a class="govuk-link" href="/account">
            Cancel
          </a>
        </div>
      </form>
    )
  }),
  submit: async (_, { tx, who, body, seal }) => {
    const word = text(body, 'word')
    if (!isUuid(word)) return { again: [] }
    await keepCodes(tx, seal, who.id, word)
    await record(tx, { person: who.id, action: 'make own recovery codes' })
    return { go: '/account', done: 'Your recovery codes work from now on.' }
  }
})
