import { newId } from '../../db/id.ts'
import { AskQuestion } from '../../forms/ask.tsx'
import { english } from '../../languages/english.ts'
import { LanguageTop, pageIn } from '../../languages/page-in.tsx'
import { chooseLanguage, type Reading, readingFor } from '../../languages/reading.ts'
import { closeSessionBy, originOf } from '../../people/session.ts'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { finishLink } from '../links.ts'
import { saidSomething } from '../own-page.ts'
import { type OwnWords, ownWords, saveOwnWords } from '../own-words.ts'
import { partingQuery } from '../parting.ts'
import { parentAgreed } from '../views.ts'

interface Loaded extends OwnWords {
  readonly reading: Reading
}

/** The carer's or the parent's own questions, on one page that fits a telephone. */
export const myPartPage = page<Loaded>({
  at: '/peps/:pep/my-part',
  may: 'write own views',
  name: 'own views',
  load: async ask => {
    const standing = aboutOf(ask).standing
    const party = standing.includes('carer') ? 'carer' : standing.includes('parent') ? 'parent' : null
    const own = party && (await ownWords(ask, party))
    if (!own || (party === 'parent' && !(await parentAgreed(ask.tx, own.pep.id)))) return null
    return { ...own, reading: await readingFor(ask, own.pep.childId, party) }
  },
  subject: ({ party }) => ({ sectionOwner: party }),
  view: ({ pep, party, questions, answers, reading }, shown) =>
    pageIn(reading, {
      title: reading.say.text('part.title'),
      bare: true,
      body: (
        <div class="reading voice">
          <LanguageTop reading={reading} csrf={shown.csrf} form={{ id: 'own', enter: 'save' }} />
          <h1 class="govuk-heading-xl">{reading.say('part.title')}</h1>
          <p class="govuk-body-l">
            {party === 'carer' ? reading.say('part.carer', { name: pep.childName }) : reading.say('part.parent')}
          </p>
          <p class="govuk-body">{reading.say(party === 'carer' ? 'part.carerRead' : 'part.parentRead')}</p>
          <form id="own" method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <input type="hidden" name="mutation" value={newId()} />
            {questions.map(question => (
              <AskQuestion
                question={question}
                words={reading.say.asked}
                value={answers.get(question.id)?.value}
                raw={answers.get(question.id)?.raw ?? undefined}
                base={answers.get(question.id)?.version ?? 0}
                error={errorOf(shown, `q:${question.id}`)}
              />
            ))}
            <div class="govuk-button-group">
              <Button name="do" value="finish" class="voice__go" preventDoubleClick>
                {reading.say('part.send')}
              </Button>
              <Button kind="secondary" name="do" value="save" preventDoubleClick>
                {reading.say('part.save')}
              </Button>
            </div>
          </form>
        </div>
      )
    }),
  submit: async (own, ask) => {
    const { say } = own.reading
    const language = text(ask.body, 'language')
    if (language && !(await chooseLanguage(ask, own.reading, language)))
      return { again: [{ field: 'main-content', what: say.text('problem.language') }] }
    const problems = await saveOwnWords(ask, own)
    if (problems.length > 0) return { again: problems }
    if (language) return { go: `/peps/${own.pep.id}/my-part` }
    if (text(ask.body, 'do') !== 'finish') return { go: `/peps/${own.pep.id}/my-part`, done: say.text('part.saved') }
    const now = await ownWords(ask, own.party)
    const said = now !== null && saidSomething(now)
    const origin = ask.session && (await originOf(ask.tx, ask.session))
    if (!ask.session || !origin?.link) return { go: '/', done: english[said ? 'part.thanks' : 'part.nothing'] }
    await finishLink(ask.tx, origin.link)
    await closeSessionBy(ask.tx, ask.session)
    return { signOut: true, go: `/views/thank-you${partingQuery(own.reading, said, ask.seal)}` }
  }
})
