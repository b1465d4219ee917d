import { record } from '../../audit/audit.ts'
import type { OpenIdProvider } from '../../openid-providers.ts'
import { Button } from '../../ui/components/button.tsx'
import { page } from '../../web/page.ts'
import { joinedProviders } from '../openid/account.ts'
import { deleteMyOpenIdLink } from '../openid/openid.queries.ts'

/** Parts one's account from the sign-in of another house. */
export const accountProviderPage = (providers: readonly OpenIdProvider[]) =>
  page({
    at: '/account/with/:provider',
    may: 'see own work',
    name: 'own sign-in elsewhere',
    freshly: true,
    quiet: true,
    load: async ({ tx, params }) =>
      (await joinedProviders(tx, providers)).find(({ id }) => id === params.provider) ?? null,
    view: ({ id, name }, { csrf }) => ({
      title: `Stop signing in with ${name}`,
      trail: [{ text: 'Your account', href: '/account' }, { text: name }],
      body: (
        <form method="post" action={`/account/with/${id}`} class="reading">
          <input type="hidden" name="_csrf" value={csrf} />
          <h1 class="govuk-heading-l">Stop signing in with {name}</h1>
          <p class="govuk-body">
            Whoever signs in there as you is not let in here any more, until an account there with your e-mail address
            is used anew. You can always sign in with a link by e-mail.
          </p>
          <div class="govuk-button-group">
            <Button kind="warning">Stop</Button>
            <a class="govuk-link" href="/account">
              Cancel
            </a>
          </div>
        </form>
      )
    }),
    submit: async ({ name, issuer }, { tx, who }) => {
      await deleteMyOpenIdLink(tx, issuer)
      await record(tx, { person: who.id, action: 'part own account from another sign-in', reason: name })
      return { go: '/account', done: `You do not sign in with ${name} any more.` }
    }
  })
