import type { OpenIdProvider } from '../../openid-providers.ts'
import { Button } from '../../ui/components/button.tsx'
import { page } from '../../web/page.ts'
import { refusals, whyOf } from '../openid/refusals.ts'

/** Why a sign-in by another house came to nothing. On record already: this only says it. */
export const signInRefusedPage = (providers: readonly OpenIdProvider[]) =>
  page({
    at: '/sign-in/with/:provider/refused/:why',
    may: 'anyone',
    name: 'sign-in refused',
    quiet: true,
    load: async ({ params }) => {
      const provider = providers.find(({ id }) => id === params.provider)
      const why = whyOf(params.why)
      return provider && why ? { provider, why } : null
    },
    view: ({ provider, why }) => {
      const { title, what, mend } = refusals[why]
      return {
        title: 'You are not signed in',
        bare: true,
        status: why === 'unreachable' ? 503 : 403,
        body: (
          <div class="reading">
            <h1 class="govuk-heading-xl">
              {provider.name} {title}
            </h1>
            <p class="govuk-body-l">{what}</p>
            <p class="govuk-body">{mend}</p>
            <div class="govuk-button-group">
              <Button href={`/sign-in/with/${provider.id}`}>Try again</Button>
              <a class="govuk-link" href="/sign-in">
                Sign in another way
              </a>
            </div>
          </div>
        )
      }
    }
  })
