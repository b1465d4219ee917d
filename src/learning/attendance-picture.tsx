import { absenceBand, attendedInWords, bandWords, type Sessions, tenthsAttended } from '../guidance/attendance.ts'
import { inWords } from '../guidance/dates.ts'
import { Table } from '../ui/components/table.tsx'
import type { Attendance } from './attendance.ts'

/** "94.2% attended. Less than 10% was missed." */
export function attendanceFinding(sessions: Sessions): string {
  const [share, band] = [attendedInWords(sessions), absenceBand(sessions)]
  return share && band ? `${share} attended. ${bandWords[band]}` : 'No session was possible, so there is no percentage.'
}

const width = 600
const [top, height, gap] = [10, 120, 6]

/** Bars by week with the nine-tenths line; the table beneath says the same in figures. */
export function AttendancePicture({ attendance }: { attendance: Attendance }) {
  const { byWeek } = attendance
  if (byWeek.length === 0) return null
  const step = width / byWeek.length
  const heightOf = (sessions: Sessions) => ((tenthsAttended(sessions) ?? 0) / 1000) * height
  return (
    <figure class="picture">
      <svg viewBox={`0 0 ${width} ${top + height + 2}`} role="img" aria-labelledby="attendance-picture">
        <title id="attendance-picture">
          Share of sessions attended, week by week. The table beneath has the figures.
        </title>
        {byWeek.map((week, index) => (
          <rect
            class={absenceBand(week) === 'none' ? 'picture__bar' : 'picture__bar picture__bar--low'}
            x={index * step + gap / 2}
            y={top + height - heightOf(week)}
            width={Math.max(1, step - gap)}
            height={heightOf(week)}
          />
        ))}
        <line class="picture__line" x1="0" x2={width} y1={top + height * 0.1} y2={top + height * 0.1} />
        <line class="picture__axis" x1="0" x2={width} y1={top + height} y2={top + height} />
      </svg>
      <figcaption class="govuk-body-s">The dashed line is 90%. Weeks at or below it have the lighter bars.</figcaption>
      <Table
        caption="Attendance by week"
        columns={[
          { heading: 'Week of' },
          { heading: 'Possible', numeric: true },
          { heading: 'Attended', numeric: true },
          { heading: 'Share', numeric: true }
        ]}
        rows={byWeek.map(week => [
          inWords(week.week),
          week.possible,
          week.attended,
          attendedInWords(week) ?? 'no session'
        ])}
        firstCellIsHeader
        cards
      />
    </figure>
  )
}
