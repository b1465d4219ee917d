import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { page } from '../../web/page.ts'
import { findParked, type ParkedPost, throwParkedAway, typedWords } from '../parked-posts.ts'

interface Facts {
  readonly id: string
  /** Null where nothing of this person's is kept here. */
  readonly kept: ParkedPost | null
}

/** What was posted after the session had ended, offered back: it goes where it was meant to go, or is thrown away. */
export const parkedPostPage = (secret: string) =>
  page<Facts>({
    at: '/kept/:post',
    may: 'see own work',
    name: 'words kept after signing out',
    quiet: true,
    load: async ({ tx, params }) => {
      const id = params.post ?? ''
      return { id, kept: await findParked(tx, id, secret) }
    },
    view: ({ id, kept }, { csrf }) => ({
      title: kept ? 'What you typed is still here' : 'Nothing is kept here',
      trail: [{ text: 'What you need to do', href: '/' }, { text: 'What you typed' }],
      body: (
        <div class="reading">
          {kept ? (
            <>
              <h1 class="govuk-heading-l">What you typed is still here</h1>
              <p class="govuk-body">
                You were signed out before it could be saved. It is saved when you press “Save it now”.
              </p>
              {typedWords(kept).map(words => (
                <InsetText class="as-written">{words}</InsetText>
              ))}
              <form method="post" action={kept.path}>
                <input type="hidden" name="_csrf" value={csrf} />
                {Object.entries(kept.body).flatMap(([name, value]) =>
                  [value].flat().map(one => <input type="hidden" name={name} value={one} />)
                )}
                <Button preventDoubleClick>Save it now</Button>
              </form>
              <form method="post" action={`/kept/${id}`}>
                <input type="hidden" name="_csrf" value={csrf} />
                <Button kind="secondary">Throw it away</Button>
              </form>
            </>
          ) : (
            <>
              <h1 class="govuk-heading-l">Nothing is kept here</h1>
              <p class="govuk-body">
                What is typed after signing out is kept for 24 hours, and only for the person who typed it.
              </p>
              <p class="govuk-body">
                <a class="govuk-link" href="/">
                  What you need to do
                </a>
              </p>
            </>
          )}
        </div>
      )
    }),
    submit: async ({ id }, { tx }) => {
      await throwParkedAway(tx, id)
      return { go: '/', done: 'What you typed is thrown away.' }
    }
  })
