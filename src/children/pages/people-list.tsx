import { inWords } from '../../guidance/dates.ts'
import { type Role, roleNames } from '../../guidance/words.ts'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import type { ChildPageRow } from '../child.queries.ts'

const day = (iso: string) => inWords(Temporal.PlainDate.from(iso))
const reach = (one: { email: string | null; phone: string | null }) =>
  [one.phone, one.email].filter(Boolean).join(', ') || 'No telephone or e-mail recorded'

/** The last day of what ends before this one. */
export const lastDayOf = (ends: string): string => inWords(Temporal.PlainDate.from(ends).subtract({ days: 1 }))

/** Who is around a child and how to reach them; who stands in for somebody, and who has just taken over, with the days. */
export function PeopleList({ row, today }: { row: ChildPageRow; today: Temporal.PlainDate }) {
  const people = row.people.flatMap(one => [
    {
      key: `${one.name}, ${roleNames[one.role as Role]}`,
      value: (
        <>
          {reach(one)}
          {one.after ? (
            <span class="as-block">
              Since {day(one.after.since)}, after {one.after.name}
            </span>
          ) : null}
        </>
      )
    },
    ...one.stand_ins.map(cover => ({
      key: `${cover.name}, stands in for ${one.name}`,
      value: (
        <>
          {reach(cover)}
          {cover.ends ? <span class="as-block">Until {lastDayOf(cover.ends)}</span> : null}
        </>
      )
    }))
  ])
  const offices = row.offices.map(one => ({ key: `${one.name}, school office`, value: reach(one) }))
  const since = changedHomeOn(row, today)
  const carer = row.carer
    ? [
        {
          key: `${row.carer.name ?? 'Name not recorded'}, carer`,
          value: (
            <>
              {reach(row.carer)}
              {since ? <span class="as-block">Since {day(since)}, when the home changed</span> : null}
            </>
          )
        }
      ]
    : []
  const rows = [...people, ...offices, ...carer]
  return rows.length > 0 ? <SummaryList rows={rows} /> : <p class="govuk-body">Nobody is recorded yet.</p>
}

/** When the child came to the home of now from another one, within the last year. */
function changedHomeOn({ placements }: ChildPageRow, today: Temporal.PlainDate): string | null {
  const now = placements.findLast(({ starts }) => starts <= today.toString())
  const before = placements.some(one => now && one.starts < now.starts && one.ends !== null && one.ends >= now.starts)
  return now && before && now.starts > today.subtract({ years: 1 }).toString() ? now.starts : null
}
