import { inWords } from '../guidance/dates.ts'
import { Table } from '../ui/components/table.tsx'
import type { Correction } from './check.ts'

const outcomeWords = { mended: 'Mended', declined: 'Declined' } as const

/** Every correction of a plan with what became of it; an open one leads to where it is settled. */
export function CorrectionsList({
  corrections,
  pepId,
  labelOf
}: {
  corrections: readonly Correction[]
  pepId: string
  labelOf: (question: string) => string
}) {
  return corrections.length === 0 ? null : (
    <Table
      caption="Corrections"
      captionSize="m"
      cards
      columns={[{ heading: 'Answer' }, { heading: 'What was asked' }, { heading: 'Who' }, { heading: 'State' }]}
      rows={corrections.map(one => [
        labelOf(one.question),
        <span class="as-written">{one.remark}</span>,
        one.writer,
        one.outcome ? (
          <>
            {outcomeWords[one.outcome]}
            {one.settledOn ? ` on ${inWords(one.settledOn)}` : ''}
            {one.reply ? <span class="as-written">: {one.reply}</span> : null}
          </>
        ) : (
          <a class="govuk-link" href={`/peps/${pepId}/corrections/${one.id}`}>
            Open, due {inWords(one.due)}
          </a>
        )
      ])}
    />
  )
}
