import { record } from '../../audit/audit.ts'
import { Button } from '../../ui/components/button.tsx'
import { page } from '../../web/page.ts'
import { wake } from '../dormant.queries.ts'
import type { SignInLink } from '../sign-in.ts'
import { linkMinutes, signInLink, useSignInLink } from '../sign-in.ts'

const why: Record<Exclude<SignInLink['state'], 'good'>, string> = {
  used: 'This link was used already. A link works once.',
  expired: `This link is too old. A link works for ${linkMinutes} minutes.`,
  revoked: 'This link was stopped.',
  unknown: 'We do not know this link. Perhaps part of it is missing: some programs break long links in two.'
}

/** From the e-mail. Looking changes nothing, since mail scanners follow links; the button signs in. */
export const signInLinkPage = page({
  at: '/sign-in/link/:token',
  may: 'anyone',
  name: 'sign in by link',
  quiet: true,
  load: ({ tx, params }) => signInLink(tx, params.token ?? ''),
  refuses: ({ state }) => (state === 'good' || state === 'unknown' ? null : { reason: why[state] }),
  view: ({ state, next }, { csrf, path }) => ({
    title: state === 'good' ? 'Sign in' : 'This link does not work',
    bare: true,
    status: state === 'good' ? 200 : 410,
    body:
      state === 'good' ? (
        <div class="reading">
          <h1 class="govuk-heading-xl">Sign in to Open PEP</h1>
          <form method="post" action={path}>
            <input type="hidden" name="_csrf" value={csrf} />
            <Button preventDoubleClick>Sign in</Button>
          </form>
        </div>
      ) : (
        <div class="reading">
          <h1 class="govuk-heading-xl">This link does not work</h1>
          <p class="govuk-body-l">{why[state]}</p>
          <p class="govuk-body">Nothing is lost: what was saved is there when you sign in.</p>
          <Button href={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`}>
            Ask for a new link
          </Button>
        </div>
      )
  }),
  submit: async (link, { tx, params, who }) => {
    const person = await useSignInLink(tx, params.token ?? '')
    if (!person) {
      const reason = link.state === 'good' ? why.used : why[link.state]
      await record(tx, { person: who.id || null, action: 'sign in by link', outcome: 'refused', reason })
      return { again: [] }
    }
    if (await wake(tx, person))
      await record(tx, { person: who.id || null, action: 'come back to a suspended account', ids: [person] })
    await record(tx, { person: who.id || null, action: 'sign in', reason: 'link by e-mail', ids: [person] })
    return { signIn: person, go: link.next }
  }
})
