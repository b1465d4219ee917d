import type { ComponentChildren } from 'preact'
import { inWords } from '../guidance/dates.ts'
import { inPounds } from '../guidance/money.ts'
import { SummaryList, type SummaryRow } from '../ui/components/summary-list.tsx'
import { areaName } from './areas.ts'
import { CoachSays } from './coach-says.tsx'
import { coachOf } from './coached-target.ts'
import { ownerNames, type Target, type TargetDraft } from './target.ts'

const row = (key: string, value: string): SummaryRow[] =>
  value === '' ? [] : [{ key, value: <span class="as-written">{value}</span> }]

/** Everything known of a target; what was left empty is left out, but for what every target needs. */
export function TargetSummary({ target }: { target: TargetDraft }) {
  return (
    <SummaryList
      rows={[
        ...row('Need', target.need),
        ...row('Where they are now', target.baseline),
        ...(target.actions.length === 0
          ? []
          : [
              {
                key: 'Who does what',
                value: (
                  <ul class="govuk-list">
                    {target.actions.map(({ who, what }) => (
                      <li class="as-written">
                        {ownerNames[who]}: {what}
                      </li>
                    ))}
                  </ul>
                )
              }
            ]),
        { key: 'Lead', value: target.leadName || 'Nobody yet' },
        {
          key: 'When',
          value: `${target.starts ? `from ${inWords(target.starts)} ` : ''}${target.due ? `by ${inWords(target.due)}` : 'no date yet'}`
        },
        ...row('How we will know', target.success),
        ...row('Extra help', target.intervention),
        ...(target.costPence > 0 ? [{ key: 'Cost', value: inPounds(target.costPence) }] : [])
      ]}
    />
  )
}

/** The same as lines of text, to be compared. */
export const targetInLines = (target: TargetDraft): string =>
  [
    `${areaName(target.area)}: ${target.words}`,
    ...(target.childWords ? [`In the child’s words: ${target.childWords}`] : []),
    ...(target.need ? [`Need: ${target.need}`] : []),
    ...(target.baseline ? [`Where they are now: ${target.baseline}`] : []),
    ...target.actions.map(({ who, what }) => `${ownerNames[who]}: ${what}`),
    `Lead: ${target.leadName}`,
    ...(target.starts ? [`Starts: ${inWords(target.starts)}`] : []),
    ...(target.due ? [`Due: ${inWords(target.due)}`] : []),
    ...(target.success ? [`How we will know: ${target.success}`] : []),
    ...(target.intervention ? [`Extra help: ${target.intervention}`] : []),
    ...(target.costPence > 0 ? [`Cost: ${inPounds(target.costPence)}`] : [])
  ].join('\n')

export const HistoryLink = ({ pepId, target }: { pepId: string; target: Target }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={`/peps/${pepId}/targets/${target.id}/history`}>
      This target in earlier terms<span class="govuk-visually-hidden">: {target.words}</span>
    </a>
  </p>
)

/** One target on its card: area, words, the child's wording, and the rest as a list. */
export function TargetCard({
  target,
  number,
  coached = false,
  children
}: {
  target: Target
  number: number
  /** For those who write: with the coach's word on it. */
  coached?: boolean
  children?: ComponentChildren
}) {
  return (
    <section class="card" aria-labelledby={`target-${target.id}`}>
      <p class="govuk-caption-m">{areaName(target.area)}</p>
      <h2 class="govuk-heading-m as-written" id={`target-${target.id}`}>
        {number}. {target.words}
      </h2>
      {target.childWords ? (
        <>
          <p class="govuk-body govuk-!-margin-bottom-1">In the child’s own words:</p>
          <blockquote class="child-words">{target.childWords}</blockquote>
        </>
      ) : null}
      <TargetSummary target={target} />
      {target.carriedFrom ? <HistoryLink pepId={target.pepId} target={target} /> : null}
      {coached ? <CoachSays coached={coachOf(target)} /> : null}
      {children}
    </section>
  )
}
