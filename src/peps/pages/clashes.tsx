import { newId } from '../../db/id.ts'
import type { Question } from '../../forms/definition.ts'
import { formatAnswer } from '../../forms/value.ts'
import { momentInWords } from '../../guidance/dates.ts'
import { Stale, staleTitle } from '../../ui/error-pages.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { type Answer, mutationFor, rivalsOf, settleClash } from '../answers.ts'
import { PepHeader, pepTrail } from '../pep-header.tsx'
import { type OpenPlan, openPlan } from '../section.ts'

type Rival = Awaited<ReturnType<typeof rivalsOf>>[number]
interface Clash {
  readonly question: Question
  readonly rival: Rival
  readonly answer: Answer | undefined
}
interface Loaded extends OpenPlan {
  readonly clashes: readonly Clash[]
}

const worded = (question: Question, said: { value: Answer['value']; raw: Answer['raw'] } | undefined): string => {
  if (!said) return ''
  return said.raw === null
    ? formatAnswer(question, said.value)
    : typeof said.raw === 'string'
      ? said.raw
      : JSON.stringify(said.raw)
}

/** Answers that two people wrote at once: both texts, until somebody chooses. Nothing is overwritten silently. */
export const clashesPage = page<Loaded>({
  at: '/peps/:pep/clashes',
  may: 'settle a clash',
  name: 'answers written twice',
  load: async ({ tx, params, today }) => {
    const plan = await openPlan(tx, params.pep ?? '', today)
    if (!plan) return null
    const questions = new Map(
      plan.form.sections.flatMap(section => section.questions.map(one => [one.id, one] as const))
    )
    const clashes = (await rivalsOf(tx, plan.pep.id)).flatMap(rival => {
      const question = questions.get(rival.question)
      return question ? [{ question, rival, answer: plan.answers.get(question.id) }] : []
    })
    return { ...plan, clashes }
  },
  submit: async ({ pep, form, clashes }, { tx, body, who, now }) => {
    const clash = clashes.find(one => one.rival.id === text(body, 'rival'))
    const keep = text(body, 'keep')
    // Sent twice, or somebody else has chosen: what is still open is shown.
    if (!clash) return { go: `/peps/${pep.id}/clashes` }
    if (keep !== 'mine' && keep !== 'theirs')
      return { again: [{ field: 'main-content', what: 'Choose which text to keep.' }] }
    if (text(body, 'version') !== String(clash.answer?.version ?? 0))
      return {
        again: [{ field: 'main-content', what: 'This answer was changed again meanwhile. Read both and choose.' }]
      }
    const chosen = keep === 'mine' ? clash.rival : clash.answer
    const results = await settleClash(
      tx,
      {
        pep,
        form,
        person: who.id,
        inputs: new Map([
          [clash.question.id, { input: chosen?.raw ?? chosen?.value ?? null, base: Number(text(body, 'version')) }]
        ]),
        mutation: mutationFor(newId()),
        now
      },
      clash.rival.id
    )
    if (results === null) return { refused: 'This plan cannot be written in now. Nothing has been changed.' }
    return {
      go: clashes.length > 1 ? `/peps/${pep.id}/clashes` : `/peps/${pep.id}/answers/${clash.question.id}/history`,
      done: 'Your choice is saved. The other text stays in the history.'
    }
  },
  view: ({ pep, clashes }, { csrf, who, today }) => {
    const [first, ...others] = clashes
    const own = (one: { by: string; byId: string } | undefined) => (one && one.byId !== who?.id ? one.by : null)
    return {
      title: first ? staleTitle(own(first.rival), own(first.answer)) : 'Nothing to choose',
      trail: pepTrail(pep, 'Answers written twice'),
      body: first ? (
        <>
          <PepHeader pep={pep} today={today} />
          <Stale
            what={first.question.label}
            mine={{ by: own(first.rival), value: worded(first.question, first.rival) }}
            theirs={{
              by: first.answer ? own(first.answer) : 'Nobody',
              at: momentInWords(Temporal.Instant.from(first.answer?.at ?? first.rival.at)),
              value: worded(first.question, first.answer)
            }}
            choice={{
              action: `/peps/${pep.id}/clashes`,
              csrf,
              fields: { rival: first.rival.id, version: String(first.answer?.version ?? 0) }
            }}
          />
          {others.length > 0 ? (
            <p class="govuk-body">
              {others.length === 1 ? 'One more answer waits' : `${others.length} more answers wait`} after this one.
            </p>
          ) : null}
        </>
      ) : (
        <div class="reading">
          <h1 class="govuk-heading-l">Nothing to choose</h1>
          <p class="govuk-body">No answer of this plan is waiting for a choice.</p>
          <p class="govuk-body">
            <a class="govuk-link" href={`/peps/${pep.id}`}>
              Back to the plan
            </a>
          </p>
        </div>
      )
    }
  }
})
