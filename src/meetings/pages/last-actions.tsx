import { may } from '../../guidance/access.ts'
import { type ActionReview, isActionOutcome, judgeReview } from '../../guidance/actions.ts'
import { inWords } from '../../guidance/dates.ts'
import { sentence } from '../../guidance/in-sentences.ts'

import { socialWorkerLeads } from '../../guidance/leader.ts'

import { withCommas } from '../../guidance/numbers.ts'

import { findPep, type Pep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { dateField, text, written } from '../../web/forms.ts'
import { aboutOf, type Problem, page, pepOf, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { type LastAction, lastActionsOf, reviewAction } from '../last-actions.ts'
import { type Candidate, candidatesOf, findMeeting } from '../meeting.ts'

interface Loaded {
  readonly pep: Pep
  readonly actions: readonly LastAction[]
  readonly candidates: readonly Candidate[]
  /** New dates lie from this day on. */
  readonly from: Temporal.PlainDate
  readonly mayWrite: boolean
}

const outcomeWords = {
  done: 'It was done',
  'goes-on': 'Not done yet: it goes on',
  'not-needed': 'It is not needed any more'
} as const

/** What earlier meetings agreed, each with what became of it; what goes on stands in this plan again. */
export const lastActionsPage = page<Loaded>({
  at: '/peps/:pep/last-actions',
  may: 'read plan',
  maySubmit: 'record meeting',
  name: 'last actions',
  load: async ask => {
    const about = pepOf(ask)
    const { id, state } = about
    const pep = await findPep(ask.tx, id, ask.today)
    const meeting = pep && (await findMeeting(ask.tx, id))
    if (!meeting) return null
    const subject = { state, socialWorkerLeads: socialWorkerLeads(about) }
    return {
      pep,
      actions: await lastActionsOf(ask.tx, id),
      candidates: await candidatesOf(ask.tx, id),
      from: meeting.heldOn ?? meeting.on ?? ask.today,
      mayWrite: may('record meeting', aboutOf(ask).standing, subject)
    }
  },
  view: (loaded, shown) => ({
    title: 'Actions from last time',
    trail: pepTrail(loaded.pep, 'Actions from last time'),
    body: (
      <>
        <PepHeader pep={loaded.pep} today={shown.today} />
        <div class="reading">
          <h1 class="govuk-heading-l">Actions from last time</h1>
          {loaded.actions.length === 0 ? (
            <InsetText>No earlier meeting left an action open, so there is nothing to look at again.</InsetText>
          ) : (
            <form method="post" novalidate>
              <input type="hidden" name="_csrf" value={shown.csrf} />
              {loaded.actions.map((action, index) => (
                <One action={action} number={index + 1} mayWrite={loaded.mayWrite} shown={shown} />
              ))}
              {loaded.mayWrite ? <Button preventDoubleClick>Save</Button> : null}
            </form>
          )}
          {loaded.mayWrite ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`/peps/${loaded.pep.id}/meeting/held`}>
                Who came, and what was agreed
              </a>
            </p>
          ) : null}
        </div>
      </>
    )
  }),
  submit: async ({ pep, actions, candidates, from }, { tx, body, who, today }) => {
    const problems: Problem[] = []
    for (const [index, action] of actions.entries()) {
      const read = readReview(body, index + 1, from)
      problems.push(...read.problems)
      if (read.review && !same(read.review, action.review))
        await reviewAction(tx, action, read.review, candidates, { pep, person: who.id, today })
    }
    if (problems.length > 0) return { again: problems }
    return { go: `/peps/${pep.id}/last-actions`, done: 'What became of the actions is saved.' }
  }
})

const same = (a: ActionReview, b: ActionReview | null) =>
  b !== null && a.outcome === b.outcome && a.words === b.words && a.due?.toString() === b.due?.toString()

const longest = 1000

/** One action's part of the form. One that says nothing at all waits: it can be answered later. */
function readReview(
  body: Readonly<Record<string, string | string[]>>,
  number: number,
  from: Temporal.PlainDate
): { readonly review: ActionReview | null; readonly problems: readonly Problem[] } {
  const chosen = text(body, `outcome-${number}`)
  const outcome = isActionOutcome(chosen) ? chosen : null
  const words = written(body, `words-${number}`) || null
  const due = dateField(body, `due-${number}`)
  if (!outcome && !words && 'empty' in due) return { review: null, problems: [] }
  const problems: Problem[] = []
  if (words && words.length > longest)
    problems.push({ field: `words-${number}`, what: `Shorten this to ${withCommas(longest)} characters.` })
  const wanted = outcome === 'goes-on'
  if (wanted && 'problem' in due) problems.push({ field: `due-${number}-day`, what: due.problem })
  const given = { outcome, words, due: wanted && 'date' in due ? due.date : null }
  if (problems.length === 0)
    for (const { where, what } of judgeReview(given, from))
      problems.push({ field: where === 'due' ? `due-${number}-day` : `${where}-${number}`, what })
  return { problems, review: problems.length === 0 && outcome ? { ...given, outcome } : null }
}

function One({
  action,
  number,
  mayWrite,
  shown
}: {
  action: LastAction
  number: number
  mayWrite: boolean
  shown: Shown
}) {
  const { review } = action
  return (
    <section class="card" aria-labelledby={`action-${number}`}>
      <h2 class="govuk-heading-m as-written" id={`action-${number}`}>
        {number}. {action.words}
      </h2>
      <p class="govuk-body">
        {action.ownerName ?? 'Nobody is named'}
        {action.due ? `, by ${inWords(action.due)}` : ''}
        {action.doneOn ? `. Marked as done on ${inWords(action.doneOn)}` : ''}
      </p>
      {mayWrite ? (
        <>
          <Radios
            name={`outcome-${number}`}
            legend="What became of it?"
            legendSize="s"
            small
            items={Object.entries(outcomeWords).map(([value, words]) => ({ value, text: words }))}
            value={typedOr(shown, `outcome-${number}`, review?.outcome ?? (action.doneOn ? 'done' : null))}
            error={errorOf(shown, `outcome-${number}`)}
          />
          <Textarea
            name={`words-${number}`}
            label="What came of it, or why not?"
            rows={2}
            spellcheck
            value={typedOr(shown, `words-${number}`, review?.words ?? null)}
            error={errorOf(shown, `words-${number}`)}
          />
          <DateInput
            name={`due-${number}`}
            legend="If it goes on: done by"
            values={boxesOf(shown, `due-${number}`, review?.due ?? null)}
            error={errorOf(shown, `due-${number}-day`)}
          />
        </>
      ) : (
        <p class="govuk-body as-written">
          {review ? (
            <>
              <strong>{outcomeWords[review.outcome]}.</strong> {sentence(review.words ?? '')}
              {review.due ? ` New date: ${inWords(review.due)}.` : ''}
            </>
          ) : (
            'Not looked at yet.'
          )}
        </p>
      )}
    </section>
  )
}
