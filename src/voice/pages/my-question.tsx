import { newId } from '../../db/id.ts'
import { baseName, fieldName } from '../../forms/read.ts'
import { asText } from '../../forms/typed-fields.ts'
import { chooseLanguage } from '../../languages/reading.ts'
import { Button } from '../../ui/components/button.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { childPage } from '../child-frame.tsx'
import { Faces } from '../faces.tsx'
import { isLook, turn } from '../look.ts'
import { audienceOf, frameOf, type OwnPage, ownPage } from '../own-page.ts'
import { saveOwnWords } from '../own-words.ts'

interface Step extends OwnPage {
  readonly at: number
}

/** One question a screen. Skipping keeps what was said before; whoever has said enough goes on to the end. */
export const myQuestionPage = page<Step>({
  at: '/peps/:pep/my-views/:step',
  may: 'write own views',
  name: 'own views: a question',
  load: async ask => {
    const step = ask.params.step ?? ''
    const own = /^[1-9]\d?$/.test(step) ? await ownPage(ask) : null
    return own && Number(step) <= own.questions.length ? { ...own, at: Number(step) } : null
  },
  subject: () => ({ sectionOwner: 'child' }),
  view: (own, shown) => {
    const { say } = own.reading
    const question = own.questions[own.at - 1]
    if (!question)
      return childPage(
        say.text('start.title'),
        frameOf(own, shown),
        <p class="child-page__words">{say('question.none')}</p>
      )
    const answer = own.answers.get(question.id)
    const value = asText(answer?.raw ?? answer?.value)
    const name = fieldName(question.id)
    const before = own.at === 1 ? `/peps/${own.pep.id}/my-views` : `/peps/${own.pep.id}/my-views/${own.at - 1}`
    const asked = say.asked(question.label)
    return childPage(
      say.text('question.count', { at: own.at, all: own.questions.length }),
      frameOf(own, shown, 'own'),
      <form id="own" method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <input type="hidden" name="mutation" value={newId()} />
        <input type="hidden" name={baseName(question.id)} value={answer?.version ?? 0} />
        <p class="child-page__count">{say('question.count', { at: own.at, all: own.questions.length })}</p>
        {question.kind === 'choice' || question.kind === 'grade' ? (
          <Faces
            name={name}
            legend={asked}
            items={(question.options ?? []).map(one => ({ value: one.value, label: say.asked(one.label) }))}
            value={value}
          />
        ) : (
          <Textarea
            name={name}
            label={asked}
            labelSize="xl"
            labelIsHeading
            hint={question.hint && say.asked(question.hint)}
            rows={5}
            dir="auto"
            class="child-page__box"
            value={value}
            error={errorOf(shown, name)}
          />
        )}
        <div class="govuk-button-group">
          <Button name="do" value="next" class="voice__go" preventDoubleClick>
            {say('question.next')}
          </Button>
          <Button kind="secondary" name="do" value="skip" class="voice__go">
            {say('question.skip')}
          </Button>
          {own.at > 1 && own.at < own.questions.length ? (
            <Button kind="secondary" name="do" value="enough" class="voice__go">
              {say('question.enough')}
            </Button>
          ) : null}
          <a class="govuk-link child-page__back" href={before}>
            {say('question.back')}
          </a>
        </div>
      </form>
    )
  },
  submit: async (own, ask) => {
    const next = own.at < own.questions.length ? String(own.at + 1) : 'readers'
    const what = text(ask.body, 'do')
    const language = text(ask.body, 'language')
    if (language && !(await chooseLanguage(ask, own.reading, language)))
      return { again: [{ field: 'main-content', what: own.reading.say.text('problem.language') }] }
    if (what !== 'skip') {
      const problems = await saveOwnWords(ask, own, () => audienceOf(own.readers))
      if (problems.length > 0) return { again: problems }
    }
    if (language) return { go: `/peps/${own.pep.id}/my-views/${own.at}` }
    const look = what.replace('look-', '')
    if (!isLook(look)) return { go: `/peps/${own.pep.id}/my-views/${what === 'enough' ? 'readers' : next}` }
    await turn(ask.tx, own.pep, look, ask.who.id)
    return { go: `/peps/${own.pep.id}/my-views/${own.at}` }
  }
})
