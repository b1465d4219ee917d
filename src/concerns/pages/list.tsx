import { may } from '../../guidance/access.ts'
import { inWords, type PlainDate } from '../../guidance/dates.ts'
import { Name } from '../../ui/components/name.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../../web/page.ts'
import { type Concern, concernsOf, duesOf, stages } from '../concern.ts'

interface Loaded {
  readonly rows: ReadonlyArray<{ readonly concern: Concern; readonly due: PlainDate | null }>
  readonly answers: boolean
  readonly more: boolean
  readonly at: number
  /** Only those of one place of education. */
  readonly setting: string | null
}

const stateOf = ({ closedOn, answeredOn }: Concern, due: PlainDate | null): string =>
  closedOn
    ? `Closed on ${inWords(closedOn)}`
    : answeredOn
      ? `Answered on ${inWords(answeredOn)}`
      : due
        ? `To be answered by ${inWords(due)}`
        : 'Waits for an answer'

/** The concerns that I raised, or that I answer: open ones first, my own children's before the others'. */
export const concernsPage = page<Loaded>({
  at: '/concerns',
  may: 'see concern',
  name: 'concerns',
  load: async ({ tx, who, query, today }) => {
    const answers = may('answer concern', who.roles)
    const at = Math.max(1, Math.trunc(Number(query.page)) || 1)
    const setting = query.setting && query.setting.length <= 40 ? query.setting : null
    const { concerns, more } = await concernsOf(tx, { answers, setting, page: Math.min(at, 10_000) })
    const dues = await duesOf(tx, concerns, today)
    const rows = concerns.map(concern => ({ concern, due: dues.get(concern.id) ?? null }))
    return { rows, answers, more, at, setting }
  },
  shows: ({ rows }) => rows.map(({ concern }) => concern.childId),
  view: ({ rows, answers, more, at, setting }) => ({
    title: 'Questions and concerns',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Questions and concerns' }],
    body: (
      <>
        <h1 class="govuk-heading-l">Questions and concerns</h1>
        {answers ? (
          <p class="govuk-body">
            <a class="govuk-link" href="/insight/concerns">
              Patterns by setting
            </a>
            {setting ? (
              <>
                {'. These are of one setting. '}
                <a class="govuk-link" href="/concerns">
                  See all
                </a>
              </>
            ) : null}
          </p>
        ) : null}
        {rows.length === 0 ? (
          <p class="govuk-body">
            {answers
              ? 'Nobody has put a question to you. What social workers and schools ask about a child appears here.'
              : 'You have not raised any. To raise one, open the child and choose “Ask or tell the adviser about a concern”.'}
          </p>
        ) : (
          <Table
            cards
            caption={<span class="govuk-visually-hidden">Questions and concerns</span>}
            columns={[{ heading: 'Child' }, { heading: 'What' }, { heading: 'Raised' }, { heading: 'State' }]}
            rows={rows.map(({ concern, due }) => [
              <a class="govuk-link" href={`/concerns/${concern.id}`}>
                <Name of={concern.childName} />
                <span class="govuk-visually-hidden">, raised on {inWords(concern.raisedOn)}</span>
              </a>,
              <>
                {stages[concern.stage]}: <span class="as-written">{shortened(concern.words)}</span>
              </>,
              `${inWords(concern.raisedOn)}, ${concern.raisedBy}`,
              stateOf(concern, due)
            ])}
          />
        )}
        {at > 1 || more ? (
          <Pagination
            previous={at > 1 ? { href: pageAt(at - 1, setting) } : undefined}
            next={more ? { href: pageAt(at + 1, setting) } : undefined}
          />
        ) : null}
      </>
    )
  })
})

const pageAt = (page: number, setting: string | null) =>
  `/concerns?${new URLSearchParams({ page: String(page), ...(setting ? { setting } : {}) })}`

const shortened = (words: string) => (words.length > 160 ? `${words.slice(0, 160)}…` : words)
