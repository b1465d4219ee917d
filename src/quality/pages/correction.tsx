import { newId } from '../../db/id.ts'
import { AskQuestion } from '../../forms/ask.tsx'
import type { Question, Section } from '../../forms/definition.ts'
import { readForm } from '../../forms/read.ts'
import type { Typed } from '../../forms/typed.ts'
import { formatAnswer } from '../../forms/value.ts'
import { may, roleThatMay } from '../../guidance/access.ts'
import type { Subject } from '../../guidance/conditions.ts'
import { inWords } from '../../guidance/dates.ts'
import { leaderOf } from '../../guidance/leader.ts'
import { isRefusal } from '../../guidance/words.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { type OpenPlan, openPlan } from '../../peps/section.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { type Ask, aboutOf, type Outcome, page, type Shown } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { type Correction, correctionsOf } from '../check.ts'
import { decline, mend } from '../correct.ts'
import { answersFor, holdersOf, stillWorks } from '../people.ts'
import { placeOfRecord } from '../record-refs.ts'
import { type ReadRecord, recordsOf } from '../records.ts'

interface OfAnswer {
  readonly section: Section
  readonly question: Question
}
interface OfRecord {
  /** The record's page, below the plan's address. */
  readonly path: string
  /** As it stands; null: it is not there any more. */
  readonly now: ReadRecord | null
}
interface Loaded {
  readonly plan: OpenPlan
  readonly correction: Correction
  readonly about: OfAnswer | OfRecord
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
  const place = placeOfRecord(correction?.question ?? '')
  if (!correction) return null
  const now = place && ((await recordsOf(tx, plan.pep)).find(({ ref }) => ref === correction.question) ?? null)
  const about = section && question ? { section, question } : place ? { path: place.path, now } : null
  if (!about) return null
  const theirs = answersFor(
    { id: correction.writerId, works: await stillWorks(tx, correction.writerId) },
    { id: who.id, standing: aboutOf(ask).standing },
    await holdersOf(tx, plan.pep),
    leaderOf(plan.pep)
  )
  return { plan, about, correction, theirs, mutation: newId() }
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
    const { plan, about, correction } = loaded
    const settles = may('settle a correction', shown.about?.standing ?? [], subject(loaded))
    return {
      title: 'A correction',
      trail: pepTrail(plan.pep, 'Correction'),
      body: (
        <div class="reading">
          <PepHeader pep={plan.pep} today={shown.today} />
          <h1 class="govuk-heading-l">Please look again at this {'question' in about ? 'answer' : 'part'}</h1>
          <p class="govuk-body">
            {correction.askedBy} asked on {inWords(correction.askedOn)}. Please settle it by {inWords(correction.due)}.
          </p>
          <InsetText>
            <span class="as-written">{correction.remark}</span>
          </InsetText>
          {'question' in about ? (
            <AnswerAsItStands loaded={loaded} about={about} settles={settles} shown={shown} />
          ) : (
            <RecordAsItStands loaded={loaded} about={about} settles={settles} />
          )}
          {settles ? <Decline shown={shown} /> : <Settled correction={correction} />}
        </div>
      )
    }
  }
})

interface StandsProps<About> {
  readonly loaded: Loaded
  readonly about: About
  readonly settles: boolean
}

function AnswerAsItStands({
  loaded: { plan, mutation },
  about: { question },
  settles,
  shown
}: StandsProps<OfAnswer> & { readonly shown: Shown }) {
  const answer = plan.answers.get(question.id)
  if (!settles)
    return (
      <>
        <h2 class="govuk-heading-m">{question.label}</h2>
        <p class="govuk-body as-written">{formatAnswer(question, answer?.value) || 'Nothing recorded'}</p>
      </>
    )
  const typed = shown.typed?.[`q:${question.id}`]
  return (
    <form method="post" novalidate>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <input type="hidden" name="mutation" value={mutation} />
      <AskQuestion
        question={question}
        value={answer?.value ?? null}
        raw={(typed as Typed | undefined) ?? answer?.raw ?? undefined}
        base={answer?.version ?? 0}
        error={errorOf(shown, `q:${question.id}`)}
        meta={answer && { by: answer.by, at: answer.at.slice(0, 10) }}
      />
      <Button name="decision" value="mend" preventDoubleClick>
        Save the mended answer
      </Button>
    </form>
  )
}

/** A record is mended on its own page; what it said when it was contested stays to be read. */
const RecordAsItStands = ({ loaded: { plan, correction }, about: { path, now }, settles }: StandsProps<OfRecord>) => (
  <>
    {now ? <h2 class="govuk-heading-m">{now.label}</h2> : null}
    <SummaryList
      rows={[
        { key: 'When it was asked', value: <span class="as-written">{correction.stood ?? ''}</span> },
        { key: 'Now', value: <span class="as-written">{now?.words ?? 'It is not there any more.'}</span> }
      ]}
    />
    {settles ? <Button href={`/peps/${plan.pep.id}/${path}`}>Mend it on its page</Button> : null}
  </>
)

const Settled = ({ correction }: { correction: Correction }) => (
  <>
    {correction.outcome === 'declined' ? (
      <p class="govuk-body">
        {correction.writer} declined: <span class="as-written">{correction.reply}</span>
      </p>
    ) : null}
    {correction.outcome === 'mended' ? <p class="govuk-body">It has been mended.</p> : null}
  </>
)

const Decline = ({ shown }: { shown: Shown }) => (
  <form method="post" novalidate>
    <input type="hidden" name="_csrf" value={shown.csrf} />
    <h2 class="govuk-heading-m">Or leave it as it is</h2>
    <Textarea
      name="reason"
      label="Why does it stay as it is?"
      hint="Your reason is kept on record. The social worker is told."
      rows={3}
      value={shown.typed ? text(shown.typed, 'reason') : ''}
      error={errorOf(shown, 'reason')}
    />
    <Button kind="secondary" name="decision" value="decline" preventDoubleClick>
      Decline with this reason
    </Button>
  </form>
)

async function save(loaded: Loaded, ask: Ask): Promise<Outcome> {
  const { tx, body, who, today, origin, now } = ask
  const { plan, about, correction } = loaded
  const role = roleThatMay('settle a correction', aboutOf(ask).standing, subject(loaded))
  const doing = { person: who.id, role, today, origin }
  const go = `/peps/${plan.pep.id}`
  if (text(body, 'decision') === 'decline') {
    const reason = written(body, 'reason')
    if (!reason) return { again: [{ field: 'reason', what: 'Say why it stays as it is' }] }
    if (reason.length > 2000) return { again: [{ field: 'reason', what: 'Write at most 2,000 characters' }] }
    return (await decline(tx, loaded, reason, doing)) ?? { go, done: 'Declined, with your reason.' }
  }
  if (!('question' in about)) return { refused: 'Mend this on its own page, or decline with a reason.' }
  const { section, question } = about
  const given = readForm(section, body).get(question.id)
  if (!given) return { again: [{ field: `q:${question.id}`, what: 'Write the mended answer' }] }
  const result = await mend(tx, { plan, section, question, correction }, given, {
    ...doing,
    mutation: text(body, 'mutation'),
    now
  })
  if (result === null) return { go, done: 'The answer is mended. The social worker checks it again.' }
  if (isRefusal(result)) return result
  if ('clash' in result)
    return { refused: 'Somebody else changed this answer meanwhile. Read it as it is now, then decide.' }
  return { again: [{ field: `q:${question.id}`, what: result.problem }] }
}
