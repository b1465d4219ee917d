import { inWords } from './dates.ts'
import type { DayKind } from './days.ts'
import {
  type BankHolidayChanges,
  type CountedClock,
  type CountedClockName,
  countedClocks,
  type Policy,
  type PublishedDeadline
} from './policy.ts'
import { whoseDate } from './published-deadlines.ts'

/** The figures that an authority sets one at a time, each with its meaning in plain words and its clause. */
export interface Figure {
  /** Where it stands in the policy: `clocks.submit`, `dueSoonWorkingDays`. */
  readonly key: string
  readonly group: string
  readonly label: string
  readonly meaning: string
  readonly kind: 'clock' | 'whole' | 'wholes' | 'yes-no'
  readonly least: number
  readonly most: number
}

export type Typed = Readonly<Record<string, string>>
export type FigureValue = CountedClock | number | readonly number[] | boolean

const clockWords: Readonly<Record<CountedClockName, readonly [string, string]>> = {
  'arrange-initial': ['Arrange the first meeting', 'Counted from the day care begins. The social worker arranges it.'],
  'hold-initial': [
    'Hold the first meeting',
    'Counted from the day care begins. Until then nobody counts the child as late.'
  ],
  views: ['Record views', 'Counted back from the meeting.'],
  'social-worker-section': ['Complete the social worker’s section', 'Counted back from the meeting.'],
  submit: ['Submit the plan', 'Counted from the meeting. A first plan has a rule of its own.'],
  check: ['Check the plan', 'Counted from the day it is submitted. The social worker checks the views.'],
  correction: ['Answer a correction', 'Counted from the day the social worker asks.'],
  'quality-review': ['Review the plan’s quality', 'Counted from the day it is submitted. The adviser rates it.'],
  resubmit: ['Submit a returned plan again', 'Counted from the day it is returned.'],
  'file-copy': ['Save the copy to the case record', 'Counted from the sign-off. The social worker saves it.'],
  'leaving-care-sudden': [
    'Plan after a sudden end of care',
    'Counted from the day care ended, and never past the end of the term.'
  ],
  'school-place': ['Find a school place', 'Counted from the last day on a roll, or the day care began without one.'],
  'place-review': [
    'Review the search for a school place',
    'Weekly while there is none, unless a review names the day of the next.'
  ],
  'new-setting': ['Hold a new setting’s first meeting', 'Counted from the first day there.'],
  concern: ['Answer a concern', 'Counted from the day it is raised. The adviser answers.']
}

const figure = (
  group: string,
  key: string,
  label: string,
  meaning: string,
  [least, most]: readonly [number, number],
  kind: Figure['kind'] = 'whole'
): Figure => ({ group, key, label, meaning, kind, least, most })

const plans = 'Meetings and plans'
const reminders = 'Reminders'
const quiet = 'Quiet hours'

export const figures: readonly Figure[] = [
  ...countedClocks.map(name => figure('Steps and their days', `clocks.${name}`, ...clockWords[name], [1, 90], 'clock')),
  figure(
    plans,
    'shortNoticeWorkingDays',
    'Short notice',
    'A meeting with fewer working days’ notice has everything before it due on its day.',
    [0, 30]
  ),
  figure(
    plans,
    'initialSubmitAtLeastWorkingDays',
    'Time to write a first plan',
    'A first plan is never due sooner than this many working days after its meeting.',
    [0, 20]
  ),
  figure(
    plans,
    'roundOpensSchoolDaysBefore',
    'Plans open',
    'School days before the term on which every child’s plan opens.',
    [0, 30]
  ),
  figure(plans, 'dueSoonWorkingDays', 'Due soon', 'A step is shown as due soon this many working days ahead.', [1, 30]),
  figure(
    'Ages',
    'ages.from',
    'First birthday with a plan',
    'A child in care has a plan from this birthday (in the guidance, the second).',
    [2, 5]
  ),
  figure(
    'Ages',
    'ages.toEndOfYear13',
    'To the end of year 13',
    'Whether plans go on past the last birthday, to the end of year 13.',
    [0, 0],
    'yes-no'
  ),
  figure(
    reminders,
    'reminders.before',
    'Before the due date',
    'Working days before, when whoever must act is reminded.',
    [1, 30],
    'wholes'
  ),
  figure(
    reminders,
    'reminders.adviserAndSocialWorkerAfter',
    'The adviser and social worker are told',
    'Working days after the due date.',
    [1, 60]
  ),
  figure(
    reminders,
    'reminders.managerAndSettingAfter',
    'The team manager and school are told',
    'Working days after the due date.',
    [1, 60]
  ),
  figure(
    reminders,
    'reminders.headAfter',
    'The Virtual School head is told',
    'Working days after the due date.',
    [1, 60]
  ),
  figure(
    quiet,
    'quiet.from',
    'Evening begins',
    'From this hour on, 0 to 23, e-mail that can wait is held until the morning.',
    [12, 23]
  ),
  figure(
    quiet,
    'quiet.until',
    'Morning begins',
    'At this hour, what was held is sent. Digests go at 7 or then.',
    [0, 11]
  ),
  figure(
    quiet,
    'quiet.onDaysOff',
    'Weekends and bank holidays',
    'Whether e-mail that can wait is held on days on which nobody works.',
    [0, 0],
    'yes-no'
  ),
  figure(
    'Quality',
    'quality.goldFromPercent',
    'Gold from',
    'Percent of fours from which a plan without a two is gold.',
    [50, 100]
  ),
  figure(
    'Quality',
    'quality.moderationPercent',
    'Second ratings',
    'Percent of reviewed plans that another adviser rates without seeing the first rating.',
    [0, 100]
  ),
  figure(
    'Privacy',
    'access.suspendAfterDays',
    'Unused accounts',
    'Days without signing in after which an account is suspended. Its person is told a fortnight before, and comes back by a link by e-mail.',
    [30, 400]
  ),
  figure(
    'Privacy',
    'suppressUnder',
    'Smallest count shown',
    'A count below this never leaves the Virtual School.',
    [1, 20]
  )
]

export const figureOf = (key: string): Figure | undefined => figures.find(each => each.key === key)

/** What stands in the policy at this place. */
export function policyValue(policy: Policy, key: string): unknown {
  let value: unknown = policy
  for (const step of key.split('.')) value = (value as Record<string, unknown>)[step]
  return value
}
export const figureValue = (policy: Policy, key: string): FigureValue => policyValue(policy, key) as FigureValue

/** The same policy, or what is stored of one, with one value set. */
export function withValue<P extends object>(policy: P, key: string, value: unknown): P {
  const [group = key, name] = key.split('.')
  const before = (policy as Record<string, unknown>)[group]
  return { ...policy, [group]: name === undefined ? value : { ...(before as object), [name]: value } }
}

const dayKinds: readonly DayKind[] = ['working', 'calendar', 'school']

/** What was typed for a figure, or why it cannot be. */
export function readFigure(figure: Figure, typed: Typed): { value: FigureValue } | { problem: string } {
  const whole = (text: string | undefined): number | null => {
    const given = text?.trim() ?? ''
    const number = /^\d{1,4}$/.test(given) ? Number(given) : Number.NaN
    return number >= figure.least && number <= figure.most ? number : null
  }
  const range = `from ${figure.least} to ${figure.most}`
  if (figure.kind === 'yes-no')
    return typed.value === 'yes' || typed.value === 'no'
      ? { value: typed.value === 'yes' }
      : { problem: 'Choose yes or no' }
  if (figure.kind === 'wholes') {
    const parts = (typed.value ?? '').split(',').map(whole)
    const numbers = parts.filter(part => part !== null)
    return numbers.length === parts.length && numbers.length <= 5
      ? { value: [...new Set(numbers)].sort((a, b) => b - a) }
      : { problem: `Enter up to five whole numbers ${range} with commas between them, for example 10, 5, 1` }
  }
  const number = whole(typed.value)
  if (number === null) return { problem: `Enter a whole number ${range}` }
  if (figure.kind === 'whole') return { value: number }
  const kind = dayKinds.find(each => each === typed.days)
  if (!kind) return { problem: 'Choose which days are counted' }
  return { value: { on: typed.on !== 'no', days: number, kind } }
}

/** A value as the form holds it. */
export function typedOf(value: FigureValue): Typed {
  if (typeof value === 'boolean') return { value: value ? 'yes' : 'no' }
  if (typeof value === 'object' && 'days' in value)
    return { value: String(value.days), days: value.kind, on: value.on ? 'yes' : 'no' }
  return { value: Array.isArray(value) ? value.join(', ') : String(value) }
}

export function valueInWords(value: FigureValue): string {
  if (typeof value === 'object' && 'days' in value)
    return value.on ? `${value.days} ${value.kind} ${value.days === 1 ? 'day' : 'days'}` : 'switched off'
  return typedOf(value).value ?? ''
}

const day = (iso: string) => inWords(Temporal.PlainDate.from(iso))

/** The values that are set on pages of their own: what they are called, and how they read in the list of changes. */
const dates: Readonly<Record<string, readonly [label: string, words: (value: never) => string]>> = {
  publishedDeadlines: [
    'Published deadlines',
    (all: readonly PublishedDeadline[]) =>
      all.map(one => `${whoseDate(one)}, ${one.term} ${one.year}: ${day(one.due)}`).join('; ') || 'none'
  ],
  bankHolidays: [
    'Bank holidays',
    ({ added, removed }: BankHolidayChanges) =>
      [
        ...added.map(({ date, name }) => `${name} added: ${day(date)}`),
        ...removed.map(date => `not one here: ${day(date)}`)
      ].join('; ') || 'as in England and Wales'
  ]
}

/** A value of the policy by its name, in words. */
export function policyWords(key: string, value: unknown): { readonly label: string; readonly words: string } {
  const [label, words] = dates[key] ?? [figureOf(key)?.label ?? key, valueInWords]
  return { label, words: words(value as never) }
}
