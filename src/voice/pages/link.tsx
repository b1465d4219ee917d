import { record } from '../../audit/audit.ts'
import { english } from '../../languages/english.ts'
import { LanguageTop, pageIn } from '../../languages/page-in.tsx'
import { chooseLanguageByLink, type Reading, readingByLink } from '../../languages/reading.ts'
import { unknownLink } from '../../people/one-time-link.ts'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { page, type View } from '../../web/page.ts'
import { ChildFooter } from '../child-footer.tsx'
import { findLink, type Link, linkDays, pathOf, startByLink } from '../links.ts'
import { parting } from '../parting.ts'

const ended = { used: 'link.used', expired: 'link.expired', revoked: 'link.revoked' } as const
const endedWords = { used: 'link.usedWords', expired: 'link.expiredWords', revoked: 'link.revokedWords' } as const
const about = {
  child: 'link.child',
  carer: 'link.carer',
  parent: 'link.parent',
  'social-worker': 'link.carer'
} as const

interface Loaded {
  readonly link: Link | null
  readonly reading: Reading
}

/** Opens a private link: it says who asks and why. Only pressing Start uses it: machines that look at e-mails press nothing. */
export const linkPage = page<Loaded>({
  at: '/views/:token',
  may: 'anyone',
  name: 'private link',
  quiet: true,
  load: async ask => {
    const token = ask.params.token ?? ''
    return { link: await findLink(ask.tx, token), reading: await readingByLink(ask, token) }
  },
  refuses: ({ link }) => refusalOf(link),
  view: ({ link, reading }, { csrf }) => {
    if (!link) return unknown
    const { say } = reading
    const asker = { who: link.askedBy, council: link.council }
    const frame = { bare: true, ...(link.party === 'child' ? { footer: <ChildFooter say={say} /> } : {}) }
    if (link.state !== 'good')
      return pageIn(reading, {
        ...frame,
        title: say.text(ended[link.state]),
        status: 410,
        body: (
          <div class="reading voice">
            <h1 class="govuk-heading-l">{say(ended[link.state])}</h1>
            <p class="govuk-body-l">{say(endedWords[link.state], { days: linkDays })}</p>
            <p class="govuk-body-l">{say(link.state === 'used' ? 'link.more' : 'link.anew', asker)}</p>
          </div>
        )
      })
    return pageIn(reading, {
      ...frame,
      title: say.text('link.title'),
      body: (
        <div class="reading voice">
          <LanguageTop reading={reading} csrf={csrf} />
          <h1 class="govuk-heading-xl">{say('link.title')}</h1>
          <p class="govuk-body-l">{say(about[link.party], asker)}</p>
          <p class="govuk-body-l">{say('link.few')}</p>
          <form method="post">
            <input type="hidden" name="_csrf" value={csrf} />
            <Button class="voice__go" preventDoubleClick>
              {say('start.begin')}
            </Button>
          </form>
          <p class="govuk-body">{say('frame.only')}</p>
        </div>
      )
    })
  },
  submit: async ({ link, reading }, { tx, who, body, params }) => {
    if (link?.state !== 'good') {
      await record(tx, { person: who.id || null, action: 'private link', ...refusalOf(link), outcome: 'refused' })
      return { again: [] }
    }
    const language = text(body, 'language')
    if (language === '') return { session: await startByLink(tx, link), go: pathOf(link) }
    if (await chooseLanguageByLink(tx, params.token ?? '', reading, language)) return { go: `/views/${params.token}` }
    return { again: [{ field: 'main-content', what: reading.say.text('problem.language') }] }
  }
})

function refusalOf(link: Link | null) {
  if (!link || link.state === 'good') return null
  return { reason: english[ended[link.state]], pepId: link.pepId, ids: [link.personId] }
}

/** Nobody knows whose it is, so it is in English. */
const unknown: View = {
  title: unknownLink.title,
  bare: true,
  status: 404,
  body: (
    <div class="reading voice">
      <h1 class="govuk-heading-l">{unknownLink.title}</h1>
      <p class="govuk-body-l">{unknownLink.words}</p>
      <p class="govuk-body-l">To say what you think, ask the social worker for a new link.</p>
    </div>
  )
}

interface Parting {
  readonly said: boolean
  readonly reading: Reading
}

export const thankYouPage = page<Parting>({
  at: '/views/thank-you',
  may: 'anyone',
  name: 'thank you for your views',
  quiet: true,
  load: async ask => parting(ask),
  view: ({ said, reading }) =>
    pageIn(reading, {
      title: reading.say.text('frame.thanks'),
      bare: true,
      body: (
        <div class="reading voice">
          <h1 class="govuk-heading-xl">{reading.say('frame.thanks')}</h1>
          {said ? (
            <>
              <p class="govuk-body-l">{reading.say('part.told')}</p>
              <p class="govuk-body-l">{reading.say('part.next')}</p>
            </>
          ) : (
            <p class="govuk-body-l">{reading.say('part.nothingYet')}</p>
          )}
        </div>
      )
    })
})

/** The same for the child, in their words. */
export const childFinishedPage = page<Parting>({
  at: '/views/finished',
  may: 'anyone',
  name: 'the child has finished',
  quiet: true,
  load: async ask => parting(ask),
  view: ({ said, reading }) =>
    pageIn(reading, {
      title: reading.say.text('finished.title'),
      bare: true,
      footer: <ChildFooter say={reading.say} />,
      body: (
        <div class="reading voice">
          <h1 class="govuk-heading-xl">{reading.say(said ? 'frame.thanks' : 'finished.none')}</h1>
          <p class="govuk-body-l">{reading.say(said ? 'finished.saved' : 'finished.noWords')}</p>
          <p class="govuk-body-l">{reading.say('frame.close')}</p>
        </div>
      )
    })
})
