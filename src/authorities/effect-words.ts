import { inWords } from '../guidance/dates.ts'
import type { EveryLate } from '../guidance/every-late.ts'
import { type Circle, circles, type PolicyEffect } from '../guidance/policy-effect.ts'
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
export const movedWords = (moved: number, madeLate: number): string =>
  moved === 0 && madeLate === 0
    ? 'This moves no due date of an open plan.'
    : `This moves ${dates(moved)} and makes ${madeLate} late.`

/** The due dates that are another day afterwards: what begins or ends is said by itself. */
export const movedDates = ({ moved }: PolicyEffect): number =>
  moved.filter(({ from, to }) => from && to && from !== to).length

const reached: Readonly<Record<Circle, string>> = {
  before: 'remind whoever must act of',
  late: 'tell whoever must act, the adviser and the social worker of',
  manager: 'tell the team manager and the school’s contact of',
  head: 'reach the Virtual School head with'
}

function toldWords({ told, remindedOn }: PolicyEffect): string[] {
  const day = inWords(Temporal.PlainDate.from(remindedOn))
  return circles.flatMap(circle => [
    ...(told[circle].more > 0
      ? [`The next reminders, for ${day}, ${reached[circle]} ${steps(told[circle].more)} more.`]
      : []),
    ...(told[circle].fewer > 0
      ? [`The next reminders, for ${day}, ${reached[circle]} ${steps(told[circle].fewer)} fewer.`]
      : [])
  ])
}

function openingWords({ more, fewer, from, to }: OpeningChange): string[] {
  const moved = from && to && !from.equals(to)
  return [
    ...(more > 0 ? [`${plans(more)} more ${more === 1 ? 'opens' : 'open'} tonight.`] : []),
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
    ...(asked.more > 0 ? [`${steps(asked.more)} more ${asked.more === 1 ? 'is' : 'are'} asked for.`] : []),
    ...ageWords(effect),
    ...openingWords(effect.opening),
    ...toldWords(effect),
    ...(dueSoon.more > 0 ? [`Remind tells people of ${steps(dueSoon.more)} more as due soon.`] : []),
    ...(dueSoon.fewer > 0 ? [`Remind tells people of ${steps(dueSoon.fewer)} fewer as due soon.`] : []),
    ...effect.reads
  ]
}

/** "Hold the review meeting: all 17 of the autumn term 2026-27". */
export const everyLateWords = ({ term, step, number }: EveryLate): string =>
  step === null
    ? `${number === 1 ? 'The one open plan' : `All ${number} open plans`} of the ${term}`
    : `${clockWords[step]}: all ${number} of the ${term}`
