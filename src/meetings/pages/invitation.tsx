import { inWords } from '../../guidance/dates.ts'
import { isInvitationAnswer } from '../../guidance/invitations.ts'
import { withCommas } from '../../guidance/numbers.ts'
import { unknownLink } from '../../people/one-time-link.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { page, type Shown, type View } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { answerInvitation, invitationByLink, type LinkedInvitation } from '../answering.ts'
import { AskTheSchool, endedLink } from './by-link.tsx'

interface Loaded {
  readonly token: string
  readonly invitation: LinkedInvitation | null
}

const ended = {
  gone: {
    title: 'You do not need to come',
    words: 'The meeting will not take place, or you are no longer needed at it.'
  },
  over: { title: 'This meeting is over', words: 'Its day has passed, so the invitation cannot be answered any more.' }
} as const
const said = {
  accepted: 'You said that you will come.',
  declined: 'You said that you cannot come.',
  'views-instead': 'You said that you send your views instead of coming.'
} as const
const longest = 4000

/** Coming, not coming, or views instead, by a private link: no account, nobody's name. Looking changes nothing. */
export const invitationPage = page<Loaded>({
  at: '/invitations/:token',
  may: 'anyone',
  name: 'answer an invitation',
  quiet: true,
  load: async ({ tx, params }) => {
    const token = params.token ?? ''
    return { token, invitation: await invitationByLink(tx, token) }
  },
  view: ({ invitation }, shown) =>
    invitation?.state === 'open' ? openInvitation(invitation, shown) : endedInvitation(invitation),
  submit: async ({ token }, { tx, body, now, origin }) => {
    const answer = text(body, 'answer')
    if (!isInvitationAnswer(answer)) return { again: [{ field: 'answer', what: 'Choose one of the three answers.' }] }
    const field = answer === 'views-instead' ? 'views' : 'why'
    const words = answer === 'accepted' ? null : written(body, field) || null
    if (words && words.length > longest)
      return { again: [{ field, what: `Shorten this to ${withCommas(longest)} characters.` }] }
    const refused = await answerInvitation(tx, token, { answer, words }, { now, origin })
    return refused ?? { go: `/invitations/${token}`, done: `Thank you. ${said[answer]}` }
  }
})

const endedInvitation = (invitation: LinkedInvitation | null): View =>
  endedLink({
    ...(invitation && invitation.state !== 'open' ? ended[invitation.state] : unknownLink),
    school: invitation?.school ?? null
  })

function openInvitation(invitation: LinkedInvitation, shown: Shown): View {
  const { on, at, where, answer, answerWords } = invitation
  const words = (of: typeof answer) => (answer === of ? answerWords : null)
  return {
    title: 'Can you come to this meeting?',
    bare: true,
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Can you come to this meeting?</h1>
        <p class="govuk-body">
          You are invited to a Personal Education Plan meeting. To keep children safe this page names nobody.
        </p>
        <SummaryList
          rows={[
            { key: 'When', value: `${on ? inWords(on) : ''}${at ? ` at ${at}` : ''}` },
            ...(where.withheld
              ? [{ key: 'Where', value: 'The social worker will tell you how to take part.' }]
              : [
                  ...(where.place ? [{ key: 'Where', value: where.place }] : []),
                  ...(where.link
                    ? [
                        {
                          key: 'Join by',
                          value: (
                            <a class="govuk-link" href={where.link}>
                              {where.link}
                            </a>
                          )
                        }
                      ]
                    : [])
                ])
          ]}
        />
        {answer ? <InsetText>{said[answer]} You can change this until the meeting.</InsetText> : null}
        <form method="post" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          <Radios
            name="answer"
            legend="Your answer"
            legendSize="m"
            items={[
              { value: 'accepted', text: 'I will come' },
              { value: 'declined', text: 'I cannot come' },
              { value: 'views-instead', text: 'I will send my views instead' }
            ]}
            value={typedOr(shown, 'answer', answer)}
            error={errorOf(shown, 'answer')}
          />
          <Textarea
            name="why"
            label="If you cannot come: why, and which day would suit you better? (optional)"
            hint="Do not write a child’s name."
            rows={3}
            spellcheck
            value={typedOr(shown, 'why', words('declined'))}
            error={errorOf(shown, 'why')}
          />
          <Textarea
            name="views"
            label="If you send your views: what should the meeting hear?"
            hint="What goes well, what worries you, what would help. You can come back and write it later, until the meeting. Do not write a child’s name."
            rows={6}
            spellcheck
            value={typedOr(shown, 'views', words('views-instead'))}
            error={errorOf(shown, 'views')}
          />
          <Button preventDoubleClick>Send my answer</Button>
        </form>
        <p class="govuk-body">This link is for you only. Do not pass it on.</p>
        <AskTheSchool school={invitation.school} />
      </div>
    )
  }
}
