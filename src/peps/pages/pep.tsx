import { may } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { leaderOf, socialWorkerLeads } from '../../guidance/leader.ts'
import { type Role, roleNames } from '../../guidance/words.ts'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { LinkList } from '../../ui/components/link-list.tsx'
import { Name } from '../../ui/components/name.tsx'
import { TaskList } from '../../ui/components/task-list.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { choseNotTo, withoutTheirWords } from '../../voice/views-words.ts'
import { aboutOf, page, type Shown } from '../../web/page.ts'
import { rivalsOf } from '../answers.ts'
import { type OpenClock, openClocksOf } from '../clocks.ts'
import { isHelperOnly, type OwnPart, ownPartsOf } from '../grants.ts'
import { KeptAnswers } from '../kept.tsx'
import { NextStep } from '../next-step.tsx'
import { OwnParts } from '../own-parts.tsx'
import type { Pep } from '../pep.ts'
import { type PepExtras, pepExtras } from '../pep-extras.ts'
import { PepHeader, pepTrail } from '../pep-header.tsx'
import { placeOf } from '../record-pages.ts'
import { type OpenPlan, openPlan, type SectionSummary, summariseSections } from '../section.ts'
import { stepsOf } from '../steps.ts'
import { taskOf } from '../task-of.tsx'

interface Loaded extends OpenPlan {
  /** Set where these sections are all that the reader has to do with the plan. */
  readonly parts: readonly OwnPart[] | null
  readonly sections: readonly SectionSummary[]
  readonly clashes: number
  readonly extras: PepExtras
  readonly clocks: readonly OpenClock[]
}

/** A plan: its sections in the order of the meeting, the four steps with their dates, and one big next step. */
export const pepPage = page<Loaded>({
  at: '/peps/:pep',
  may: 'see pep',
  name: 'plan',
  load: async ask => {
    const { tx, params, today } = ask
    const plan = await openPlan(tx, params.pep ?? '', today)
    if (!plan) return null
    const clashes = await rivalsOf(tx, plan.pep.id)
    return {
      ...plan,
      parts: isHelperOnly(aboutOf(ask).standing) ? await ownPartsOf(tx, plan) : null,
      sections: summariseSections(plan),
      clashes: clashes.length,
      extras: await pepExtras(tx, plan.pep),
      clocks: await openClocksOf(tx, { pep: plan.pep.id })
    }
  },
  view: (loaded, shown) => {
    const { pep, extras, parts } = loaded
    if (parts)
      return {
        title: `Your part of ${pep.childName}’s plan`,
        trail: pepTrail(pep),
        body: <OwnParts plan={loaded} parts={parts} standing={shown.about?.standing ?? []} today={shown.today} />
      }
    return {
      title: `${pep.childName}’s plan`,
      trail: pepTrail(pep),
      body: (
        <>
          <PepHeader pep={pep} today={shown.today} />
          <div class="work">
            <div>
              <h1 class="govuk-heading-l">
                <Name of={pep.childName} />
                ’s plan
              </h1>
              <Notices loaded={loaded} />
              <NextStep
                pep={pep}
                clocks={loaded.clocks}
                sections={loaded.sections}
                standing={shown.about?.standing ?? []}
                today={shown.today}
              />
              <LastFeedback
                pepId={pep.id}
                mayAnswer={may('answer feedback', shown.about?.standing ?? [], {
                  socialWorkerLeads: socialWorkerLeads(pep),
                  state: pep.state
                })}
                extras={extras}
                titleOf={id => loaded.form.sections.find(one => one.id === id)?.title ?? id}
              />
              <h2 class="govuk-heading-m">The plan, in the order of the meeting</h2>
              <TaskList
                items={loaded.sections.map(section =>
                  taskOf({
                    section,
                    href: placeOf(pep, section, shown.about?.standing ?? []),
                    hint: ownerWords(section.owner, pep)
                  })
                )}
              />
              <KeptAnswers plan={loaded} />
              <MoreToDo pep={pep} shown={shown} />
            </div>
            <Steps pep={pep} extras={extras} shown={shown} />
          </div>
        </>
      )
    }
  }
})

function Notices({ loaded: { pep, clashes, extras, context } }: { loaded: Loaded }) {
  return (
    <>
      {context.answers.get('J.whyNone') === choseNotTo ? (
        <InsetText>
          <Name of={pep.childName} /> was asked, and chose to say nothing for this plan.{' '}
          {pep.state === 'signed-off' ? 'It was made without their words, and says so.' : withoutTheirWords}
        </InsetText>
      ) : null}
      {clashes > 0 ? (
        <WarningText>
          {clashes === 1 ? 'One answer was' : `${clashes} answers were`} written by two people at once. Both texts are
          kept.{' '}
          <a class="govuk-link" href={`/peps/${pep.id}/clashes`}>
            Choose which to keep
          </a>
        </WarningText>
      ) : null}
      {pep.uncheckedAtSignOff ? (
        <WarningText>This plan was signed off and is not checked by the social worker.</WarningText>
      ) : null}
      {extras.heldWithout ? <WarningText>{extras.heldWithout}.</WarningText> : null}
      {pep.meeting.heldOn && pep.state === 'submitted' ? (
        <p class="govuk-body">
          Submitted{pep.submittedOn ? ` on ${inWords(pep.submittedOn)}` : ''}: in force, and not yet signed off.
        </p>
      ) : null}
    </>
  )
}

const LastFeedback = ({
  pepId,
  mayAnswer,
  extras,
  titleOf
}: {
  pepId: string
  mayAnswer: boolean
  extras: PepExtras
  titleOf: (section: string) => string
}) =>
  extras.feedback.length === 0 ? null : (
    <section class="card" aria-labelledby="last-feedback">
      <h2 class="govuk-heading-s" id="last-feedback">
        The adviser’s feedback from last term
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {extras.feedback.map(({ words, section }) => (
          <li>
            {section ? <strong>{titleOf(section)}: </strong> : null}
            <span class="as-written">{words}</span>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href={`/peps/${pepId}/feedback`}>
          {mayAnswer ? 'Answer the feedback' : 'See the feedback and its answers'}
        </a>
      </p>
    </section>
  )

const ownerWords = (owner: SectionSummary['owner'], pep: Pep): string =>
  owner === 'all'
    ? 'everybody'
    : owner === 'system'
      ? 'filled in by itself'
      : roleNames[owner === 'designated-teacher' ? leaderOf(pep) : (owner as Role)]

function Steps({ pep, extras, shown }: { pep: Pep; extras: PepExtras; shown: Shown }) {
  return (
    <aside aria-labelledby="steps">
      <h2 class="govuk-heading-m" id="steps">
        Steps
      </h2>
      <ol class="steps">
        {stepsOf(pep, extras, shown.today, shown.about?.standing ?? []).map(step => (
          <li class={`steps__step${step.done ? ' steps__step--done' : step.late ? ' steps__step--late' : ''}`}>
            <p class="steps__name">
              {step.href ? (
                <a class="govuk-link" href={step.href}>
                  {step.name}
                </a>
              ) : (
                step.name
              )}
            </p>
            <p class="steps__words">
              {step.late ? <strong>Late: </strong> : null}
              {step.words}
            </p>
          </li>
        ))}
      </ol>
    </aside>
  )
}

/** The ways that are not a step of the process, each shown to those who may go it. */
function MoreToDo({ pep, shown }: { pep: Pep; shown: Shown }) {
  const standing = shown.about?.standing ?? []
  const subject = { state: pep.state, socialWorkerLeads: socialWorkerLeads(pep) }
  const isOpen = pep.state === 'planned' || pep.state === 'in-progress' || pep.state === 'returned'
  const ways = [
    {
      show: isOpen && may('read plan', standing, subject),
      href: `/peps/${pep.id}/meeting-room`,
      words: 'Open the meeting screen, for everybody in the room'
    },
    {
      show: isOpen && may('preview a copy', standing, subject),
      href: `/peps/${pep.id}/paper`,
      words: 'Print the plan to write on, for a meeting without a network'
    },
    { show: may('attach document', standing, subject), href: `/peps/${pep.id}/documents`, words: 'Attach a document' },
    {
      show: pep.previousPepId !== null && may('record meeting', standing, subject),
      href: `/peps/${pep.id}/last-actions`,
      words: 'Actions from last time'
    },
    {
      show: pep.meeting.heldOn !== null && may('finish an action', standing, subject),
      href: `/peps/${pep.id}/actions`,
      words: 'What the meeting agreed, and whether it is done'
    },
    {
      show: may('raise concern', standing, subject),
      href: `/children/${pep.childId}/concerns/new?pep=${pep.id}`,
      words: 'Ask or tell the adviser about a concern'
    },
    {
      show: may('grant a section', standing, subject),
      href: `/peps/${pep.id}/helpers`,
      words: 'Ask a colleague or a professional to fill in a section'
    },
    {
      show: pep.state === 'signed-off' && may('see copies', standing, subject),
      href: `/peps/${pep.id}/copies`,
      words: 'Copies of this plan'
    },
    {
      show: may('preview a copy', standing, subject),
      href: `/peps/${pep.id}/copies`,
      words: 'Read the draft as the carer, parent, child or school will'
    },
    { show: pep.submittedOn !== null, href: `/peps/${pep.id}/feedback`, words: 'The adviser’s feedback' },
    {
      show: may('undo submit', standing, subject),
      href: `/peps/${pep.id}/undo-submit`,
      words: 'Take the submission back'
    },
    {
      show: pep.state === 'signed-off',
      href: `/peps/${pep.id}/addenda`,
      words: may('write addendum', standing, subject) ? 'Read or add a dated addendum' : 'Dated addenda'
    }
  ].filter(way => way.show)
  return ways.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m govuk-!-margin-top-6">Also</h2>
      <LinkList links={ways.map(({ href, words }) => [href, words])} />
    </>
  )
}
