import { record } from '../../audit/audit.ts'
import { inWords } from '../../guidance/dates.ts'
import type { OpenIdProvider } from '../../openid-providers.ts'
import { Button } from '../../ui/components/button.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { page } from '../../web/page.ts'
import { type Means, meansOf, signOutEverywhere } from '../account.ts'
import { joinedProviders } from '../openid/account.ts'

const recoveryWords = ({ hasAuthenticator, recoveryCodes }: Means): string => {
  if (!hasAuthenticator) return 'Set up an authenticator app first'
  return recoveryCodes === 0 ? 'None' : `${recoveryCodes} not used yet`
}

/** By what I sign in, and signing out of everything. */
export const accountPage = (providers: readonly OpenIdProvider[]) =>
  page({
    at: '/account',
    may: 'see own work',
    name: 'own account',
    quiet: true,
    load: async ({ tx, who }) => ({
      means: await meansOf(tx, who.email),
      joined: await joinedProviders(tx, providers)
    }),
    view: ({ means, joined }, { csrf, who }) => ({
      title: 'Your account',
      trail: [{ text: 'What you need to do', href: '/' }, { text: 'Your account' }],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-xl">Your account</h1>
          <SummaryList
            rows={[
              { key: 'Name', value: who?.name ?? '' },
              { key: 'E-mail address', value: means.email ?? 'None is known. Ask your Virtual School to add it.' },
              {
                key: 'Password',
                value: means.hasPassword ? 'Set' : 'Not set',
                actions: [
                  { text: means.hasPassword ? 'Change' : 'Set', href: '/account/password', hiddenText: 'password' }
                ]
              },
              {
                key: 'Authenticator app',
                value: means.hasAuthenticator ? 'Set up' : 'Not set up',
                actions: [
                  {
                    text: means.hasAuthenticator ? 'Replace' : 'Set up',
                    href: '/account/authenticator',
                    hiddenText: 'authenticator app'
                  }
                ]
              },
              {
                key: 'Recovery codes',
                value: recoveryWords(means),
                actions: means.hasAuthenticator
                  ? [{ text: 'Make new ones', href: '/account/recovery-codes', hiddenText: 'as recovery codes' }]
                  : []
              },
              ...means.passkeys.map(({ id, name, usedOn }) => ({
                key: 'Passkey',
                value: `${name}, ${usedOn ? `last used on ${inWords(usedOn)}` : 'not used yet'}`,
                actions: [{ text: 'Remove', href: `/account/passkeys/${id}`, hiddenText: `the passkey ${name}` }]
              })),
              {
                key: means.passkeys.length === 0 ? 'Passkey' : 'Another passkey',
                value: 'Signs you in by finger, face or PIN, with nothing to type',
                actions: [{ text: 'Add', href: '/account/passkey', hiddenText: 'a passkey' }]
              },
              ...joined.map(({ id, name }) => ({
                key: name,
                value: 'You can sign in there',
                actions: [{ text: 'Stop', href: `/account/with/${id}`, hiddenText: `signing in with ${name}` }]
              })),
              {
                key: 'Calendar',
                value: 'Your meetings in your own calendar',
                actions: [
                  { text: 'Set up or stop', href: '/account/calendar', hiddenText: 'your meetings in your calendar' }
                ]
              }
            ]}
          />
          <p class="govuk-body">
            {means.hasPassword && means.hasAuthenticator
              ? 'You can sign in with your password and a code, or with a link by e-mail.'
              : 'You sign in with a link by e-mail. To sign in with a password you need both: a password and an authenticator app.'}
          </p>
          <h2 class="govuk-heading-m">Sign out everywhere</h2>
          <p class="govuk-body">
            <a class="govuk-link" href="/account/sessions">
              See where you are signed in
            </a>{' '}
            and end one of them, or all at once.
          </p>
          <p class="govuk-body">Ends every session of yours, on this and on every other device.</p>
          <form method="post" action="/account">
            <input type="hidden" name="_csrf" value={csrf} />
            <Button kind="secondary">Sign out everywhere</Button>
          </form>
        </div>
      )
    }),
    submit: async (_, { tx, who }) => {
      await signOutEverywhere(tx, who.id)
      await record(tx, { person: who.id, action: 'sign out everywhere' })
      return { signOut: true, go: '/sign-out' }
    }
  })
