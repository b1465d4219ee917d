import { newId } from '../../db/id.ts'
import { AskQuestion } from '../../forms/ask.tsx'
import { closeSessionBy, originOf } from '../../people/session.ts'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { finishLink } from '../links.ts'
import { saidSomething } from '../own-page.ts'
import { type OwnWords, ownWords, saveOwnWords } from '../own-words.ts'
import { parentAgreed } from '../views.ts'

/** The carer's or the parent's own questions, on one page that fits a telephone. */
export const myPartPage = page<OwnWords>({
  at: '/peps/:pep/my-part',
  may: 'write own views',
  name: 'own views',
  load: async ask => {
    const standing = aboutOf(ask).standing
    if (standing.includes('carer')) return ownWords(ask, 'carer')
    if (!standing.includes('parent')) return null
    const own = await ownWords(ask, 'parent')
    return own && (await parentAgreed(ask.tx, own.pep.id)) ? own : null
  },
  subject: ({ party }) => ({ sectionOwner: party }),
  view: ({ pep, party, questions, answers }, shown) => ({
    title: 'What you think',
    bare: true,
    body: (
      <div class="reading voice">
        <h1 class="govuk-heading-xl">What you think</h1>
        <p class="govuk-body-l">
          {party === 'carer' ? `About ${pep.childName} and school.` : 'About your child and school.'} A few words are
          enough. Skip what you like.
        </p>
        <p class="govuk-body">
          {party === 'carer'
            ? 'School, the social worker and the Virtual School can read what you write.'
            : 'The social worker, the Virtual School and school can read what you write.'}
        </p>
        <form method="post" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          <input type="hidden" name="mutation" value={newId()} />
          {questions.map(question => (
            <AskQuestion
              question={question}
              value={answers.get(question.id)?.value}
              raw={answers.get(question.id)?.raw ?? undefined}
              base={answers.get(question.id)?.version ?? 0}
              error={errorOf(shown, `q:${question.id}`)}
            />
          ))}
          <div class="govuk-button-group">
            <Button name="do" value="finish" class="voice__go" preventDoubleClick>
              Send what I think
            </Button>
            <Button kind="secondary" name="do" value="save" preventDoubleClick>
              Save and go on later
            </Button>
          </div>
        </form>
      </div>
    )
  }),
  submit: async (own, ask) => {
    const problems = await saveOwnWords(ask, own)
    if (problems.length > 0) return { again: problems }
    if (text(ask.body, 'do') !== 'finish') return { go: `/peps/${own.pep.id}/my-part`, done: 'Saved.' }
    const now = await ownWords(ask, own.party)
    const said = now !== null && saidSomething(now)
    const origin = ask.session && (await originOf(ask.tx, ask.session))
    if (!ask.session || !origin?.link)
      return { go: '/', done: said ? 'Thank you. What you said is saved.' : 'You wrote nothing, so nothing is saved.' }
    await finishLink(ask.tx, origin.link)
    await closeSessionBy(ask.tx, ask.session)
    return { signOut: true, go: `/views/thank-you${said ? '' : '?said=nothing'}` }
  }
})
