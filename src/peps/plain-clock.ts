import type { Clock } from '../guidance/clocks/clock.ts'

type Dated = 'start' | 'due' | 'inPractice' | 'dayZero' | 'metOn' | 'notLateUntil' | 'skipped'

/** A clock as plain JSON, so that a page can explain it without counting again. Dates are ISO. */
export interface PlainClock extends Omit<Clock, Dated> {
  readonly start: string
  readonly due: string | null
  readonly metOn: string | null
  readonly notLateUntil?: string
  readonly inPractice?: string
  readonly dayZero?: { readonly on: string; readonly what: string }
  readonly skipped: ReadonlyArray<{ readonly date: string; readonly why: string }>
}

export const plainClock = ({
  start,
  due,
  inPractice,
  dayZero,
  metOn,
  notLateUntil,
  skipped,
  ...rest
}: Clock): PlainClock => ({
  ...rest,
  start: start.toString(),
  due: due?.toString() ?? null,
  metOn: metOn?.toString() ?? null,
  ...(notLateUntil ? { notLateUntil: notLateUntil.toString() } : {}),
  ...(inPractice ? { inPractice: inPractice.toString() } : {}),
  ...(dayZero ? { dayZero: { ...dayZero, on: dayZero.on.toString() } } : {}),
  skipped: skipped.map(({ date, why }) => ({ date: date.toString(), why }))
})

const day = (iso: string) => Temporal.PlainDate.from(iso)

/** The clock again, for the rules (`lateness`, reminders). */
export const clockOf = ({
  start,
  due,
  inPractice,
  dayZero,
  metOn,
  notLateUntil,
  skipped,
  ...rest
}: PlainClock): Clock => ({
  ...rest,
  start: day(start),
  due: due === null ? null : day(due),
  metOn: metOn === null ? null : day(metOn),
  ...(notLateUntil ? { notLateUntil: day(notLateUntil) } : {}),
  ...(inPractice ? { inPractice: day(inPractice) } : {}),
  ...(dayZero ? { dayZero: { ...dayZero, on: day(dayZero.on) } } : {}),
  skipped: skipped.map(({ date, why }) => ({ date: day(date), why }))
})
