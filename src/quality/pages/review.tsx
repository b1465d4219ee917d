import { findAuthority } from '../../authorities/authority.ts'
import { roleThatMay } from '../../guidance/access.ts'
import type { Policy } from '../../guidance/policy.ts'
import { criteria } from '../../guidance/rating.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { type OpenPlan, openPlan } from '../../peps/section.ts'
import { Name } from '../../ui/components/name.tsx'
import { type Ask, aboutOf, type Outcome, page } from '../../web/page.ts'
import { type Check, checkOf } from '../check.ts'
import { CorrectionsList } from '../corrections-list.tsx'
import { CriterionCard } from '../criterion-card.tsx'
import { DecideForm, markFields } from '../decide-form.tsx'
import { type Feedback, feedbackOf } from '../feedback.ts'
import { labelIn, type ReadSection, readPlan } from '../plan-reading.ts'
import { readReview } from '../read-review.ts'
import { ReadingSection } from '../reading.tsx'
import { finishReview, type PastReview, reviewsOf, undecided, wroteIn } from '../review.ts'
import { SectionDecision } from '../section-decision.tsx'

interface Loaded extends OpenPlan {
  readonly sections: readonly ReadSection[]
  readonly check: Check
  readonly past: readonly PastReview[]
  readonly feedback: readonly Feedback[]
  readonly wrote: boolean
  readonly policy: Policy['quality']
}

async function load({ tx, params, today, who }: Ask): Promise<Loaded | null> {
  const plan = await openPlan(tx, params.pep ?? '', today)
  const authority = plan && (await findAuthority(tx, plan.pep.authorityId))
  if (!plan || !authority) return null
  const { pep } = plan
  return {
    ...plan,
    sections: await readPlan(tx, plan),
    check: await checkOf(tx, pep, today),
    past: await reviewsOf(tx, pep.id),
    feedback: await feedbackOf(tx, [pep.id, ...(pep.previousPepId ? [pep.previousPepId] : [])]),
    wrote: await wroteIn(tx, pep.id, who.id),
    policy: authority.policy.quality
  }
}

/** The plan as it reads, beside the ten criteria; then sign off, or return the sections that fall short (G 2.5). */
export const reviewPage = page<Loaded>({
  at: '/peps/:pep/review',
  may: 'review pep',
  name: 'quality review',
  load,
  subject: ({ wrote }) => ({ wroteInIt: wrote }),
  submit: save,
  view: (loaded, shown) => {
    const { pep, sections, check, past, feedback } = loaded
    const noLastTargets = loaded.context.facts?.has('no-last-targets') ?? false
    const fields = shown.typed ?? markFields(undecided(past), sections, { noLastTargets })
    const last = feedback.filter(one => one.pepId === pep.previousPepId)
    const errorOf = (field: string) => shown.problems.find(one => one.field === field)?.what
    const of = { fields, errorOf }
    return {
      title: 'Review the plan',
      trail: pepTrail(pep, 'Review'),
      body: (
        <>
          <PepHeader pep={pep} today={shown.today} />
          <h1 class="govuk-heading-l">
            Review <Name of={pep.childName} />
            ’s plan
          </h1>
          <CorrectionsList
            corrections={check.corrections}
            pepId={pep.id}
            labelOf={id => labelIn(loaded, sections, id)}
          />
          <LastFeedback feedback={last} />
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <ul class="govuk-list review__ways">
              <li>
                <a class="govuk-link" href="#plan">
                  The plan as it reads
                </a>
              </li>
              <li>
                <a class="govuk-link" href="#criteria">
                  The ten criteria
                </a>
              </li>
              <li>
                <a class="govuk-link" href="#your-decision">
                  Your decision
                </a>
              </li>
            </ul>
            <div class="review">
              <div data-fold-when-narrow>
                <h2 class="govuk-heading-m" id="plan">
                  The plan as it reads
                </h2>
                {sections.map(section => (
                  <ReadingSection section={section} folded open>
                    <SectionDecision
                      section={section}
                      {...of}
                      given={feedback.filter(one => one.pepId === pep.id && one.section === section.id)}
                    />
                  </ReadingSection>
                ))}
              </div>
              <div class="review__criteria">
                <h2 class="govuk-heading-m" id="criteria">
                  The ten criteria
                </h2>
                {criteria.map(criterion => (
                  <CriterionCard criterion={criterion} sections={sections} noLastTargets={noLastTargets} {...of} />
                ))}
                <DecideForm {...of} check={check} policy={loaded.policy} today={shown.today} />
              </div>
            </div>
          </form>
        </>
      )
    }
  }
})

const LastFeedback = ({ feedback }: { feedback: readonly Feedback[] }) =>
  feedback.length === 0 ? null : (
    <section class="card" aria-labelledby="last-time">
      <h2 class="govuk-heading-s" id="last-time">
        What last term’s feedback asked
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {feedback.map(one => (
          <li class="as-written">
            {one.words}
            {one.answer ? ` — answered: ${one.answer}` : ' — not answered'}
          </li>
        ))}
      </ul>
    </section>
  )

const done = {
  'sign-off': 'Signed off. The copies are being made.',
  return: 'Returned. The owners of the sections have been told.',
  rated: 'Your ratings are saved. The plan still waits for your decision.'
} as const

async function save(loaded: Loaded, ask: Ask): Promise<Outcome> {
  const { tx, body, who, today, origin } = ask
  const { pep, wrote } = loaded
  const read = readReview(body, { sections: loaded.sections.map(one => one.id), policy: loaded.policy })
  if ('problems' in read) return { again: read.problems }
  const role = roleThatMay('review pep', aboutOf(ask).standing, { state: pep.state, wroteInIt: wrote })
  const refused = await finishReview(tx, loaded, read.rated, { person: who.id, role, today, origin })
  const { decision } = read.rated
  return refused ?? { go: `/peps/${pep.id}${decision === 'rated' ? '' : '/reviewed'}`, done: done[decision] }
}
