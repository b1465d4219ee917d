import { may, roleThatMay } from '../../guidance/access.ts'
import { inWords, momentInWords, type PlainDate } from '../../guidance/dates.ts'
import type { Role } from '../../guidance/words.ts'
import { frontDoorOf } from '../../people/help.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Name } from '../../ui/components/name.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { type Concern, duesOf, findConcern, messagesOf, reads, stages, standingTo, writeInConcern } from '../concern.ts'
import { type FrontDoor, NotForSafety } from '../not-for-safety.tsx'

interface Loaded {
  readonly concern: Concern
  readonly messages: Awaited<ReturnType<typeof messagesOf>>
  readonly standing: readonly Role[]
  readonly due: PlainDate | null
  readonly frontDoor: FrontDoor
}

const answers = ({ standing }: Loaded) => may('answer concern', standing)

/** The thread of a concern: who raised it writes more, the adviser answers and says what came of it. */
export const concernPage = page<Loaded>({
  at: '/concerns/:concern',
  may: 'see concern',
  name: 'concern',
  load: async ({ tx, who, params, today }) => {
    const concern = await findConcern(tx, params.concern ?? '')
    const standing = concern ? await standingTo(tx, concern) : []
    // The address names no child, so that the table of actions is asked here how they stand to this one.
    if (!concern || !reads(concern, who.id, standing)) return null
    return {
      concern,
      standing,
      messages: await messagesOf(tx, concern.id),
      due: (await duesOf(tx, [concern], today)).get(concern.id) ?? null,
      frontDoor: await frontDoorOf(tx, concern.authorityId, concern.childId)
    }
  },
  shows: ({ concern }) => [concern.childId],
  submit: async (loaded, { tx, body, who, today, origin }) => {
    const { concern, standing } = loaded
    const replies = answers(loaded)
    if (!replies && concern.raisedById !== who.id)
      return { refused: 'Who raised it and the Virtual School write here. Raise a concern of your own.' }
    if (concern.closedOn) return { refused: 'This is closed. Raise a new concern.' }
    const words = written(body, 'words')
    const outcome = replies && text(body, 'decision') === 'close' ? written(body, 'outcome') : null
    if (outcome === '') return { again: [{ field: 'outcome', what: 'Say what came of it' }] }
    if (!words && outcome === null) return { again: [{ field: 'words', what: 'Write something first' }] }
    if (Math.max(words.length, outcome?.length ?? 0) > 8000)
      return { again: [{ field: 'words', what: 'Write at most 8,000 characters' }] }
    const role = roleThatMay(replies ? 'answer concern' : 'raise concern', standing)
    await writeInConcern(tx, concern, { words, answers: replies, outcome }, { person: who.id, role, today, origin })
    return { go: `/concerns/${concern.id}`, done: outcome ? 'Closed, with its outcome.' : 'Sent.' }
  },
  view: (loaded, { csrf, typed, problems, who }) => {
    const { concern, messages, due, frontDoor } = loaded
    const errorOf = (field: string) => problems.find(one => one.field === field)?.what
    const replies = answers(loaded)
    const writes = !concern.closedOn && (replies || concern.raisedById === who?.id)
    return {
      title: `A concern about ${concern.childName}`,
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Questions and concerns', href: '/concerns' },
        { text: concern.childName }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">
            A question or concern about <Name of={concern.childName} />
          </h1>
          <NotForSafety frontDoor={frontDoor} />
          <p class="govuk-body">
            {stages[concern.stage]}. Raised by {concern.raisedBy} on {inWords(concern.raisedOn)}.
            {due ? ` An answer is due by ${inWords(due)}.` : ''}{' '}
            <a class="govuk-link" href={concern.pepId ? `/peps/${concern.pepId}` : `/children/${concern.childId}`}>
              {concern.pepId ? 'The plan it is about' : concern.childName}
            </a>
          </p>
          <p class="govuk-body">
            Who sees this: {concern.raisedById === who?.id ? 'you' : concern.raisedBy}, the Virtual School’s advisers
            and its head. Nobody else at the school or in the council, and nobody in the family.
          </p>
          <div class="card">
            <p class="govuk-body as-written">{concern.words}</p>
          </div>
          {messages.map(one => (
            <div class="card">
              <p class="govuk-body as-written">{one.words}</p>
              <p class="govuk-hint">
                {one.by}, {momentInWords(one.at)}
              </p>
            </div>
          ))}
          {concern.closedOn ? (
            <InsetText>
              Closed on {inWords(concern.closedOn)}: <span class="as-written">{concern.outcome}</span>
            </InsetText>
          ) : null}
          {writes ? (
            <form method="post" novalidate>
              <input type="hidden" name="_csrf" value={csrf} />
              <Textarea
                name="words"
                label={replies ? 'Your answer' : 'Add something'}
                rows={5}
                value={typed ? text(typed, 'words') : ''}
                error={errorOf('words')}
              />
              <Button name="decision" value="send" preventDoubleClick>
                Send
              </Button>
              {replies ? (
                <>
                  <Textarea
                    name="outcome"
                    label="What came of it?"
                    hint="Fill this in only to close it."
                    rows={3}
                    value={typed ? text(typed, 'outcome') : ''}
                    error={errorOf('outcome')}
                  />
                  <Button name="decision" value="close" kind="secondary" preventDoubleClick>
                    Close with this outcome
                  </Button>
                </>
              ) : null}
            </form>
          ) : null}
        </div>
      )
    }
  }
})
