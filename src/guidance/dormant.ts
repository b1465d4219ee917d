import { isBefore, later, type PlainDate } from './dates.ts'

/** How long before, at the least, its person is told that an account will be suspended. */
export const noticeDays = 14

export interface Use {
  /** The last day that counts: of the last sign-in, or on which the newest post began. */
  readonly usedOn: PlainDate
  /** When its person was last told; a sign-in takes it back. */
  readonly warnedOn: PlainDate | null
  /** The longest of those that its authorities allow. */
  readonly days: number
}

/** The day on which an account is suspended if nobody signs in before: never without a fortnight's notice. */
export const suspendsOn = ({ usedOn, warnedOn, days }: Use, today: PlainDate): PlainDate =>
  later(usedOn.add({ days }), (warnedOn ?? today).add({ days: noticeDays }))

/** What is to be done today about an account that is not used: its person is told, then it is suspended. */
export function dormancy(use: Use, today: PlainDate): 'warn' | 'suspend' | null {
  if (use.warnedOn === null) return isBefore(today, use.usedOn.add({ days: use.days - noticeDays })) ? null : 'warn'
  return isBefore(today, suspendsOn(use, today)) ? null : 'suspend'
}
