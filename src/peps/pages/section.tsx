import { record } from '../../audit/audit.ts'
import { newId } from '../../db/id.ts'
import { firstBoxOf } from '../../forms/ask.tsx'
import { AskSection } from '../../forms/ask-section.tsx'
import { isSectionShown, shownQuestions } from '../../forms/completeness.ts'
import type { Question, Section } from '../../forms/definition.ts'
import { readForm, rowWanted } from '../../forms/read.ts'
import { formatAnswer } from '../../forms/value.ts'
import { may, roleThatMay, type Subject } from '../../guidance/access.ts'
import { socialWorkerLeads } from '../../guidance/leader.ts'
import type { SectionId } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { IslandData } from '../../ui/island-data.tsx'
import { text } from '../../web/forms.ts'
import { type Ask, aboutOf, type Outcome, type Problem, page, pepOf, type Shown } from '../../web/page.ts'
import { mutationFor } from '../answers.ts'
import { projectClocks } from '../clocks.ts'
import { PepHeader, pepTrail } from '../pep-header.tsx'
import { problemWith } from '../problem-with.ts'
import { isReadBy } from '../readers.ts'
import { recordPages } from '../record-pages.ts'
import { type OpenPlan, openPlan, sectionsAsked, summariseSections } from '../section.ts'
import { finishSection } from '../section-changes.ts'
import { signatureOf, writerOf } from '../signature.ts'
import { writeSection } from '../write-section.ts'

interface Loaded extends OpenPlan {
  readonly section: Section
  /** Its questions whose answers this person may read. */
  readonly readable: readonly Question[]
  /** The next section of the plan, in the order of the meeting. */
  readonly after: SectionId | null
  readonly mutation: string
}

async function load(ask: Ask): Promise<Loaded | null> {
  const { tx, params, today } = ask
  const plan = await openPlan(tx, params.pep ?? '', today)
  const section = plan?.form.sections.find(one => one.id === params.section && isSectionShown(one, plan.context))
  if (!plan || !section) return null
  const standing = aboutOf(ask).standing
  const reads = (one: Section) =>
    may('read section', standing, {
      state: plan.pep.state,
      section: one.id,
      grantedSections: pepOf(ask).grantedSections
    })
  const ids = sectionsAsked(plan).flatMap(one => (reads(one) ? [one.id] : []))
  const readable = section.questions.filter(one => isReadBy(standing, section, one))
  return { ...plan, section, readable, after: ids[ids.indexOf(section.id) + 1] ?? null, mutation: newId() }
}

const subject = ({ section, states }: Loaded): Subject => ({
  section: section.id,
  sectionOwner: section.owner,
  sectionReturned: states.get(section.id)?.returned != null
})

const allows = (loaded: Loaded, shown: Pick<Shown, 'about'>): boolean =>
  may('write section', shown.about?.standing ?? [], {
    ...subject(loaded),
    state: loaded.pep.state,
    socialWorkerLeads: socialWorkerLeads(loaded.pep),
    grantedSections: shown.about?.pep?.grantedSections
  })

/** A section's questions to answer; to read only, for whoever may see the plan but not write here. */
export const sectionPage = page<Loaded>({
  at: '/peps/:pep/sections/:section',
  may: 'read section',
  maySubmit: 'write section',
  name: 'section of a plan',
  load,
  subject,
  submit: save,
  view: (loaded, shown) => {
    const { section, pep } = loaded
    const writes = allows(loaded, shown)
    return {
      title: `${section.title}: ${pep.childName}`,
      trail: pepTrail(pep, section.title),
      scripts: writes ? ['writing.js'] : [],
      body: (
        <div class="reading">
          <PepHeader pep={pep} today={shown.today} />
          <h1 class="govuk-heading-l">{section.title}</h1>
          {section.intro ? <p class="govuk-body">{section.intro}</p> : null}
          <Returned reason={loaded.states.get(section.id)?.returned ?? null} />
          <RecordLink loaded={loaded} />
          {writes ? (
            <AnswerForm loaded={loaded} csrf={shown.csrf} person={shown.who?.id ?? ''} />
          ) : (
            <ReadOnly loaded={loaded} />
          )}
        </div>
      )
    }
  }
})

const Returned = ({ reason }: { reason: string | null }) =>
  reason ? <WarningText>The adviser has returned this section: {reason}</WarningText> : null

function RecordLink({ loaded: { section, pep } }: { loaded: Loaded }) {
  const target = section.record ? recordPages[section.record] : undefined
  return target ? (
    <InsetText>
      This part has a page of its own:{' '}
      <a class="govuk-link" href={`/peps/${pep.id}/${target.path}`}>
        {target.words}
      </a>
    </InsetText>
  ) : null
}

function AnswerForm({ loaded, csrf, person }: { loaded: Loaded; csrf: string; person: string }) {
  const { pep, section, readable, context, answers, mutation, states } = loaded
  const carried = unconfirmedOf(loaded)
  return (
    <form method="post" novalidate data-writing>
      <IslandData id="writing" data={{ person, pep: pep.id, questions: readable.map(askedOf) }} />
      <p class="saved" role="status" data-saved />
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="mutation" value={mutation} />
      {carried.length > 0 ? (
        <InsetText>
          {carried.length === 1 ? 'One answer here comes' : `${carried.length} answers here come`} from last term’s
          plan. Change what has changed. When the rest is still true, say so with the button at the end of the page.
        </InsetText>
      ) : null}
      <AskSection
        section={section}
        context={context}
        only={question => readable.includes(question)}
        asking={question => {
          const answer = answers.get(question.id)
          const meta = answer && {
            by: writerOf(answer),
            at: answer.at.slice(0, 10),
            carried: answer.carried,
            confirmed: answer.confirmed && { by: answer.confirmed.by, at: answer.confirmed.at.slice(0, 10) },
            history: answer.version > 1 ? `/peps/${pep.id}/answers/${question.id}/history` : undefined
          }
          return {
            value: answer?.value ?? null,
            raw: answer?.raw ?? undefined,
            base: answer?.version ?? 0,
            error: problemWith(question, answers),
            meta
          }
        }}
      />
      <Checkboxes
        name="finished"
        values={states.get(section.id)?.completeOn ? ['yes'] : []}
        items={[
          {
            value: 'yes',
            text: 'I have finished this section',
            hint: 'You can still change it until the plan is submitted.'
          }
        ]}
      />
      <div class="govuk-button-group">
        <Button type="submit" name="leave" value="next" preventDoubleClick>
          Save and next
        </Button>
        {carried.length > 0 ? (
          <Button type="submit" name="still" value="all" kind="secondary" preventDoubleClick>
            All of this is still true
          </Button>
        ) : null}
        <Button type="submit" name="leave" value="back" kind="secondary">
          Save and go back to the plan
        </Button>
      </div>
    </form>
  )
}

/** The questions asked here whose answer is last term's, to be confirmed or changed. */
const unconfirmedOf = ({ section, context, answers }: Loaded): readonly string[] =>
  shownQuestions(section, context).flatMap(({ id }) => (answers.get(id)?.carried ? [id] : []))

/** What was posted; with "all of this is still true" pressed, that goes for every answer of last term that was shown. */
function inputsOf(loaded: Loaded, body: Ask['body']) {
  const inputs = readForm(loaded.section, body)
  if (text(body, 'still') !== 'all') return inputs
  const shown = new Set(unconfirmedOf(loaded))
  return new Map([...inputs].map(([id, one]) => [id, shown.has(id) ? { ...one, still: true } : one]))
}

/** As much of a question as the page itself needs to read its fields. */
const askedOf = ({ id, kind, label, columns }: Question) => ({
  id,
  kind,
  label,
  columns: columns?.map(one => ({ id: one.id, kind: one.kind }))
})

function ReadOnly({ loaded: { section, readable, context, answers } }: { loaded: Loaded }) {
  const shown = shownQuestions(section, context).filter(question => readable.includes(question))
  const rows = shown.map(question => {
    const answer = answers.get(question.id)
    const words = formatAnswer(question, answer?.value)
    return {
      key: question.label,
      value: words ? (
        <>
          <div class="as-written">{words}</div>
          {answer ? <div class="govuk-hint govuk-!-margin-bottom-0">{signatureOf(answer)}</div> : null}
        </>
      ) : (
        <span class="govuk-hint">Nothing recorded</span>
      )
    }
  })
  return rows.length > 0 ? <SummaryList rows={rows} /> : null
}

/** Saves what was posted: each answer its own unit. Clashes go to their page, what is not valid comes back kept as typed. */
async function save(loaded: Loaded, ask: Ask): Promise<Outcome> {
  const { tx, body, who, now, today } = ask
  const { pep, form, section } = loaded
  const about = aboutOf(ask)
  const role = roleThatMay('write section', about.standing, {
    ...subject(loaded),
    state: pep.state,
    socialWorkerLeads: socialWorkerLeads(pepOf(ask)),
    grantedSections: pepOf(ask).grantedSections
  })
  const results = await writeSection(tx, {
    pep,
    form,
    section,
    person: who.id,
    standing: about.standing,
    role,
    inputs: inputsOf(loaded, body),
    mutation: mutationFor(text(body, 'mutation') || newId()),
    now,
    today
  })
  if (results === null) {
    return {
      refused:
        section.audienceBy === 'child'
          ? 'The child has already answered here and keeps it to themselves. Nothing has been changed.'
          : 'This plan cannot be written in now. Nothing has been changed.'
    }
  }
  const finished = text(body, 'finished') === 'yes'
  if (finished !== (loaded.states.get(section.id)?.completeOn != null)) {
    await finishSection(tx, pep, section.id, finished ? { by: who.id, on: today } : null)
    await projectClocks(tx, [pep.id], today)
    await record(tx, {
      person: who.id,
      role,
      action: finished ? 'finish section' : 'reopen section',
      authorityId: pep.authorityId,
      childId: pep.childId,
      pepId: pep.id,
      payload: { section: section.id }
    })
  }
  if (results.some(one => one.outcome === 'clash')) return { clash: `/peps/${pep.id}/clashes` }
  const problems = results.flatMap((one): Problem[] => {
    const question = section.questions.find(({ id }) => id === one.question)
    const field = question && loaded.readable.includes(question) ? firstBoxOf(question) : 'main-content'
    return one.problem && question ? [{ field, what: `${question.label}: ${one.problem}` }] : []
  })
  if (problems.length > 0) return { again: problems }
  const here = `/peps/${pep.id}/sections/${section.id}`
  const wanted = rowWanted(section, body)
  if (wanted) return { go: `${here}#${wanted}` }
  if (text(body, 'still') === 'all') return confirmedAll(loaded, ask)
  return {
    go: text(body, 'leave') === 'next' && loaded.after ? `/peps/${pep.id}/sections/${loaded.after}` : `/peps/${pep.id}`,
    done: `Saved: ${section.title}`
  }
}

/** On to the next section, or back to this one where something is still to be answered. */
async function confirmedAll({ pep, section, after }: Loaded, { tx, today }: Ask): Promise<Outcome> {
  const plan = await openPlan(tx, pep.id, today)
  const lacks = plan ? (summariseSections(plan).find(one => one.id === section.id)?.missing ?? []) : []
  if (lacks.length > 0)
    return {
      go: `/peps/${pep.id}/sections/${section.id}`,
      done: `Confirmed. Still to answer here: ${lacks.join('; ')}`
    }
  return {
    go: after ? `/peps/${pep.id}/sections/${after}` : `/peps/${pep.id}`,
    done: `Still true, all of it: ${section.title}`
  }
}
