import type { Config } from '../../config.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { text } from '../../web/forms.ts'
import { page, type Shown } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { ownPath } from '../own-path.ts'
import { askForLink, emailOf, linkMinutes } from '../sign-in.ts'
import { tooMany } from '../throttle.ts'

/** The way on after signing in, as an address's end. */
function andNext(next: string, again = false): string {
  const query = new URLSearchParams({ ...(next === '/' ? {} : { next }), ...(again ? { again: 'yes' } : {}) })
  return query.size === 0 ? '' : `?${query}`
}
export const wayOn = ({ typed, query }: Shown): string => ownPath(typed ? text(typed, 'next') : query.next)
export const noEmail = 'Enter your e-mail address, for example name@school.example'

/** By a link in an e-mail. */
export const signInPage = ({ mode, openId }: Pick<Config, 'mode' | 'openId'>) =>
  page({
    at: '/sign-in',
    may: 'anyone',
    name: 'sign in',
    quiet: true,
    load: async () => ({}),
    view: (_, shown) => ({
      title: 'Sign in',
      bare: true,
      body: (
        <div class="reading">
          <h1 class="govuk-heading-xl">Sign in</h1>
          {shown.query.again === undefined ? null : (
            <InsetText>
              For exports, permissions and the ways to sign in we ask you to sign in again, since you last did so more
              than 15 minutes ago. You come back to where you were.
            </InsetText>
          )}
          {wayOn(shown) === '/parked' ? (
            <InsetText>
              You were signed out before this was saved. What you wrote is kept for 24 hours, for you only: sign in
              again, and you can save it.
            </InsetText>
          ) : null}
          {mode === 'demo' ? (
            <p class="govuk-inset-text">
              This is a demonstration:{' '}
              <a class="govuk-link" href={`/demo${andNext(wayOn(shown))}`}>
                choose who to be
              </a>
              .
            </p>
          ) : null}
          <form method="post" action="/sign-in" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <input type="hidden" name="next" value={wayOn(shown)} />
            <Input
              name="email"
              type="email"
              label="Your e-mail address"
              hint="We send you a link to sign in. It works once."
              autocomplete="username"
              spellcheck={false}
              value={shown.typed ? text(shown.typed, 'email') : ''}
              error={errorOf(shown, 'email')}
            />
            <Button preventDoubleClick>E-mail me a link</Button>
          </form>
          <p class="govuk-body">
            <a class="govuk-link" href={`/sign-in/passkey${andNext(wayOn(shown))}`}>
              Sign in with a passkey
            </a>
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href={`/sign-in/password${andNext(wayOn(shown))}`}>
              Sign in with a password and a code
            </a>
          </p>
          {openId.length === 0 ? null : (
            <section aria-labelledby="elsewhere">
              <h2 class="govuk-heading-m" id="elsewhere">
                Sign in with your council or school
              </h2>
              {openId.map(({ id, name }) => (
                <p class="govuk-body">
                  <a
                    class="govuk-link"
                    href={`/sign-in/with/${id}${andNext(wayOn(shown), shown.query.again !== undefined)}`}
                  >
                    {name}
                  </a>
                </p>
              ))}
            </section>
          )}
          <p class="govuk-body">
            You have no account? Accounts are made by the Virtual School of your council. Ask them to invite you.
          </p>
        </div>
      )
    }),
    prepare: async ({ service, address, body }) => {
      const email = emailOf(text(body, 'email'))
      return email === null ? noEmail : tooMany(service, 'link', email, address)
    },
    submit: async (_, { tx, body, prepared: problem }) => {
      const email = emailOf(text(body, 'email'))
      if (problem || email === null) return { again: [{ field: 'email', what: problem ?? noEmail }] }
      await askForLink(tx, email, text(body, 'next'))
      return { go: '/sign-in/sent' }
    }
  })

export const linkSentPage = page({
  at: '/sign-in/sent',
  may: 'anyone',
  name: 'sign-in link sent',
  quiet: true,
  load: async () => ({}),
  view: () => ({
    title: 'Look in your e-mail',
    bare: true,
    body: (
      <div class="reading">
        <h1 class="govuk-heading-xl">Look in your e-mail</h1>
        <p class="govuk-body-l">
          If this address has an account, a link is on its way. It works once, for {linkMinutes} minutes.
        </p>
        <p class="govuk-body">
          Nothing after a few minutes? Look in the folder for junk, check that it is the address that your Virtual
          School knows, and{' '}
          <a class="govuk-link" href="/sign-in">
            ask again
          </a>
          .
        </p>
      </div>
    )
  })
})
