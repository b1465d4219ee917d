import { newId } from '../../db/id.ts'
import { AskQuestion } from '../../forms/ask.tsx'
import { readForm } from '../../forms/read.ts'
import type { Typed } from '../../forms/typed.ts'
import { formatAnswer } from '../../forms/value.ts'
import { may, roleThatMay, type Subject } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { isRefusal } from '../../guidance/words.ts'
import { leaderOf } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { openPlan } from '../../peps/section.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { type Ask, aboutOf, type Outcome, page, type Shown } from '../../web/page.ts'
import { correctionsOf } from '../check.ts'
import { decline, mend, type Settling } from '../correct.ts'
import { answersFor, holdersOf, stillWorks } from '../people.ts'

interface Loaded extends Settling {
  readonly theirs: boolean
  readonly mutation: string
}

async function load(ask: Ask): Promise<Loaded | null> {
  const { tx, params, today, who } = ask
  const plan = await openPlan(tx, params.pep ?? '', today)
  if (!plan) return null
  const correction = (await correctionsOf(tx, plan.pep.id)).find(one => one.id === params.correction)
  const section = plan.form.sections.find(one => one.questions.some(({ id }) => id === correction?.question))
  const question = section?.questions.find(one => one.id === correction?.question)
  if (!correction || !section || !question) return null
  const theirs = answersFor(
    { id: correction.writerId, works: await stillWorks(tx, correction.writerId) },
    { id: who.id, standing: aboutOf(ask).standing },
    await holdersOf(tx, plan.pep),
    leaderOf(plan.pep)
  )
  return { plan, section, question, correction, theirs, mutation: newId() }
}

/** Open to the writer while the plan is submitted and nobody has settled it; to read for whoever sees the plan. */
const subject = ({ theirs, correction, plan }: Loaded): Subject => ({
  correctionIsTheirs: theirs && correction.outcome === null && plan.pep.state === 'submitted'
})

/** One answer that the social worker asks to be corrected: its writer mends it, or declines with a reason. */
export const correctionPage = page<Loaded>({
  at: '/peps/:pep/corrections/:correction',
  may: 'read correction',
  maySubmit: 'settle a correction',
  name: 'correction',
  load,
  subject,
  submit: save,
  view: (loaded, shown) => {
    const { plan, question, correction } = loaded
    const settles = may('settle a correction', shown.about?.standing ?? [], subject(loaded))
    const answer = plan.answers.get(question.id)
    return {
      title: 'A correction',
      trail: pepTrail(plan.pep, 'Correction'),
      body: (
        <div class="reading">
          <PepHeader pep={plan.pep} today={shown.today} />
          <h1 class="govuk-heading-l">Please look again at this answer</h1>
          <p class="govuk-body">
            {correction.askedBy} asked on {inWords(correction.askedOn)}. Please settle it by {inWords(correction.due)}.
          </p>
          <InsetText>
            <span class="as-written">{correction.remark}</span>
          </InsetText>
          {settles ? (
            <SettleForm loaded={loaded} shown={shown} />
          ) : (
            <>
              <h2 class="govuk-heading-m">{question.label}</h2>
              <p class="govuk-body as-written">{formatAnswer(question, answer?.value) || 'Nothing recorded'}</p>
              {correction.outcome === 'declined' ? (
                <p class="govuk-body">
                  {correction.writer} declined: <span class="as-written">{correction.reply}</span>
                </p>
              ) : null}
              {correction.outcome === 'mended' ? <p class="govuk-body">The answer has been mended.</p> : null}
            </>
          )}
        </div>
      )
    }
  }
})

function SettleForm({ loaded: { plan, question, mutation }, shown }: { loaded: Loaded; shown: Shown }) {
  const answer = plan.answers.get(question.id)
  const errorOf = (field: string) => shown.problems.find(one => one.field === field)?.what
  const typed = shown.typed?.[`q:${question.id}`]
  return (
    <>
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <input type="hidden" name="mutation" value={mutation} />
        <AskQuestion
          question={question}
          value={answer?.value ?? null}
          raw={(typed as Typed | undefined) ?? answer?.raw ?? undefined}
          base={answer?.version ?? 0}
          error={errorOf(`q:${question.id}`)}
          meta={answer && { by: answer.by, at: answer.at.slice(0, 10) }}
        />
        <Button name="decision" value="mend" preventDoubleClick>
          Save the mended answer
        </Button>
      </form>
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <h2 class="govuk-heading-m">Or leave it as it is</h2>
        <Textarea
          name="reason"
          label="Why does the answer stay as it is?"
          hint="Your reason is kept with the answer. The social worker is told."
          rows={3}
          value={shown.typed ? text(shown.typed, 'reason') : ''}
          error={errorOf('reason')}
        />
        <Button kind="secondary" name="decision" value="decline" preventDoubleClick>
          Decline with this reason
        </Button>
      </form>
    </>
  )
}

async function save(loaded: Loaded, ask: Ask): Promise<Outcome> {
  const { tx, body, who, today, origin, now } = ask
  const { plan, section, question } = loaded
  const role = roleThatMay('settle a correction', aboutOf(ask).standing, subject(loaded))
  const doing = { person: who.id, role, today, origin }
  const go = `/peps/${plan.pep.id}`
  if (text(body, 'decision') === 'decline') {
    const reason = written(body, 'reason')
    if (!reason) return { again: [{ field: 'reason', what: 'Say why the answer stays as it is' }] }
    if (reason.length > 2000) return { again: [{ field: 'reason', what: 'Write at most 2,000 characters' }] }
    return (await decline(tx, loaded, reason, doing)) ?? { go, done: 'Declined, with your reason.' }
  }
  const given = readForm(section, body).get(question.id)
  if (!given) return { again: [{ field: `q:${question.id}`, what: 'Write the mended answer' }] }
  const result = await mend(tx, loaded, given, { ...doing, mutation: text(body, 'mutation'), now })
  if (result === null) return { go, done: 'The answer is mended. The social worker checks it again.' }
  if (isRefusal(result)) return result
  if ('clash' in result)
    return { refused: 'Somebody else changed this answer meanwhile. Read it as it is now, then decide.' }
  return { again: [{ field: `q:${question.id}`, what: result.problem }] }
}
