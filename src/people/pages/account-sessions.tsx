import { record } from '../../audit/audit.ts'
import { isUuid } from '../../db/transaction.ts'
import { momentInWords } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { type Ask, page } from '../../web/page.ts'
import { endOwnSessions, ownSessions } from '../sessions.ts'

const currentOf = ({ session }: Ask): Buffer => session ?? Buffer.alloc(0)

/** Where one is signed in: each browser in plain words, and its end. */
export const accountSessionsPage = page({
  at: '/account/sessions',
  may: 'see own work',
  name: 'own sessions',
  quiet: true,
  load: ask => ownSessions(ask.tx, currentOf(ask)),
  view: (sessions, { csrf }) => ({
    title: 'Where you are signed in',
    trail: [{ text: 'Your account', href: '/account' }, { text: 'Where you are signed in' }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Where you are signed in</h1>
        <p class="govuk-body">
          You do not know one of them? End it, and change your password if you have one. Where you were is not kept.
        </p>
        {sessions.map(({ id, browser, opened, seen, isThis }) => (
          <section class="own-session">
            <h2 class="govuk-heading-s">{isThis ? `${browser}: this one` : browser}</h2>
            <p class="govuk-body">
              Signed in on {momentInWords(opened)}. Last used on {momentInWords(seen)}.
            </p>
            {isThis ? null : (
              <form method="post" action="/account/sessions">
                <input type="hidden" name="_csrf" value={csrf} />
                <Button kind="secondary" name="session" value={id} label={`End this: ${browser}`}>
                  End this
                </Button>
              </form>
            )}
          </section>
        ))}
        {sessions.length < 2 ? (
          <p class="govuk-body">You are signed in nowhere else.</p>
        ) : (
          <form method="post" action="/account/sessions">
            <input type="hidden" name="_csrf" value={csrf} />
            <Button kind="warning" name="session" value="others">
              End all others
            </Button>
          </form>
        )}
      </div>
    )
  }),
  submit: async (_, ask) => {
    const { tx, who, body } = ask
    const which = text(body, 'session')
    if (which !== 'others' && !isUuid(which)) return { again: [] }
    const ended = await endOwnSessions(tx, which === 'others' ? null : which, currentOf(ask))
    await record(tx, { person: who.id, action: 'end own sessions', payload: { ended } })
    return { go: '/account/sessions', done: ended === 1 ? 'One session is ended.' : `${ended} sessions are ended.` }
  }
})
