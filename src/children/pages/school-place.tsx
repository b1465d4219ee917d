import type { ClockName } from '../../guidance/clocks/clock.ts'
import { inWords, isBefore } from '../../guidance/dates.ts'
import type { Refusal } from '../../guidance/words.ts'
import { ClockCard } from '../../peps/clock-card.tsx'
import { childClocks, type StoredClock } from '../../peps/clocks.ts'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Name } from '../../ui/components/name.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { dateField, text, written } from '../../web/forms.ts'
import { type Ask, aboutOf, type Outcome, page, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { type ChildFacts, factsOf } from '../changes.ts'
import {
  addApplication,
  addReview,
  isResult,
  type PlaceSearch,
  placeSearchOf,
  results,
  settleApplication
} from '../school-place.ts'
import { hubOf } from './change-page.tsx'
import { neededDate } from './read-change.ts'

interface Loaded {
  readonly facts: ChildFacts
  readonly search: PlaceSearch
  readonly clock: StoredClock | null
  readonly review: StoredClock | null
}

/** The search for a school place: its clock, the schools asked, and the weekly review. */
export const schoolPlacePage = page<Loaded>({
  at: '/children/:child/school-place',
  may: 'look for a school place',
  name: 'search for a school place',
  load: async ask => {
    const { childId } = aboutOf(ask)
    const facts = await factsOf(ask.tx, childId)
    if (!facts) return null
    const clocks = await childClocks(ask.tx, childId)
    const running = (name: ClockName) => clocks.findLast(one => one.name === name) ?? null
    const search = await placeSearchOf(ask.tx, childId)
    return { facts, search, clock: running('school-place'), review: running('place-review') }
  },
  submit: async ({ facts }, ask) => {
    const doing = { person: ask.who.id, today: ask.today }
    const done = (refusal: Refusal | null, words: string): Outcome =>
      refusal ?? { go: `/children/${facts.childId}/school-place`, done: words }
    const settle = text(ask.body, 'settle')
    if (settle !== '') {
      const result = text(ask.body, `result-${settle}`)
      if (!isResult(result)) return { again: [{ field: `result-${settle}`, what: 'Choose the result' }] }
      return done(await settleApplication(ask.tx, facts, { id: settle, result }, doing), 'The result is saved.')
    }
    return text(ask.body, 'step') === 'review' ? review(ask, facts, done, doing) : apply(ask, facts, done, doing)
  },
  view: ({ facts, search, clock, review }, shown) => ({
    title: 'A school place',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: facts.name, href: `/children/${facts.childId}` },
      { text: 'A school place' }
    ],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">
          <span class="govuk-caption-l">
            <Name of={facts.name} />
          </span>
          The search for a school place
        </h1>
        {clock ? <ClockCard clock={clock} /> : null}
        {review?.due ? (
          <p class="govuk-body">
            {search.reviews.length === 0 ? 'No weekly review has been recorded yet. ' : null}
            {nextReviewWords(Temporal.PlainDate.from(review.due), shown.today)}
          </p>
        ) : null}
        <p class="govuk-body">
          <a class="govuk-link" href={`${hubOf(facts.childId)}/starts`}>
            A place is found: record where and when
          </a>
        </p>
        <Applications search={search} shown={shown} />
        <Reviews search={search} shown={shown} />
      </div>
    )
  })
})

const nextReviewWords = (due: Temporal.PlainDate, today: Temporal.PlainDate) =>
  isBefore(due, today)
    ? `The weekly review was due on ${inWords(due)}: record it now.`
    : `The next weekly review is due on ${inWords(due)}.`

type Done = (refusal: Refusal | null, words: string) => Outcome
type Doing = { readonly person: string; readonly today: Temporal.PlainDate }

async function apply(ask: Ask, facts: ChildFacts, done: Done, doing: Doing): Promise<Outcome> {
  const asked = neededDate(ask.body, 'asked', 'Enter the day the school was asked')
  if ('problems' in asked) return { again: asked.problems }
  const wanted = { school: written(ask.body, 'school').slice(0, 200), askedOn: asked.date }
  return done(await addApplication(ask.tx, facts, wanted, doing), 'The application is saved.')
}

async function review(ask: Ask, facts: ChildFacts, done: Done, doing: Doing): Promise<Outcome> {
  const on = neededDate(ask.body, 'reviewed', 'Enter the day of the review')
  const next = dateField(ask.body, 'next')
  if ('problems' in on) return { again: on.problems }
  if ('problem' in next) return { again: [{ field: 'next-day', what: next.problem }] }
  const wanted = {
    words: written(ask.body, 'words').slice(0, 5000),
    on: on.date,
    nextOn: 'date' in next ? next.date : null
  }
  return done(await addReview(ask.tx, facts, wanted, doing), 'The review is saved.')
}

function Applications({ search: { applications }, shown }: { search: PlaceSearch; shown: Shown }) {
  return (
    <section aria-labelledby="applications">
      <h2 class="govuk-heading-m" id="applications">
        Schools asked
      </h2>
      {applications.length === 0 ? (
        <p class="govuk-body">No school has been asked yet.</p>
      ) : (
        <Table
          cards
          firstCellIsHeader
          columns={[{ heading: 'School' }, { heading: 'Asked' }, { heading: 'Result' }, { heading: 'Change' }]}
          rows={applications.map(one => [
            one.school,
            inWords(one.askedOn),
            `${results[one.result]}${one.resultOn ? `, ${inWords(one.resultOn)}` : ''}`,
            <form method="post" novalidate>
              <input type="hidden" name="_csrf" value={shown.csrf} />
              <Select
                name={`result-${one.id}`}
                label={<span class="govuk-visually-hidden">Result of {one.school}</span>}
                items={Object.entries(results).map(([value, words]) => ({ value, text: words }))}
                value={one.result}
                error={errorOf(shown, `result-${one.id}`)}
              />
              <button class="link-button" type="submit" name="settle" value={one.id}>
                Save the result<span class="govuk-visually-hidden"> of {one.school}</span>
              </button>
            </form>
          ])}
        />
      )}
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <Input
          name="school"
          label="Another school that was asked"
          value={typedOr(shown, 'school', null)}
          error={errorOf(shown, 'school')}
        />
        <DateInput
          name="asked"
          legend="Asked on"
          legendSize="s"
          values={boxesOf(shown, 'asked', shown.today)}
          error={errorOf(shown, 'asked-day')}
        />
        <Button kind="secondary" name="step" value="apply" preventDoubleClick>
          Add the application
        </Button>
      </form>
    </section>
  )
}

function Reviews({ search: { reviews }, shown }: { search: PlaceSearch; shown: Shown }) {
  return (
    <section aria-labelledby="reviews">
      <h2 class="govuk-heading-m" id="reviews">
        Weekly review
      </h2>
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <Textarea
          name="words"
          label="What was done this week, and what comes next?"
          hint="Who was spoken to, what is in the way, what they learn in the meantime."
          value={typedOr(shown, 'words', null)}
          error={errorOf(shown, 'words')}
        />
        <DateInput
          name="reviewed"
          legend="Reviewed on"
          legendSize="s"
          values={boxesOf(shown, 'reviewed', shown.today)}
          error={errorOf(shown, 'reviewed-day')}
        />
        <DateInput
          name="next"
          legend="Next review"
          legendSize="s"
          values={boxesOf(shown, 'next', shown.today.add({ days: 7 }))}
          error={errorOf(shown, 'next-day')}
        />
        <Button name="step" value="review" preventDoubleClick>
          Save the review
        </Button>
      </form>
      {reviews.length > 0 ? (
        <>
          <h3 class="govuk-heading-s">So far</h3>
          <ul class="govuk-list govuk-list--spaced">
            {reviews.map(one => (
              <li>
                <strong>{inWords(one.on)}</strong>, {one.by}: {one.words}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}
