import { inWords } from '../../guidance/dates.ts'
import { type Choice, isChoice } from '../../guidance/poll.ts'
import { unknownLink } from '../../people/one-time-link.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { page, type Shown, type View } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { answerPoll, type LinkedPoll, pollByLink } from '../poll.ts'
import { AskTheSchool, endedLink } from './by-link.tsx'

interface Loaded {
  readonly token: string
  readonly poll: LinkedPoll | null
}

const longest = 1000
const items: ReadonlyArray<{ readonly value: Choice; readonly text: string }> = [
  { value: 'yes', text: 'Yes' },
  { value: 'if-need-be', text: 'If need be' },
  { value: 'no', text: 'No' }
]

/** Which of the proposed dates suit, by a private link: no account, nobody's name. Looking changes nothing. */
export const votePage = page<Loaded>({
  at: '/polls/:token',
  may: 'anyone',
  name: 'say which date suits',
  quiet: true,
  load: async ({ tx, params }) => {
    const token = params.token ?? ''
    return { token, poll: await pollByLink(tx, token) }
  },
  view: ({ poll }, shown) => (poll?.state === 'open' ? openPoll(poll, shown) : endedPoll(poll)),
  submit: async ({ token, poll }, { tx, body, now, origin }) => {
    const said = poll?.dates.map((_, at) => text(body, `choice-${at}`)) ?? []
    const choices = said.filter(isChoice)
    const words = written(body, 'words') || null
    const problems = [
      ...(poll?.dates ?? []).flatMap(({ on, at }, index) =>
        isChoice(said[index] ?? '')
          ? []
          : [{ field: `choice-${index}`, what: `Say whether ${inWords(on)} at ${at} suits: yes, if need be or no` }]
      ),
      ...(words && words.length > longest ? [{ field: 'words', what: 'Shorten this to 1,000 characters' }] : [])
    ]
    if (poll?.state === 'open' && problems.length > 0) return { again: problems }
    const refused = await answerPoll(tx, token, { choices, words }, { now, origin })
    return refused ?? { go: `/polls/${token}`, done: 'Thank you. You will be invited once a date is settled.' }
  }
})

const endedPoll = (poll: LinkedPoll | null): View =>
  endedLink({
    ...(poll
      ? {
          title: 'Nobody asks about these dates any more',
          words: 'If you are needed, you will be invited to the date that was settled.'
        }
      : unknownLink),
    school: poll?.school ?? null
  })

const openPoll = ({ dates, choices, words, school }: LinkedPoll, shown: Shown): View => ({
  title: 'Which date suits you?',
  bare: true,
  body: (
    <div class="reading">
      <h1 class="govuk-heading-l">Which date suits you?</h1>
      <p class="govuk-body">
        A Personal Education Plan meeting is being arranged. To keep children safe this page names nobody.
      </p>
      {choices ? <InsetText>You have answered. You can change it until a date is settled.</InsetText> : null}
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        {dates.map(({ on, at }, index) => (
          <Radios
            inline
            name={`choice-${index}`}
            legend={`${inWords(on)} at ${at}`}
            legendSize="s"
            items={items}
            value={typedOr(shown, `choice-${index}`, choices?.[index] ?? null)}
            error={errorOf(shown, `choice-${index}`)}
          />
        ))}
        <Textarea
          name="words"
          label="Anything else about when you can come? (optional)"
          hint="Do not write a child’s name."
          rows={3}
          spellcheck
          value={typedOr(shown, 'words', words)}
          error={errorOf(shown, 'words')}
        />
        <Button preventDoubleClick>Send my answer</Button>
      </form>
      <p class="govuk-body">This link is for you only. Do not pass it on.</p>
      <AskTheSchool school={school} />
    </div>
  )
})
