import type { ComponentChildren } from 'preact'
import { withCommas } from '../../guidance/numbers.ts'
import { type Choice, isChoice } from '../../guidance/poll.ts'
import { LanguageTop, pageIn } from '../../languages/page-in.tsx'
import { chooseLanguageByLink, type Reading, readingByLink } from '../../languages/reading.ts'
import type { Say } from '../../languages/say.tsx'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { page, type Shown, type View } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { answerPoll, type LinkedPoll, type Proposed, pollByLink } from '../poll.ts'
import { AskTheSchool, endedLink, unknownByLink } from './by-link.tsx'

interface Loaded {
  readonly token: string
  readonly poll: LinkedPoll | null
  readonly reading: Reading
}

const longest = 1000
const choicesIn = (say: Say): ReadonlyArray<{ readonly value: Choice; readonly text: ComponentChildren }> => [
  { value: 'yes', text: say('poll.yes') },
  { value: 'if-need-be', text: say('poll.ifNeedBe') },
  { value: 'no', text: say('poll.no') }
]
const whenIn = (say: Say, { on, at }: Proposed) => say.text('frame.at', { date: say.date(on), time: at })

/** Which of the proposed dates suit, by a private link: no account, nobody's name. Looking changes nothing. */
export const votePage = page<Loaded>({
  at: '/polls/:token',
  may: 'anyone',
  name: 'say which date suits',
  quiet: true,
  load: async ask => {
    const token = ask.params.token ?? ''
    return { token, poll: await pollByLink(ask.tx, token), reading: await readingByLink(ask, token) }
  },
  view: ({ poll, reading }, shown) => {
    if (!poll) return unknownByLink()
    if (poll.state === 'open') return openPoll(poll, reading, shown)
    const { say } = reading
    return endedLink(reading, { title: say.text('poll.over'), words: say.text('poll.overWords'), school: poll.school })
  },
  submit: async ({ token, poll, reading }, { tx, body, now, origin }) => {
    const { say } = reading
    const language = text(body, 'language')
    if (language) {
      const chosen = await chooseLanguageByLink(tx, token, reading, language)
      return { again: chosen ? [] : [{ field: 'main-content', what: say.text('problem.language') }] }
    }
    const said = poll?.dates.map((_, at) => text(body, `choice-${at}`)) ?? []
    const choices = said.filter(isChoice)
    const words = written(body, 'words') || null
    const problems = [
      ...(poll?.dates ?? []).flatMap(({ on, at }, index) =>
        isChoice(said[index] ?? '')
          ? []
          : [{ field: `choice-${index}`, what: say.text('poll.choose', { date: say.date(on), time: at }) }]
      ),
      ...(words && words.length > longest
        ? [{ field: 'words', what: say.text('invite.tooLong', { most: withCommas(longest) }) }]
        : [])
    ]
    if (poll?.state === 'open' && problems.length > 0) return { again: problems }
    const refused = await answerPoll(tx, token, { choices, words }, { now, origin })
    return refused ? { refused: say.text('poll.over') } : { go: `/polls/${token}`, done: say.text('poll.thanks') }
  }
})

const openPoll = ({ dates, choices, words, school }: LinkedPoll, reading: Reading, shown: Shown): View => {
  const { say } = reading
  return pageIn(reading, {
    title: say.text('poll.title'),
    bare: true,
    body: (
      <div class="reading">
        <LanguageTop reading={reading} csrf={shown.csrf} form={{ id: 'own', enter: 'send' }} />
        <h1 class="govuk-heading-l">{say('poll.title')}</h1>
        <p class="govuk-body">{say('poll.about')}</p>
        {choices ? <InsetText>{say('poll.answered')}</InsetText> : null}
        <form id="own" method="post" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          {dates.map((date, index) => (
            <Radios
              inline
              name={`choice-${index}`}
              legend={whenIn(say, date)}
              legendSize="s"
              items={choicesIn(say)}
              value={typedOr(shown, `choice-${index}`, choices?.[index] ?? null)}
              error={errorOf(shown, `choice-${index}`)}
            />
          ))}
          <Textarea
            name="words"
            label={say('poll.words')}
            hint={say('invite.noName')}
            rows={3}
            dir="auto"
            spellcheck
            value={typedOr(shown, 'words', words)}
            error={errorOf(shown, 'words')}
          />
          <Button preventDoubleClick>{say('invite.send')}</Button>
        </form>
        <p class="govuk-body">{say('frame.only')}</p>
        <AskTheSchool school={school} say={say} />
      </div>
    )
  })
}
