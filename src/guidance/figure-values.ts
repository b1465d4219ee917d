import { inWords } from './dates.ts'
import type { DayKind } from './days.ts'
import { asTyped, inPounds, penceOf } from './money.ts'
import {
  type BankHolidayChanges,
  type CountedClock,
  type Policy,
  type PublishedDeadline,
  type Rating,
  ratings
} from './policy.ts'
import { type Figure, figureOf } from './policy-figures.ts'
import { whoseDate } from './published-deadlines.ts'

export type Typed = Readonly<Record<string, string>>
export type FigureValue =
  | CountedClock
  | number
  | readonly number[]
  | boolean
  | string
  | Readonly<Record<Rating, string>>

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

type Read = { readonly value: FigureValue } | { readonly problem: string }

/** What was typed for a figure, or why it cannot be. */
export const readFigure = (figure: Figure, typed: Typed): Read => readers[figure.kind](figure, typed)

const readers: Readonly<Record<Figure['kind'], (figure: Figure, typed: Typed) => Read>> = {
  'yes-no': (_, { value }) =>
    value === 'yes' || value === 'no' ? { value: value === 'yes' } : { problem: 'Choose yes or no' },
  choice: ({ choices = [] }, { value }) =>
    choices.some(([one]) => one === value) ? { value: value ?? '' } : { problem: 'Choose one' },
  whole: (figure, { value }) => {
    const number = wholeOf(figure, value)
    return number === null ? { problem: `Enter a whole number ${rangeOf(figure)}` } : { value: number }
  },
  wholes: (figure, { value = '' }) => {
    const parts = value.split(',').map(part => wholeOf(figure, part))
    const numbers = parts.filter(part => part !== null)
    return numbers.length === parts.length && numbers.length <= 5
      ? { value: [...new Set(numbers)].sort((a, b) => b - a) }
      : { problem: `Enter up to five whole numbers ${rangeOf(figure)} with commas between them, for example 10, 5, 1` }
  },
  clock: (figure, { value, days, on }) => {
    const number = wholeOf(figure, value)
    if (number === null) return { problem: `Enter a whole number ${rangeOf(figure)}` }
    const kind = dayKinds.find(each => each === days)
    return kind ? { value: { on: on !== 'no', days: number, kind } } : { problem: 'Choose which days are counted' }
  },
  pounds: (figure, { value = '' }) => {
    const read = penceOf(value)
    if ('problem' in read) return read
    return read.pence <= figure.most ? { value: read.pence } : { problem: `Enter at most ${inPounds(figure.most)}` }
  },
  'several-pounds': (figure, { value = '' }) => {
    const parts = value.split(',').map(penceOf)
    const pence = parts.flatMap(part => ('pence' in part && part.pence <= figure.most ? [part.pence] : []))
    return pence.length === parts.length && pence.length <= 10
      ? { value: [...new Set(pence)].sort((a, b) => a - b) }
      : { problem: 'Enter up to ten amounts in pounds with commas between them, for example 0, 400, 800' }
  },
  labels: ({ most }, typed) => {
    const words = ratings.map(rating => [rating, (typed[rating] ?? '').trim()] as const)
    const short = words.every(([, word]) => word.length > 0 && word.length <= most)
    const apart = new Set(words.map(([, word]) => word.toLowerCase())).size === words.length
    return short && apart
      ? { value: Object.fromEntries(words) as Record<Rating, string> }
      : { problem: `Enter four different words, each of up to ${most} letters` }
  }
}

const rangeOf = ({ least, most }: Figure) => `from ${least} to ${most}`
function wholeOf({ least, most }: Figure, text: string | undefined): number | null {
  const given = text?.trim() ?? ''
  const number = /^\d{1,4}$/.test(given) ? Number(given) : Number.NaN
  return number >= least && number <= most ? number : null
}

const list = (value: FigureValue) => value as readonly number[]

/** A value as the form holds it. */
export function typedOf({ kind }: Pick<Figure, 'kind'>, value: FigureValue): Typed {
  if (kind === 'labels') return value as Readonly<Record<Rating, string>>
  if (kind === 'pounds') return { value: asTyped(value as number) }
  if (kind === 'several-pounds') return { value: list(value).map(asTyped).join(', ') }
  if (kind === 'yes-no') return { value: value ? 'yes' : 'no' }
  if (kind === 'wholes') return { value: list(value).join(', ') }
  if (kind !== 'clock') return { value: String(value) }
  const clock = value as CountedClock
  return { value: String(clock.days), days: clock.kind, on: clock.on ? 'yes' : 'no' }
}

export function valueInWords(figure: Pick<Figure, 'kind' | 'choices'>, value: FigureValue): string {
  switch (figure.kind) {
    case 'clock': {
      const { on, days, kind } = value as CountedClock
      return on ? `${days} ${kind} ${days === 1 ? 'day' : 'days'}` : 'switched off'
    }
    case 'labels':
      return Object.values(value).join(', ')
    case 'pounds':
      return inPounds(value as number)
    case 'several-pounds':
      return list(value).map(inPounds).join(', ')
    case 'choice':
      return figure.choices?.find(([one]) => one === value)?.[1] ?? String(value)
    default:
      return typedOf(figure, value).value ?? ''
  }
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
  const own = dates[key]
  if (own) return { label: own[0], words: own[1](value as never) }
  const figure = figureOf(key)
  return figure
    ? { label: figure.label, words: valueInWords(figure, value as FigureValue) }
    : { label: key, words: String(value) }
}
