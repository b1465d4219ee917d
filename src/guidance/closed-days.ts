import { inWords, isAfter, isBefore, isWithin, type PlainDate } from './dates.ts'
import { bare } from './in-sentences.ts'

export const closedDayKinds = ['exam', 'training', 'closed', 'other'] as const
export type ClosedDayKind = (typeof closedDayKinds)[number]
export const isClosedDayKind = (word: string): word is ClosedDayKind =>
  (closedDayKinds as readonly string[]).includes(word)

/** Days on which a setting holds no meetings; both ends count. */
export interface ClosedDays {
  readonly first: PlainDate
  readonly last: PlainDate
  readonly kind: ClosedDayKind
  /** What the school wrote, or nothing. */
  readonly words: string
}

export const closedDayNames: Readonly<Record<ClosedDayKind, string>> = {
  exam: 'exams',
  training: 'staff training or induction',
  closed: 'the school is closed',
  other: 'no meetings'
}

/** Why a school holds no meeting on a day, in its own words where it gave any; null where it does. */
export function whyClosed(date: PlainDate, days: readonly ClosedDays[]): string | null {
  const found = days.find(one => isWithin(date, one.first, one.last))
  if (!found) return null
  return found.words ? `${closedDayNames[found.kind]} (${bare(found.words)})` : closedDayNames[found.kind]
}

export interface ClosedDaysProblem {
  readonly where: 'first' | 'last'
  readonly what: string
}

/** At most so many days at a time: a longer closure is a matter of the calendar. */
export const mostClosedDays = 62

/** Whether a school can mark these days. */
export function closedDaysProblems(
  { first, last }: Pick<ClosedDays, 'first' | 'last'>,
  today: PlainDate
): readonly ClosedDaysProblem[] {
  if (isBefore(last, first))
    return [{ where: 'last', what: `The last day is before ${inWords(first)}. Choose that day or a later one.` }]
  if (isBefore(last, today)) return [{ where: 'last', what: `${inWords(last)} has passed. Mark days to come.` }]
  if (!isBefore(last, first.add({ days: mostClosedDays })))
    return [{ where: 'last', what: `Mark at most ${mostClosedDays} days at a time.` }]
  return isAfter(last, today.add({ years: 2 }))
    ? [{ where: 'last', what: `${inWords(last)} is more than two years away. Check the year.` }]
    : []
}
