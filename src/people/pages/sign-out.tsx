import { record } from '../../audit/audit.ts'
import { page } from '../../web/page.ts'
import { closeSessionBy } from '../session.ts'

export const signOutPage = page({
  at: '/sign-out',
  may: 'anyone',
  endsPreview: true,
  name: 'sign out',
  quiet: true,
  load: async () => ({}),
  view: () => ({
    title: 'You are signed out',
    bare: true,
    body: (
      <div class="reading">
        <h1 class="govuk-heading-xl">You are signed out</h1>
        <p class="govuk-body">
          <a class="govuk-link" href="/sign-in">
            Sign in again
          </a>
        </p>
      </div>
    )
  }),
  submit: async (_, { tx, who, session }) => {
    if (session) {
      await record(tx, { person: who.id, action: 'sign out' })
      await closeSessionBy(tx, session)
    }
    return { signOut: true, go: '/sign-out' }
  }
})
