import { newId } from '../../db/id.ts'
import type { Question, Section } from '../../forms/definition.ts'
import { formatAnswer, sameValue } from '../../forms/value.ts'
import { may, roleThatMay } from '../../guidance/access.ts'
import type { Subject } from '../../guidance/conditions.ts'
import { momentInWords } from '../../guidance/dates.ts'
import { socialWorkerLeads } from '../../guidance/leader.ts'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { type Answer, historyOf, mutationFor, type Version } from '../answers.ts'
import { PepHeader, pepTrail } from '../pep-header.tsx'
import { type OpenPlan, openPlan } from '../section.ts'
import { writeSection } from '../write-section.ts'

interface Loaded extends OpenPlan {
  readonly section: Section
  readonly question: Question
  readonly answer: Answer
  readonly versions: readonly Version[]
  readonly mayRestore: boolean
}

const subjectOf = ({ section, states }: OpenPlan & { section: Section }): Subject => ({
  section: section.id,
  sectionOwner: section.owner,
  sectionReturned: states.get(section.id)?.returned != null
})

/** Everything that was written as one answer, by whom and when. An earlier text can be brought back: as a new version. */
export const historyPage = page<Loaded>({
  at: '/peps/:pep/answers/:question/history',
  may: 'read section',
  maySubmit: 'write section',
  name: 'history of an answer',
  load: async ask => {
    const { tx, params, today } = ask
    const plan = await openPlan(tx, params.pep ?? '', today)
    const section = plan?.form.sections.find(one => one.questions.some(({ id }) => id === params.question))
    const question = section?.questions.find(({ id }) => id === params.question)
    const answer = question && plan?.answers.get(question.id)
    if (!plan || !section || !question || !answer) return null
    const mayRestore = may('write section', aboutOf(ask).standing, {
      ...subjectOf({ ...plan, section }),
      state: plan.pep.state,
      socialWorkerLeads: socialWorkerLeads(plan.pep),
      grantedSections: pepOf(ask).grantedSections
    })
    return { ...plan, section, question, answer, versions: await historyOf(tx, plan.pep.id, question.id), mayRestore }
  },
  subject: subjectOf,
  submit: async (loaded, ask) => {
    const { pep, form, section, question, versions } = loaded
    const earlier = versions.find(({ key }) => key === text(ask.body, 'version'))
    if (!earlier) return { again: [{ field: 'main-content', what: 'Choose the text to bring back.' }] }
    const results = await writeSection(ask.tx, {
      pep,
      form,
      section,
      person: ask.who.id,
      standing: aboutOf(ask).standing,
      role: roleThatMay('write section', aboutOf(ask).standing, {
        ...subjectOf(loaded),
        state: pep.state,
        socialWorkerLeads: socialWorkerLeads(pepOf(ask)),
        grantedSections: pepOf(ask).grantedSections
      }),
      inputs: new Map([[question.id, { input: earlier.raw ?? earlier.value, base: Number(text(ask.body, 'base')) }]]),
      mutation: mutationFor(text(ask.body, 'mutation')),
      now: ask.now,
      today: ask.today
    })
    if (results === null) return { refused: 'This plan cannot be written in now. Nothing has been changed.' }
    if (results.some(({ outcome }) => outcome === 'clash')) return { clash: `/peps/${pep.id}/clashes` }
    return {
      go: `/peps/${pep.id}/sections/${section.id}`,
      done: 'The earlier text stands again. The other stays in the history.'
    }
  },
  view: ({ pep, section, question, answer, versions, mayRestore }, { csrf, today }) => ({
    title: 'History of an answer',
    trail: pepTrail(pep, 'History of an answer'),
    body: (
      <div class="reading">
        <PepHeader pep={pep} today={today} />
        <h1 class="govuk-heading-l">
          <span class="govuk-caption-l">{section.title}</span>
          {question.label}
        </h1>
        {versions.map((one, at) => (
          <section class="card" aria-label={one.version === null ? 'Put aside' : `Version ${one.version}`}>
            <p class="govuk-body as-written">{wordsOf(question, one) || 'Left empty'}</p>
            <p class="govuk-hint">
              {one.carried
                ? 'From an earlier plan: '
                : confirms(one, versions[at + 1])
                  ? 'Said to be still true: '
                  : ''}
              {one.forName ? `${one.by} for ${one.forName}` : one.by}, {momentInWords(Temporal.Instant.from(one.at))}
              {one.raw === null ? '' : ' · kept as typed: it could not be read'}
              {one.version === null ? ' · put aside: written at the same time as another text, which was kept' : ''}
            </p>
            {one.version === answer.version ? (
              <p class="govuk-body">
                <strong>This is what stands now.</strong>
              </p>
            ) : mayRestore ? (
              <form method="post">
                <input type="hidden" name="_csrf" value={csrf} />
                <input type="hidden" name="base" value={answer.version} />
                <input type="hidden" name="mutation" value={newId()} />
                <Button kind="secondary" name="version" value={one.key} preventDoubleClick>
                  Bring this text back
                  <span class="govuk-visually-hidden"> from {momentInWords(Temporal.Instant.from(one.at))}</span>
                </Button>
              </form>
            ) : null}
          </section>
        ))}
        <p class="govuk-body">
          <a class="govuk-link" href={`/peps/${pep.id}/sections/${section.id}`}>
            Back to {section.title}
          </a>
        </p>
      </div>
    )
  })
})

/** Nothing new was said: an earlier plan's words were confirmed. */
const confirms = (one: Version, before: Version | undefined): boolean =>
  before?.carried === true && before.raw === null && one.raw === null && sameValue(one.value, before.value)

const wordsOf = (question: Question, { value, raw }: Version): string =>
  raw === null ? formatAnswer(question, value) : typeof raw === 'string' ? raw : JSON.stringify(raw)
