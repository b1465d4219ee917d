import { londonTime } from '../../audit/entry.ts'
import { may } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { withCommas } from '../../guidance/numbers.ts'
import { isRefusal, roleNames } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { several, text } from '../../web/forms.ts'
import { type Ask, page, type Shown } from '../../web/page.ts'
import { answerReview, chosenOf, type Reviewed, type ReviewSheet, reviewFor, reviewPage } from '../access-review.ts'

interface Loaded {
  readonly sheet: ReviewSheet | null
  /** Whose access is about to be ended. */
  readonly ending: readonly Reviewed[]
}

async function load({ tx, who, query, body }: Ask): Promise<Loaded> {
  const page = Number(query.page ?? 1)
  const sheet = await reviewFor(tx, who, {
    shown: query.shown === 'done' ? 'done' : 'waiting',
    page: Number.isSafeInteger(page) && page > 0 && page < 10_000 ? page : 1
  })
  if (!sheet || text(body, 'do') !== 'end') return { sheet, ending: [] }
  const chosen = await chosenOf(tx, sheet.review, several(body, 'person'))
  return { sheet, ending: isRefusal(chosen) ? [] : chosen }
}

/** Each term: everybody who has access, kept or ended, several at once. */
export const accessReviewPage = page<Loaded>({
  at: '/people/review',
  may: 'see the access review',
  maySubmit: 'review access',
  name: 'access review',
  freshly: true,
  load,
  submit: async ({ sheet, ending }, { tx, who, body, today, now }) => {
    if (!sheet) return { refused: 'No review is open.' }
    const wanted = text(body, 'do')
    if (wanted === 'end' && ending.length > 0 && text(body, 'sure') !== 'yes') return { again: [] }
    const answer = { ids: several(body, 'person'), outcome: wanted === 'end' ? ('ended' as const) : ('kept' as const) }
    const done = await answerReview(tx, who, sheet.review, answer, { today, now })
    if (isRefusal(done)) return done
    const people = done.length === 1 ? (done[0]?.name ?? 'One person') : `${done.length} people`
    return {
      go: '/people/review',
      done: `${people}: access ${answer.outcome === 'kept' ? 'is kept' : 'has ended'}.`
    }
  },
  view: ({ sheet, ending }, shown) => ({
    title: ending.length > 0 ? 'End their access?' : 'Who still needs access?',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'People', href: '/people' },
      { text: 'Review of access' }
    ],
    body: ending.length > 0 ? <Confirm ending={ending} shown={shown} /> : <Sheet sheet={sheet} shown={shown} />
  })
})

const childrenOf = (number: number) => (number === 1 ? '1 child' : `${withCommas(number)} children`)

function Confirm({ ending, shown }: { ending: readonly Reviewed[]; shown: Shown }) {
  return (
    <div class="reading">
      <h1 class="govuk-heading-l">End their access?</h1>
      <p class="govuk-body-l">
        Every post that they hold in your council ends this minute, and they are signed out. They keep a plan that they
        are working on until it is signed off, and nothing newer.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {ending.map(({ name, children }) => (
          <li>
            {name} loses {childrenOf(children ?? 0)}
          </li>
        ))}
      </ul>
      <div class="govuk-button-group">
        <form method="post" action="/people/review">
          <input type="hidden" name="_csrf" value={shown.csrf} />
          <input type="hidden" name="do" value="end" />
          {ending.map(({ id }) => (
            <input type="hidden" name="person" value={id} />
          ))}
          <Button kind="warning" name="sure" value="yes" preventDoubleClick>
            End their access
          </Button>
        </form>
        <a class="govuk-link" href="/people/review">
          Cancel
        </a>
      </div>
    </div>
  )
}

function Sheet({ sheet, shown }: { sheet: ReviewSheet | null; shown: Shown }) {
  if (!sheet)
    return (
      <div class="reading">
        <h1 class="govuk-heading-xl">Who still needs access?</h1>
        <p class="govuk-body">
          No review has been opened yet. One opens by itself on the first day of each term, if the term dates are set.
        </p>
      </div>
    )
  const { review, waiting, done, people } = sheet
  return (
    <div>
      <h1 class="govuk-heading-xl">Who still needs access?</h1>
      <div class="reading">
        <p class="govuk-body-l">
          {review.finishedOn
            ? `The review of the ${review.term} term ${review.year} was finished on ${inWords(review.finishedOn)}.`
            : `Look through everybody who can open children’s records, and keep or end their access. The review of the ${review.term} term ${review.year} is to be done by ${inWords(review.due)}.`}
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/people/review" aria-current={sheet.shown === 'waiting' ? 'page' : undefined}>
            {waiting} to look at
          </a>
          {', '}
          <a
            class="govuk-link"
            href="/people/review?shown=done"
            aria-current={sheet.shown === 'done' ? 'page' : undefined}
          >
            {done} done
          </a>
        </p>
      </div>
      {people.length === 0 ? (
        <p class="govuk-body">{sheet.shown === 'done' ? 'Nobody has been looked at yet.' : 'Nobody waits.'}</p>
      ) : sheet.shown === 'done' ? (
        <Done people={people} />
      ) : (
        <Waiting people={people} shown={shown} />
      )}
      <Pages sheet={sheet} />
    </div>
  )
}

const lastUse = ({ signedInOn, suspendedOn }: Reviewed) => (
  <>
    {signedInOn ? inWords(signedInOn) : 'Never'}
    {suspendedOn ? (
      <span class="as-block">
        <Tag colour="orange">Suspended</Tag> since {inWords(suspendedOn)}
      </span>
    ) : null}
  </>
)

const rolesOf = ({ roles, places }: Reviewed) =>
  [roles.map(role => roleNames[role]).join(', ') || 'no post any more', places.join(', ')].filter(Boolean).join(': ')

function Waiting({ people, shown }: { people: readonly Reviewed[]; shown: Shown }) {
  const answers = may('review access', shown.who?.roles ?? [])
  const ticked = shown.typed ? several(shown.typed, 'person') : []
  return (
    <form method="post" action="/people/review" novalidate>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <Table
        cards="close"
        firstCellIsHeader
        columns={[
          { heading: 'Name' },
          { heading: 'Role', bare: true },
          { heading: 'E-mail address', bare: true },
          { heading: 'Last signed in' },
          { heading: 'Children', numeric: true }
        ]}
        rows={people.map((one, index) => [
          answers ? (
            <div class="govuk-checkboxes govuk-checkboxes--small">
              <div class="govuk-checkboxes__item">
                <input
                  class="govuk-checkboxes__input"
                  type="checkbox"
                  name="person"
                  value={one.id}
                  id={index === 0 ? 'person' : `person-${one.id}`}
                  checked={ticked.includes(one.id)}
                />
                <label class="govuk-label govuk-checkboxes__label" for={index === 0 ? 'person' : `person-${one.id}`}>
                  {one.name}
                </label>
              </div>
            </div>
          ) : (
            one.name
          ),
          rolesOf(one),
          one.email ?? 'No e-mail address',
          lastUse(one),
          withCommas(one.children ?? 0)
        ])}
      />
      {answers ? (
        <div class="govuk-button-group">
          <Button name="do" value="keep" preventDoubleClick>
            Keep the access of those chosen
          </Button>
          <Button kind="secondary" name="do" value="end">
            End the access of those chosen
          </Button>
        </div>
      ) : (
        <p class="govuk-body">Your administrator keeps or ends their access.</p>
      )}
    </form>
  )
}

function Done({ people }: { people: readonly Reviewed[] }) {
  return (
    <Table
      cards="close"
      firstCellIsHeader
      columns={[
        { heading: 'Name' },
        { heading: 'Role', bare: true },
        { heading: 'Access' },
        { heading: 'By' },
        { heading: 'On' }
      ]}
      rows={people.map(one => [
        one.name,
        rolesOf(one),
        one.answer?.outcome === 'ended' ? 'Ended' : 'Kept',
        one.answer?.by ?? '',
        one.answer ? londonTime(one.answer.at) : ''
      ])}
    />
  )
}

function Pages({ sheet: { shown, page: now, waiting, done } }: { sheet: ReviewSheet }) {
  const last = Math.ceil((shown === 'done' ? done : waiting) / reviewPage)
  if (last < 2) return null
  const link = (to: number) => ({
    href: `/people/review?${new URLSearchParams({ ...(shown === 'done' ? { shown } : {}), page: String(to) })}`,
    label: `${to} of ${last}`
  })
  return (
    <Pagination
      name="Pages of people"
      previous={now > 1 ? link(now - 1) : undefined}
      next={now < last ? link(now + 1) : undefined}
    />
  )
}
