import type { DayKind } from './days.ts'
import { type PremiumPolicy, warwickshirePremium } from './premium-policy.ts'
import type { AcademicYear, TermName } from './words.ts'

/** A clock that counts days; switched off it never starts. */
export interface CountedClock {
  readonly on: boolean
  readonly days: number
  readonly kind: DayKind
}

export const countedClocks = [
  'arrange-initial',
  'hold-initial',
  'views',
  'social-worker-section',
  'submit',
  'check',
  'correction',
  'quality-review',
  'resubmit',
  'file-copy',
  'leaving-care-sudden',
  'school-place',
  'place-review',
  'new-setting',
  'concern'
] as const
export type CountedClockName = (typeof countedClocks)[number]

/** A termly date the authority publishes in place of the last school day of the first half. */
export interface PublishedDeadline {
  readonly year: AcademicYear
  readonly term: TermName
  /** ISO date. */
  readonly due: string
  /** 0 is Reception, below it nursery; absent: every year group. */
  readonly yearGroups?: readonly number[]
}

/** Where this authority's bank holidays are not England's and Wales's: a proclaimed day not known here yet, a day worked. */
export interface BankHolidayChanges {
  readonly added: ReadonlyArray<{ readonly date: string; readonly name: string }>
  /** ISO dates. */
  readonly removed: readonly string[]
}

export const ratings = ['red', 'amber', 'green', 'gold'] as const
export type Rating = (typeof ratings)[number]

/** Every figure an authority sets. Plain JSON, so that it is stored and shown as it stands. */
export interface Policy {
  readonly clocks: Readonly<Record<CountedClockName, CountedClock>>
  /** A meeting with less notice than this many working days has its pre-meeting clocks due on the day. */
  readonly shortNoticeWorkingDays: number
  /** An initial plan is never owed sooner than this many working days after its meeting. */
  readonly initialSubmitAtLeastWorkingDays: number
  readonly publishedDeadlines: readonly PublishedDeadline[]
  readonly bankHolidays: BankHolidayChanges
  readonly roundOpensSchoolDaysBefore: number
  readonly ages: {
    /** A pep is due from this birthday (G 2.1: 2). */
    readonly from: number
    /** Until this birthday (G 2.1: 18). */
    readonly until: number
    /** On past the last birthday to the 31 August that ends year 13. */
    readonly toEndOfYear13: boolean
  }
  readonly dueSoonWorkingDays: number
  readonly reminders: {
    /** Working days before the due date, to whoever must act. */
    readonly before: readonly number[]
    /** Working days after it: who else is told. */
    readonly adviserAndSocialWorkerAfter: number
    readonly managerAndSettingAfter: number
    readonly headAfter: number
  }
  /** Hours of London's clock between which a message that can wait is held, and whether on days on which nobody works too. */
  readonly quiet: { readonly from: number; readonly until: number; readonly onDaysOff: boolean }
  readonly quality: {
    readonly labels: Readonly<Record<Rating, string>>
    /** The share of fours, in percent, from which a plan without a two is gold. */
    readonly goldFromPercent: number
    /** The share of reviewed plans that a second adviser rates blind. */
    readonly moderationPercent: number
  }
  readonly premium: PremiumPolicy
  /** An account that nobody has signed in to for so many days sleeps. */
  readonly access: { readonly suspendAfterDays: number }
  /** Counts below this never leave the Virtual School. */
  readonly suppressUnder: number
}

const working = (days: number): CountedClock => ({ on: true, days, kind: 'working' })

export const warwickshirePolicy: Policy = {
  clocks: {
    'arrange-initial': working(10),
    'hold-initial': working(20),
    views: working(5),
    'social-worker-section': working(5),
    submit: working(10),
    check: working(5),
    correction: working(5),
    'quality-review': working(10),
    resubmit: working(5),
    'file-copy': working(5),
    'leaving-care-sudden': working(10),
    'school-place': { on: true, days: 20, kind: 'school' },
    'place-review': { on: true, days: 7, kind: 'calendar' },
    'new-setting': { on: false, days: 20, kind: 'working' },
    concern: { on: false, days: 3, kind: 'working' }
  },
  shortNoticeWorkingDays: 6,
  initialSubmitAtLeastWorkingDays: 2,
  publishedDeadlines: [],
  bankHolidays: { added: [], removed: [] },
  roundOpensSchoolDaysBefore: 10,
  ages: { from: 2, until: 18, toEndOfYear13: false },
  dueSoonWorkingDays: 5,
  reminders: { before: [10, 5, 1], adviserAndSocialWorkerAfter: 1, managerAndSettingAfter: 5, headAfter: 10 },
  quiet: { from: 19, until: 7, onDaysOff: true },
  quality: {
    labels: { red: 'Red', amber: 'Amber', green: 'Green', gold: 'Gold' },
    goldFromPercent: 80,
    moderationPercent: 10
  },
  premium: warwickshirePremium,
  access: { suspendAfterDays: 90 },
  suppressUnder: 5
}
