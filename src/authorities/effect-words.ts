import { inWords } from '../guidance/dates.ts'
import type { EveryLate } from '../guidance/every-late.ts'
import { type Change, type Circle, circles, type PolicyEffect } from '../guidance/policy-effect.ts'
import type { OpeningChange } from '../peps/round-ahead.ts'
import { clockWords } from '../work/steps.ts'

/** All that a change of the policy or the calendar would do today. */
export interface Effect extends PolicyEffect {
  readonly opening: OpeningChange
  /** Reviews and requests that are read anew with the value: how many, in a sentence; none where the value has none. */
  readonly reads: readonly string[]
}

const dates = (count: number) => `${count} due ${count === 1 ? 'date' : 'dates'}`
const steps = (count: number) => (count === 1 ? '1 step' : `${count} steps`)
const plans = (count: number) => (count === 1 ? '1 plan' : `${count} plans`)

/** "This moves 14 due dates and makes 3 late." */
export function movedWords(moved: number, madeLate: number): string {
  if (moved > 0) return `This moves ${dates(moved)} and makes ${madeLate} late.`
  return madeLate > 0 ? `This makes ${steps(madeLate)} late.` : 'This moves no due date of an open plan.'
}

/** The due dates that are another day afterwards: what begins or ends is said by itself. */
export const movedDates = ({ moved }: PolicyEffect): number =>
  moved.filter(({ from, to }) => from && to && from !== to).length

const whom: Readonly<Record<Circle, string>> = {
  before: 'to whoever must act, before the date',
  late: 'to whoever must act, the adviser and the social worker, after it',
  manager: 'to the team manager and the school’s contact',
  head: 'to the Virtual School head'
}

const changed = ({ more, fewer }: Change): string =>
  [more > 0 ? `${more} more` : '', fewer > 0 ? `${fewer} fewer` : ''].filter(Boolean).join(' and ')

function toldWords({ told, remindedOn }: PolicyEffect): string[] {
  const some = circles.filter(circle => changed(told[circle]) !== '')
  const parts = some.map(circle => {
    const { more, fewer } = told[circle]
    return `${changed(told[circle])} ${more + fewer === 1 ? 'step' : 'steps'} ${whom[circle]}`
  })
  const day = inWords(Temporal.PlainDate.from(remindedOn))
  return parts.length > 0 ? [`With the next reminders, on ${day}: ${parts.join('; ')}.`] : []
}

function openingWords({ more, fewer, from, to }: OpeningChange): string[] {
  const moved = from && to && !from.equals(to)
  return [
    ...(more > 0
      ? [`${more === 1 ? '1 more plan' : `${more} more plans`} ${more === 1 ? 'opens' : 'open'} tonight.`]
      : []),
    ...(fewer > 0 ? [`${plans(fewer)} that would open tonight ${fewer === 1 ? 'does' : 'do'} not.`] : []),
    ...(moved ? [`Next term’s plans open on ${inWords(to)}, not on ${inWords(from)}.`] : [])
  ]
}

function ageWords({ outOfAge: { more, fewer } }: PolicyEffect): string[] {
  return [
    ...(more > 0
      ? [
          `${more === 1 ? '1 open plan is' : `${more} open plans are`} no longer due, because the child is out of the age for one. What is open stays open until somebody marks it as not required.`
        ]
      : []),
    ...(fewer > 0 ? [`${fewer === 1 ? '1 open plan is' : `${fewer} open plans are`} due again.`] : [])
  ]
}

/** What a change does today, sentence by sentence; nothing said: it does nothing today. */
export function effectSentences(effect: Effect): string[] {
  const moved = movedDates(effect)
  const { steps: asked, noLongerLate, dueSoon, madeLate } = effect
  return [
    ...(moved > 0 || madeLate > 0 ? [movedWords(moved, madeLate)] : []),
    ...(noLongerLate > 0
      ? [
          `${steps(noLongerLate)} that ${noLongerLate === 1 ? 'is' : 'are'} late now ${noLongerLate === 1 ? 'is' : 'are'} late no more.`
        ]
      : []),
    ...(asked.fewer > 0
      ? [
          `${steps(asked.fewer)} that ${asked.fewer === 1 ? 'is' : 'are'} asked for now ${asked.fewer === 1 ? 'is' : 'are'} asked for no more.`
        ]
      : []),
    ...(asked.more > 0
      ? [
          `${asked.more === 1 ? '1 more step' : `${asked.more} more steps`} ${asked.more === 1 ? 'is' : 'are'} asked for.`
        ]
      : []),
    ...ageWords(effect),
    ...openingWords(effect.opening),
    ...toldWords(effect),
    ...(changed(dueSoon) === '' ? [] : [`Remind tells people of ${changed(dueSoon)} as due soon.`]),
    ...effect.reads
  ]
}

/** "all 17 of “Hold the review meeting” in the autumn term 2026-27" */
export const everyLateWords = ({ term, step, number }: EveryLate): string =>
  step === null
    ? `${number === 1 ? 'the one open plan' : `all ${number} open plans`} of the ${term}`
    : `all ${number} of “${clockWords[step]}” in the ${term}`
