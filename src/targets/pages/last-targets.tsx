import { oneAtATime } from '../../db/transaction.ts'
import { sentence } from '../../guidance/in-sentences.ts'
import { asTyped } from '../../guidance/money.ts'
import { type OpenSection, openSection, saveAround } from '../../peps/open-section.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { clashIn, clashOf, judgePosted, theirsIn } from '../../peps/saved-record.ts'
import { SectionAround, SectionForm, sectionScripts } from '../../peps/section-form.tsx'
import { ReadAt, twoVersions } from '../../peps/two-versions.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { filledField } from '../../web/forms.ts'
import { type Ask, type Outcome, type Problem, page, type Shown, type View } from '../../web/page.ts'
import { areaName } from '../areas.ts'
import {
  impacts,
  nextSteps,
  outcomes,
  type Review,
  type ReviewedTarget,
  readReview,
  reviewInLines,
  reviewsOf,
  writeReview
} from '../review.ts'
import type { Target } from '../target.ts'
import { HistoryLink, TargetSummary } from '../target-card.tsx'

interface Loaded extends OfPep {
  readonly last: readonly ReviewedTarget[]
  readonly section: OpenSection | null
}

/** Last term's targets, each with what came of it. What is complete is saved; the rest comes back with its problems. */
export const lastTargetsPage = page<Loaded>({
  at: '/peps/:pep/last-targets',
  may: 'read plan',
  maySubmit: 'write targets',
  name: 'last targets',
  load: async ask => {
    const of = await recordOf(ask, 'O', 'write targets')
    return (
      of && {
        ...of,
        last: await reviewsOf(ask.tx, of.pep.previousPepId),
        section: await openSection(ask, 'O', 'last-targets', of.pep)
      }
    )
  },
  subject: subjectOf,
  view: (of, shown) => bothVersions(of, shown) ?? reviewsView(of, shown),
  submit: async (of, ask) => saveAround(of.section, ask, await submit(of, ask))
})

function reviewsView(of: Loaded, shown: Shown): View {
  return {
    title: 'Last term’s targets',
    trail: pepTrail(of.pep, 'Last term’s targets'),
    scripts: sectionScripts(of.section),
    body: (
      <RecordPage of={of} section={of.section} today={shown.today} title="Last term’s targets">
        {of.last.length === 0 ? <None of={of} shown={shown} /> : <Reviews of={of} shown={shown} />}
      </RecordPage>
    )
  }
}

function bothVersions(of: Loaded, shown: Shown): View | null {
  const key = clashIn(
    shown,
    of.last.map((_, index) => `${index + 1}`)
  )
  const one = of.last[Number(key) - 1]
  const mine = readReview(shown.typed ?? {}, Number(key)).review
  if (!key || !one?.review || !mine) return null
  const [yours, theirs] = [reviewInLines(mine), reviewInLines(one.review.content)]
  const what = `What came of target ${key}`
  return twoVersions({ pep: of.pep, key, what, mine: yours, standing: one.review, theirs }, shown)
}

async function submit(of: Loaded, ask: Ask): Promise<Outcome> {
  await oneAtATime(ask.tx, of.pep.id)
  const problems: Problem[] = []
  for (const [index, { target, review }] of (await reviewsOf(ask.tx, of.pep.previousPepId)).entries()) {
    const key = `${index + 1}`
    if (theirsIn(ask.body).has(key)) continue
    const read = readReview(ask.body, index + 1)
    problems.push(...read.problems)
    if (!read.review) continue
    const before = review?.content ?? null
    const saved = judgePosted(ask.body, key, read.review, before)
    if (saved === 'clash') problems.push(clashOf(key))
    if (saved !== 'store') continue
    await writeReview(ask.tx, of.pep, target, read.review, { by: ask.who.id, on: ask.today, at: ask.now })
    await changed(ask, of, {
      did: 'review last target',
      before: { target: target.id, review: before },
      after: read.review
    })
  }
  if (problems.length > 0) return { again: problems }
  return { go: `/peps/${of.pep.id}/last-targets`, done: 'What came of last term’s targets is saved.' }
}

const None = ({ of, shown }: { of: Loaded; shown: Shown }) => (
  <>
    <InsetText>
      {of.pep.previousPepId === null
        ? 'This is the first plan, so there are no targets from last term.'
        : 'The last plan set no targets, so there is nothing to review.'}
    </InsetText>
    {of.section ? <SectionForm of={of.section} shown={shown} /> : null}
  </>
)

function Reviews({ of, shown }: { of: Loaded; shown: Shown }) {
  return (
    <form class="reading" method="post" novalidate data-writing>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <ReadAt shown={shown} of={of.last.map(({ review }, index) => [`${index + 1}`, review?.content ?? null])} />
      {of.last.map((one, index) => (
        <OneReview of={of} one={one} number={index + 1} shown={shown} />
      ))}
      {of.mayWrite ? <Button preventDoubleClick>Save</Button> : null}
      {of.section ? <SectionAround of={of.section} shown={shown} /> : null}
    </form>
  )
}

const fieldsOf = (review: Review | null, number: number): Record<string, string> =>
  review
    ? {
        [`outcome-${number}`]: review.outcome,
        [`evidence-${number}`]: review.evidence,
        [`why-${number}`]: review.why,
        [`spent-${number}`]: review.spentPence > 0 ? asTyped(review.spentPence) : '',
        [`impact-${number}`]: review.impact ?? '',
        [`next-${number}`]: review.nextStep ?? ''
      }
    : {}

interface OneProps {
  of: Loaded
  one: ReviewedTarget
  number: number
  shown: Shown
}

function OneReview({ of, one: { target, review }, number, shown }: OneProps) {
  const said = review?.content ?? null
  const values = shown.typed ?? fieldsOf(said, number)
  const field = filledField(values, shown.problems)
  return (
    <section class="card" aria-labelledby={`last-${number}`}>
      <p class="govuk-caption-m">{areaName(target.area)}</p>
      <h2 class="govuk-heading-m as-written" id={`last-${number}`}>
        {number}. {target.words}
      </h2>
      <TargetSummary target={target} />
      {of.mayWrite ? <ReviewFields field={field} number={number} /> : <Said review={said} />}
      {of.mayWrite && said ? <TakenOn pepId={of.pep.id} target={target} said={said} /> : null}
      {target.carriedFrom ? <HistoryLink pepId={of.pep.id} target={target} /> : null}
    </section>
  )
}

/** One press takes a target on, filled in: adapted, or in smaller parts where it was not met. */
function TakenOn({ pepId, target, said }: { pepId: string; target: Target; said: Review }) {
  const to = `/peps/${pepId}/targets/new?from=${target.id}`
  const heard = <span class="govuk-visually-hidden">: {target.words}</span>
  const unmet = said.outcome === 'not' || said.outcome === 'partly'
  return (
    <div class="govuk-button-group">
      {unmet || said.nextStep === 'break-down' ? (
        <Button kind="secondary" href={`${to}&part=first`}>
          Break it into smaller targets{heard}
        </Button>
      ) : null}
      {said.nextStep === 'adapt' ? (
        <Button kind="secondary" href={to}>
          Write the adapted target{heard}
        </Button>
      ) : null}
    </div>
  )
}

const items = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, name]) => ({ value, text: name }))

function ReviewFields({ field, number }: { field: ReturnType<typeof filledField>; number: number }) {
  const at = (name: string) => field(`${name}-${number}`)
  return (
    <>
      <Radios {...at('outcome')} legend="What came of it?" items={items(outcomes)} />
      <Textarea {...at('evidence')} rows={2} label="What shows it?" />
      <Textarea
        {...at('why')}
        rows={2}
        label="Why?"
        hint="Always where it was not fully achieved: it helps the next target."
      />
      <Input {...at('spent')} label="Money spent on it (optional)" prefix="£" inputmode="decimal" width={10} />
      <Radios
        {...at('impact')}
        legend="What did the money do?"
        hint="Where money was spent."
        items={items(impacts)}
        inline
      />
      <Radios {...at('next')} legend="What happens to it now?" items={items(nextSteps)} />
    </>
  )
}

const Said = ({ review }: { review: Review | null }) =>
  review ? (
    <p class="govuk-body as-written">
      <strong>{outcomes[review.outcome]}.</strong> {sentence(review.evidence)} {sentence(review.why)}
    </p>
  ) : (
    <p class="govuk-body">Not reviewed yet.</p>
  )
