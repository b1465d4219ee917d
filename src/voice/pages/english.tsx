import { gradeName } from '../../learning/scales.ts'
import { answersOf } from '../../peps/answers.ts'
import { interpret } from '../../peps/interpreting.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { type Problem, page, pepOf } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { type Foreign, foreignIn } from '../foreign.ts'
import { whose } from '../views-words.ts'

interface Loaded {
  readonly pep: Pep
  readonly foreign: readonly Foreign[]
}

const longestName = 200
const longest = 20_000
const field = ({ question }: Pick<Foreign, 'question'>) => `english:${question}`
const base = ({ question }: Pick<Foreign, 'question'>) => `version:${question}`

/** For the adult beside an interpreter: the English of what somebody said in their own language, whose words stay as they are. */
export const englishPage = page<Loaded>({
  at: '/peps/:pep/views/english',
  may: 'write the English',
  name: 'the interpreter’s English',
  load: async ask => {
    const pep = await findPep(ask.tx, pepOf(ask).id, ask.today)
    return pep && { pep, foreign: foreignIn(pep, await answersOf(ask.tx, pep.id)) }
  },
  view: ({ pep, foreign }, shown) => ({
    title: 'The interpreter’s English',
    trail: pepTrail(pep, 'The interpreter’s English'),
    body: (
      <>
        <PepHeader pep={pep} today={shown.today} />
        <div class="reading">
          <h1 class="govuk-heading-l">The interpreter’s English</h1>
          {foreign.length === 0 ? (
            <p class="govuk-body">Everything that you may read here was said in English.</p>
          ) : (
            <>
              <p class="govuk-body">
                What was said stays as it was said. Write down what the interpreter says in English, in the first
                person, word for word. It stands beside their words in the plan and its copies.
              </p>
              <form method="post" novalidate>
                <input type="hidden" name="_csrf" value={shown.csrf} />
                <Input
                  name="interpreter"
                  label="Who interprets?"
                  hint="The interpreter’s name"
                  width={20}
                  value={typedOr(
                    shown,
                    'interpreter',
                    foreign.find(({ said }) => said.english)?.said.english?.by ?? null
                  )}
                  error={errorOf(shown, 'interpreter')}
                />
                {foreign.map(one => (
                  <section class="foreign" aria-labelledby={`asked-${one.question}`}>
                    <h2 class="govuk-heading-s" id={`asked-${one.question}`}>
                      {whose[one.party]}: {one.asked}
                    </h2>
                    <blockquote class="child-words" lang={one.said.language} dir="auto">
                      {one.words}
                    </blockquote>
                    <input type="hidden" name={base(one)} value={one.version} />
                    <Textarea
                      name={field(one)}
                      label={`In English, from ${gradeName('languages', one.said.language)}`}
                      rows={3}
                      spellcheck
                      value={typedOr(shown, field(one), one.said.english?.words ?? null)}
                      error={errorOf(shown, field(one))}
                    />
                  </section>
                ))}
                <Button preventDoubleClick>Save the English</Button>
              </form>
            </>
          )}
        </div>
      </>
    )
  }),
  submit: async ({ pep, foreign }, { tx, who, about, body, now }) => {
    const interpreter = written(body, 'interpreter')
    const given = foreign.flatMap(one => {
      const words = written(body, field(one))
      return words === (one.said.english?.words ?? '')
        ? []
        : [{ question: one.question, version: Number(text(body, base(one))) || 0, words }]
    })
    const problems: Problem[] = given.flatMap(({ question, words }) =>
      words.length > longest ? [{ field: field({ question }), what: 'Shorten this to 20,000 characters' }] : []
    )
    if (interpreter === '' && given.some(({ words }) => words !== ''))
      problems.push({ field: 'interpreter', what: 'Say who interprets' })
    if (interpreter.length > longestName)
      problems.push({ field: 'interpreter', what: `Shorten this to ${longestName} characters` })
    if (problems.length > 0) return { again: problems }
    const by = { interpreter, person: who.id, role: about?.standing[0] ?? null, now }
    const changed = await interpret(tx, pep, given, by)
    if (changed.length > 0)
      return {
        again: changed.map(question => ({
          field: field({ question }),
          what: 'These words have changed since you opened the page. Read them again with the interpreter'
        }))
      }
    return { go: `/peps/${pep.id}/views`, done: 'The English is saved beside their words.' }
  }
})
