import { isUuid } from '../../db/transaction.ts'
import { inWords } from '../../guidance/dates.ts'
import { sentence } from '../../guidance/in-sentences.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../../web/page.ts'
import { areaName } from '../areas.ts'
import { type PastRow, readLine } from '../history.queries.ts'
import { nextSteps, outcomes } from '../review.ts'

interface Loaded extends OfPep {
  readonly line: readonly PastRow[]
}

/** A target across the terms: what it grew out of, and what came of each. */
export const targetHistoryPage = page<Loaded>({
  at: '/peps/:pep/targets/:target/history',
  may: 'read plan',
  name: 'history of a target',
  load: async ask => {
    const of = await recordOf(ask, 'P', 'write targets')
    const id = ask.params.target ?? ''
    const line = of && isUuid(id) ? await readLine(ask.tx, id) : []
    // A target of this plan, or of the plan before it, which is reviewed here.
    const here = of && line[0] && [of.pep.id, of.pep.previousPepId].includes(line[0].pep_id)
    return of && here ? { ...of, line } : null
  },
  subject: subjectOf,
  view: (of, shown) => ({
    title: 'A target across the terms',
    trail: pepTrail(of.pep, 'A target across the terms'),
    body: (
      <RecordPage of={of} today={shown.today} title="A target across the terms">
        <p class="govuk-caption-m">{areaName(of.line[0]?.area ?? '')}</p>
        <Table
          cards
          firstCellIsHeader
          columns={[
            { heading: 'Term' },
            { heading: 'Target' },
            { heading: 'In the child’s own words' },
            { heading: 'Where they were' },
            { heading: 'What came of it' }
          ]}
          rows={of.line.map(row => [
            `${row.term[0]?.toUpperCase()}${row.term.slice(1)} ${row.year}`,
            <>
              <span class="as-written">{row.words}</span>
              {row.due ? <span class="govuk-hint as-block">by {inWords(Temporal.PlainDate.from(row.due))}</span> : null}
            </>,
            <span class="as-written">{row.child_words}</span>,
            <span class="as-written">{row.baseline}</span>,
            <span class="as-written">{cameOf(row)}</span>
          ])}
        />
      </RecordPage>
    )
  })
})

const known = (names: Readonly<Record<string, string>>, value: string | null) =>
  value !== null && Object.hasOwn(names, value) ? names[value] : undefined

function cameOf({ outcome, evidence, why, next_step }: PastRow): string {
  const said = known(outcomes, outcome)
  if (!said) return 'Not reviewed yet'
  const next = known(nextSteps, next_step)
  return [`${said}.`, sentence(evidence ?? ''), sentence(why ?? ''), ...(next ? [`${next}.`] : [])]
    .filter(Boolean)
    .join(' ')
}
