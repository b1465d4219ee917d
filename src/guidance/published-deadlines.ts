import { phaseOfYearGroup } from './ages.ts'
import { type Calendar, closedInTerm, findTerm, type NamedTerm, termInWords } from './calendar.ts'
import { inWords, isWithin, type PlainDate } from './dates.ts'
import type { PublishedDeadline } from './policy.ts'
import type { Phase } from './words.ts'

/*
 * The dates that an authority publishes for its reviews, term by term, in place of the last school day of the first half
 * (G 2.1). One date stands for every child, others for some year groups.
 */

/** From before nursery to after year 13. */
const yearGroups = Array.from({ length: 21 }, (_, index) => index - 5)

export const yearGroupsOfPhase = (phase: Phase): number[] =>
  yearGroups.filter(group => phaseOfYearGroup(group) === phase)

const phaseNames: Readonly<Record<Phase, string>> = {
  'early-years': 'Early years',
  primary: 'Primary',
  secondary: 'Secondary',
  'post-16': 'Post-16'
}
const yearName = (group: number) => (group < 0 ? 'Nursery' : group === 0 ? 'Reception' : `Year ${group}`)

/** Whose date it is: "Every child", "Secondary", "Year 10, Year 11". */
export function whoseDate({ yearGroups: groups }: Pick<PublishedDeadline, 'yearGroups'>): string {
  if (!groups) return 'Every child'
  const phase = (Object.keys(phaseNames) as Phase[]).find(
    one => yearGroupsOfPhase(one).join() === groups.toSorted((a, b) => a - b).join()
  )
  return phase ? phaseNames[phase] : [...new Set(groups.map(yearName))].join(', ')
}

export interface NewDeadline extends NamedTerm {
  readonly due: PlainDate
  /** Null: every year group. */
  readonly yearGroups: readonly number[] | null
}

/** With one date more; or why it cannot be published. */
export function withDeadline(
  published: readonly PublishedDeadline[],
  { year, term, due, yearGroups: groups }: NewDeadline,
  calendar: Calendar
): readonly PublishedDeadline[] | { readonly problem: string } {
  const dates = findTerm({ year, term }, calendar)
  const name = termInWords({ year, term })
  if (!dates) return { problem: `The ${name} has no dates yet. Enter its term dates first` }
  if (!isWithin(due, dates.start, dates.end))
    return { problem: `The date must be in the ${name}, from ${inWords(dates.start)} to ${inWords(dates.end)}` }
  const closed = closedInTerm(due, dates)
  if (closed) return { problem: `${inWords(due)} is no school day: ${closed}` }
  const clash = published.find(
    one =>
      one.year === year &&
      one.term === term &&
      (groups === null ? !one.yearGroups : groups.some(group => one.yearGroups?.includes(group)))
  )
  if (clash)
    return {
      problem: `${whoseDate(clash)} has a date for this term already, ${inWords(Temporal.PlainDate.from(clash.due))}. Take that one away first`
    }
  const added = { year, term, due: due.toString(), ...(groups ? { yearGroups: groups } : {}) }
  return [...published, added].sort((a, b) => a.due.localeCompare(b.due) || whoseDate(a).localeCompare(whoseDate(b)))
}

/** What a published date is known by, in an address. */
export const deadlineKey = ({ year, term, yearGroups: groups }: PublishedDeadline): string =>
  [year, term, groups?.join('.') ?? 'all'].join(' ')

export const withoutDeadline = (published: readonly PublishedDeadline[], key: string): readonly PublishedDeadline[] =>
  published.filter(one => deadlineKey(one) !== key)

/** A phase, or year groups with commas between them; "R" is Reception. Null: every year group. */
export function readWhose(phase: string, typed: string): readonly number[] | null | { readonly problem: string } {
  if (phase === 'all') return null
  const named = (Object.keys(phaseNames) as Phase[]).find(one => one === phase)
  if (named) return yearGroupsOfPhase(named)
  const parts = typed.split(',').map(part => part.trim().toUpperCase())
  const groups = parts.map(part => (part === 'R' ? 0 : /^\d{1,2}$/.test(part) ? Number(part) : Number.NaN))
  return groups.every(group => group >= 0 && group <= 14)
    ? [...new Set(groups)].sort((a, b) => a - b)
    : { problem: 'Enter year groups with commas between them, for example R, 10, 11' }
}
