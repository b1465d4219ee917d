import { record } from '../../audit/audit.ts'
import { unknownLink } from '../../people/one-time-link.ts'
import { Button } from '../../ui/components/button.tsx'
import { page } from '../../web/page.ts'
import { ChildFooter } from '../child-footer.tsx'
import { findLink, type Link, linkDays, pathOf, startByLink } from '../links.ts'

const about = {
  child: 'your plan for school. It is called a Personal Education Plan. What you think matters.',
  carer:
    'the school plan of the child who lives with you. It is called a Personal Education Plan. You know the child day to day, so what you say matters.',
  parent:
    'your child’s plan for school. It is called a Personal Education Plan. What you know about your child matters.',
  'social-worker': 'a Personal Education Plan.'
} as const
const ended = {
  used: { title: 'You have already used this link', words: 'Your answers have reached them. Thank you.' },
  expired: {
    title: 'This link has ended',
    words: `A link works until ${linkDays} days after the meeting, to keep what is written safe.`
  },
  revoked: { title: 'This link is no longer in use', words: 'A newer link was sent, or something has changed since.' }
} as const

/** Opens a private link: it says who asks and why. Only pressing Start uses it: machines that look at e-mails press nothing. */
export const linkPage = page({
  at: '/views/:token',
  may: 'anyone',
  name: 'private link',
  quiet: true,
  load: async ({ tx, params }) => ({ link: await findLink(tx, params.token ?? '') }),
  refuses: ({ link }) => refusalOf(link),
  view: ({ link }, { csrf }) => {
    if (link?.state !== 'good') {
      const { title, words } = link ? ended[link.state] : unknownLink
      return {
        title,
        bare: true,
        ...(link?.party === 'child' ? { footer: <ChildFooter /> } : {}),
        status: link ? 410 : 404,
        body: (
          <div class="reading voice">
            <h1 class="govuk-heading-l">{title}</h1>
            <p class="govuk-body-l">{words}</p>
            <p class="govuk-body-l">
              {link?.state === 'used' ? 'If you want to say more' : 'To say what you think'}, ask{' '}
              {link ? `${link.askedBy} at ${link.council}` : 'the social worker'} for a new link.
            </p>
          </div>
        )
      }
    }
    return {
      title: 'Tell us what you think',
      bare: true,
      ...(link.party === 'child' ? { footer: <ChildFooter /> } : {}),
      body: (
        <div class="reading voice">
          <h1 class="govuk-heading-xl">Tell us what you think</h1>
          <p class="govuk-body-l">
            {link.askedBy} at {link.council} asks you about {about[link.party]}
          </p>
          <p class="govuk-body-l">There are a few questions. You can skip any of them. It takes about ten minutes.</p>
          <form method="post">
            <input type="hidden" name="_csrf" value={csrf} />
            <Button class="voice__go" preventDoubleClick>
              Start
            </Button>
          </form>
          <p class="govuk-body">This link is for you only. Do not pass it on.</p>
        </div>
      )
    }
  },
  submit: async ({ link }, { tx, who }) => {
    if (link?.state !== 'good') {
      await record(tx, { person: who.id || null, action: 'private link', ...refusalOf(link), outcome: 'refused' })
      return { again: [] }
    }
    return { session: await startByLink(tx, link), go: pathOf(link) }
  }
})

function refusalOf(link: Link | null) {
  if (!link || link.state === 'good') return null
  return { reason: ended[link.state].title, pepId: link.pepId, ids: [link.personId] }
}

const ending = (query: Readonly<Record<string, string>>) => ({ said: query.said !== 'nothing' })

export const thankYouPage = page<{ said: boolean }>({
  at: '/views/thank-you',
  may: 'anyone',
  name: 'thank you for your views',
  quiet: true,
  load: async ({ query }) => ending(query),
  view: ({ said }) => ({
    title: 'Thank you',
    bare: true,
    body: (
      <div class="reading voice">
        <h1 class="govuk-heading-xl">Thank you</h1>
        {said ? (
          <>
            <p class="govuk-body-l">What you said is saved. The social worker and the school have been told today.</p>
            <p class="govuk-body-l">
              It will be talked about at the meeting and it goes into the plan. You can close this page.
            </p>
          </>
        ) : (
          <p class="govuk-body-l">
            You wrote nothing, so nothing is saved. If you want to say something after all, ask for a new link or
            telephone the social worker. You can close this page.
          </p>
        )}
      </div>
    )
  })
})

/** The same for the child, in their words. */
export const childFinishedPage = page<{ said: boolean }>({
  at: '/views/finished',
  may: 'anyone',
  name: 'the child has finished',
  quiet: true,
  load: async ({ query }) => ending(query),
  view: ({ said }) => ({
    title: 'Finished',
    bare: true,
    footer: <ChildFooter />,
    body: (
      <div class="reading voice">
        <h1 class="govuk-heading-xl">{said ? 'Thank you' : 'You have finished'}</h1>
        <p class="govuk-body-l">
          {said
            ? 'Your words are saved. Your social worker and your school know that you have answered.'
            : 'There are no words from you. That is fine. You can still tell a grown-up you trust.'}
        </p>
        <p class="govuk-body-l">You can close this page.</p>
      </div>
    )
  })
})
