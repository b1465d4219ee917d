import { inWords } from '../../guidance/dates.ts'
import { Details } from '../../ui/components/details.tsx'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../../web/page.ts'
import { type PatternRow, patternsOf } from '../concern.ts'

interface Loaded {
  readonly patterns: readonly PatternRow[]
  readonly since: Temporal.PlainDate
}

/** Where concerns come from: the last twelve months by setting, each number down to the concerns behind it. */
export const patternsPage = page<Loaded>({
  at: '/insight/concerns',
  may: 'see patterns of concerns',
  name: 'patterns of concerns',
  quiet: true,
  load: async ({ tx, who, today }) => {
    const posts = ['virtual-school-head', 'adviser']
    const authority = who.appointments.find(({ role }) => posts.includes(role))?.authorityId
    const since = today.subtract({ years: 1 })
    return authority === undefined ? null : { patterns: await patternsOf(tx, authority, since.toString()), since }
  },
  view: ({ patterns, since }) => ({
    title: 'Concerns by setting',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'Questions and concerns', href: '/concerns' },
      { text: 'By setting' }
    ],
    body: (
      <>
        <h1 class="govuk-heading-l">{headline(patterns)}</h1>
        <Details summary="What this counts">
          Questions and concerns raised since {inWords(since)}, by where the child learns by the plan that it is about
          or, without a plan, by where they learnt on the day it was raised. Open: nobody has closed it. Days to an
          answer are days of the calendar.
        </Details>
        {patterns.length === 0 ? (
          <p class="govuk-body">What social workers and schools ask about a child is counted here.</p>
        ) : (
          <Table
            cards
            firstCellIsHeader
            columns={[
              { heading: 'School or other setting' },
              { heading: 'Raised', numeric: true },
              { heading: 'Children', numeric: true },
              { heading: 'Before a meeting', numeric: true },
              { heading: 'After one', numeric: true },
              { heading: 'Not answered', numeric: true },
              { heading: 'Open', numeric: true },
              { heading: 'Half are answered within', numeric: true },
              { heading: 'Latest' }
            ]}
            rows={patterns.map(one => [
              <a class="govuk-link" href={`/concerns?${new URLSearchParams({ setting: one.key })}`}>
                {one.setting || 'No school or other setting'}
              </a>,
              one.raised,
              one.children,
              one.before,
              one.raised - one.before,
              one.unanswered,
              one.open,
              one.middle === null ? '' : one.middle === 1 ? '1 day' : `${one.middle} days`,
              inWords(Temporal.PlainDate.from(one.latest))
            ])}
          />
        )}
      </>
    )
  })
})

/** The finding, as a sentence: a setting stands out where it has more than any other. */
function headline(patterns: readonly PatternRow[]): string {
  const total = patterns.reduce((sum, { raised }) => sum + raised, 0)
  const [first, second] = patterns
  if (!first) return 'Nobody has raised a concern in the last twelve months'
  const all = total === 1 ? '1 concern in twelve months' : `${total.toLocaleString('en-GB')} concerns in twelve months`
  return first.setting && second && first.raised > second.raised
    ? `${all}, ${first.raised} of them at ${first.setting}`
    : all
}
