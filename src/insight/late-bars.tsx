import { definitions } from '../guidance/figures.ts'
import { withCommas } from '../guidance/numbers.ts'
import { Details } from '../ui/components/details.tsx'
import { SummaryList } from '../ui/components/summary-list.tsx'
import { Table } from '../ui/components/table.tsx'
import { type By, type LateGroup, lateAddress } from './lateness.ts'

const headings: Readonly<Record<By, string>> = {
  holder: 'Who holds it',
  person: 'Who',
  setting: 'School or other setting',
  team: 'Team',
  adviser: 'Adviser',
  step: 'What is late'
}

const most = 12
const row = 34

/** Bars of the longest groups; the table beneath says all of them, so that the picture is only a picture. */
export function LateBars({ groups, title }: { groups: readonly LateGroup[]; title: string }) {
  const shown = groups.filter(group => group.late > 0).slice(0, most)
  if (shown.length < 2) return null
  const longest = Math.max(...shown.map(group => group.late))
  const height = shown.length * row
  return (
    <svg class="bars" viewBox={`0 0 640 ${height}`} role="img" aria-label={`${title} The table beneath says the same.`}>
      {shown.map((group, index) => {
        const y = index * row
        const width = Math.max(2, (group.late / longest) * 340)
        return (
          <g>
            <text class="bars__words" x="236" y={y + 22} text-anchor="end">
              {shortened(group.words)}
            </text>
            <rect class="bars__bar" x="246" y={y + 6} width={width} height={row - 12} rx="3" />
            <text class="bars__words" x={246 + width + 8} y={y + 22}>
              {withCommas(group.late)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

const shortened = (words: string) => (words.length > 32 ? `${words.slice(0, 31)}…` : words)

export const days = (number: number | null) =>
  number === null ? '' : number === 1 ? '1\u00A0day' : `${number}\u00A0days`

/** Whose steps stand in a row. */
const byMeans: Readonly<Record<By, string>> = {
  holder: 'The role that has to do the step now.',
  person: 'Whoever has to do the step now, by name.',
  setting:
    'Only what the setting itself holds: the steps of its designated teachers and their delegates. What social workers and the Virtual School still have to do for the same children is counted by role, person, team and adviser.',
  team: 'All late steps of the children whose social worker is in the team, whoever holds them.',
  adviser: 'All late steps of the children whom the adviser looks after, whoever holds them.',
  step: 'What has to be done.'
}

const columnHeadings = {
  late: 'Late steps',
  children: 'Children',
  middle: 'Half are late by more than',
  longest: 'Longest',
  inside: 'Inside first 20 days'
} as const

/** Each column in words, one tap away. */
const Meaning = ({ by }: { by: By }) => (
  <Details summary="What the columns mean">
    <SummaryList
      rows={[
        [headings[by], byMeans[by]],
        [columnHeadings.late, definitions.late],
        [columnHeadings.children, definitions.lateChildren],
        [columnHeadings.middle, definitions.lateMiddle],
        [columnHeadings.longest, definitions.lateLongest],
        [columnHeadings.inside, definitions.lateInside]
      ].map(([key = '', value = '']) => ({ key, value }))}
    />
  </Details>
)

/** Each group with its counts; its name leads to the children behind them. */
export const LateTable = ({ groups, by, caption }: { groups: readonly LateGroup[]; by: By; caption?: string }) => (
  <>
    <Table
      cards
      firstCellIsHeader
      caption={caption}
      columns={[
        { heading: headings[by] },
        { heading: columnHeadings.late, numeric: true },
        { heading: columnHeadings.children, numeric: true },
        { heading: columnHeadings.middle, numeric: true },
        { heading: columnHeadings.longest, numeric: true },
        { heading: columnHeadings.inside, numeric: true }
      ]}
      rows={groups.map(group => [
        group.late > 0 || group.inside > 0 ? (
          <a class="govuk-link" href={lateAddress({ by, of: group.key, inside: group.late === 0 })}>
            {group.words}
          </a>
        ) : (
          group.words
        ),
        withCommas(group.late),
        withCommas(group.children),
        days(group.middle),
        days(group.longest),
        group.inside === 0 ? (
          '0'
        ) : (
          <a class="govuk-link" href={lateAddress({ by, of: group.key, inside: true })}>
            {group.inside}
          </a>
        )
      ])}
    />
    <Meaning by={by} />
  </>
)
