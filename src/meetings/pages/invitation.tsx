import { type InvitationAnswer, isInvitationAnswer } from '../../guidance/invitations.ts'
import { withCommas } from '../../guidance/numbers.ts'
import type { Key } from '../../languages/english.ts'
import { LanguageTop, pageIn } from '../../languages/page-in.tsx'
import { chooseLanguageByLink, type Reading, readingByLink } from '../../languages/reading.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { page, type Shown, type View } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { answerInvitation, invitationByLink, type LinkedInvitation } from '../answering.ts'
import { AskTheSchool, endedLink, unknownByLink } from './by-link.tsx'

interface Loaded {
  readonly token: string
  readonly invitation: LinkedInvitation | null
  readonly reading: Reading
}

const said: Readonly<Record<InvitationAnswer, Key>> = {
  accepted: 'invite.saidAccepted',
  declined: 'invite.saidDeclined',
  'views-instead': 'invite.saidViews'
}
const longest = 4000

/** Coming, not coming, or views instead, by a private link: no account, nobody's name. Looking changes nothing. */
export const invitationPage = page<Loaded>({
  at: '/invitations/:token',
  may: 'anyone',
  name: 'answer an invitation',
  quiet: true,
  load: async ask => {
    const token = ask.params.token ?? ''
    return { token, invitation: await invitationByLink(ask.tx, token), reading: await readingByLink(ask, token) }
  },
  view: ({ invitation, reading }, shown) => {
    if (!invitation) return unknownByLink()
    return invitation.state === 'open'
      ? openInvitation(invitation, reading, shown)
      : endedLink(reading, {
          title: reading.say.text(`invite.${invitation.state}`),
          words: reading.say.text(`invite.${invitation.state}Words`),
          school: invitation.school
        })
  },
  submit: async ({ token, reading }, { tx, body, now, origin }) => {
    const { say } = reading
    const language = text(body, 'language')
    if (language) {
      const chosen = await chooseLanguageByLink(tx, token, reading, language)
      return { again: chosen ? [] : [{ field: 'main-content', what: say.text('problem.language') }] }
    }
    const answer = text(body, 'answer')
    if (!isInvitationAnswer(answer)) return { again: [{ field: 'answer', what: say.text('invite.choose') }] }
    const field = answer === 'views-instead' ? 'views' : 'why'
    const words = answer === 'accepted' ? null : written(body, field) || null
    if (words && words.length > longest)
      return { again: [{ field, what: say.text('invite.tooLong', { most: withCommas(longest) }) }] }
    const refused = await answerInvitation(tx, token, { answer, words }, { now, origin })
    if (refused) return { refused: say.text('invite.closed') }
    return { go: `/invitations/${token}`, done: `${say.text('invite.thanks')} ${say.text(said[answer])}` }
  }
})

function openInvitation(invitation: LinkedInvitation, reading: Reading, shown: Shown): View {
  const { say } = reading
  const { on, at, where, answer, answerWords } = invitation
  const words = (of: typeof answer) => (answer === of ? answerWords : null)
  return pageIn(reading, {
    title: say.text('invite.title'),
    bare: true,
    body: (
      <div class="reading">
        <LanguageTop reading={reading} csrf={shown.csrf} form={{ id: 'own', enter: 'send' }} />
        <h1 class="govuk-heading-l">{say('invite.title')}</h1>
        <p class="govuk-body">{say('invite.about')}</p>
        <SummaryList
          rows={[
            {
              key: say('invite.when'),
              value: on ? (at ? say.text('frame.at', { date: say.date(on), time: at }) : say.date(on)) : ''
            },
            ...(where.withheld
              ? [{ key: say('invite.where'), value: say('invite.withheld') }]
              : [
                  ...(where.place ? [{ key: say('invite.where'), value: <bdi>{where.place}</bdi> }] : []),
                  ...(where.link
                    ? [
                        {
                          key: say('invite.join'),
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
        {answer ? (
          <InsetText>
            {say(said[answer])} {say('invite.change')}
          </InsetText>
        ) : null}
        <form id="own" method="post" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          <Radios
            name="answer"
            legend={say('invite.answer')}
            legendSize="m"
            items={[
              { value: 'accepted', text: say('invite.accepted') },
              { value: 'declined', text: say('invite.declined') },
              { value: 'views-instead', text: say('invite.views') }
            ]}
            value={typedOr(shown, 'answer', answer)}
            error={errorOf(shown, 'answer')}
          />
          <Textarea
            name="why"
            label={say('invite.why')}
            hint={say('invite.noName')}
            rows={3}
            dir="auto"
            spellcheck
            value={typedOr(shown, 'why', words('declined'))}
            error={errorOf(shown, 'why')}
          />
          <Textarea
            name="views"
            label={say('invite.say')}
            hint={say('invite.sayHint')}
            rows={6}
            dir="auto"
            spellcheck
            value={typedOr(shown, 'views', words('views-instead'))}
            error={errorOf(shown, 'views')}
          />
          <Button preventDoubleClick>{say('invite.send')}</Button>
        </form>
        <p class="govuk-body">{say('frame.only')}</p>
        <AskTheSchool school={invitation.school} say={say} />
      </div>
    )
  })
}
