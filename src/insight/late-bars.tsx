import { withCommas } from '../guidance/numbers.ts'
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

export const days = (number: number | null) => (number === null ? '' : number === 1 ? '1 day' : `${number} days`)

/** Each group with its counts; its name leads to the children behind them. */
export const LateTable = ({ groups, by, caption }: { groups: readonly LateGroup[]; by: By; caption?: string }) => (
  <Table
    cards
    firstCellIsHeader
    caption={caption}
    columns={[
      { heading: headings[by] },
      { heading: 'Late steps', numeric: true },
      { heading: 'Children', numeric: true },
      { heading: 'Half are late by more than', numeric: true },
      { heading: 'Longest', numeric: true },
      { heading: 'Inside first 20 days', numeric: true }
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
)
