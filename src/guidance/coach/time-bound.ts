import { type Finding, met, missing, unknown, weak } from './finding.ts'
import { datesIn, durationIn } from './when.ts'

export interface Dates {
  /** ISO date; null: asked and not given; undefined: not asked. ISO, since the coach also runs where there is no Temporal. */
  readonly due: string | null | undefined
  readonly nextMeeting?: string | null
}

/** Time-bound: a date, not after the next meeting. */
export function timeBound(text: string, { due, nextMeeting }: Dates): Finding {
  if (due && nextMeeting && due > nextMeeting)
    return weak('That is after the next meeting, where it is looked at. Choose that day or an earlier one.', due)
  if (due) return met(due)
  const named = datesIn(text)[0]
  if (named) return met(named)
  const kept = durationIn(text)
  if (kept) return weak('From when? Give the day by which it should be done.', kept)
  const loose =
    /\b(?:soon|over time|ongoing|eventually|in (?:the )?future|as soon as possible|this year|throughout)\b/i.exec(
      text
    )?.[0]
  if (due === undefined && !loose) return unknown
  return missing(
    loose
      ? `“${loose}” has no end. Give the day by which it should be done.`
      : 'By when? Give a day, not after the next meeting.'
  )
}
