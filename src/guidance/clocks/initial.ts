import { initialDayZero } from '../ages.ts'
import type { PlainDate } from '../dates.ts'
import { type Clock, type ClockContext, countedClock, daysInWords, dueAfter } from './clock.ts'
import type { PepFacts } from './facts.ts'

/** Whether this pep answers the two clocks that run when a child comes into care. */
export const isEntryPep = (facts: PepFacts): boolean => facts.kind === 'initial' || facts.replacesInitial

const birthdays: Readonly<Record<number, string>> = { 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth' }

/** Day 0 of a child's first weeks, and what it is: care began, or the birthday on which a plan is owed. */
export function entryDay({ born, careBegan }: Pick<PepFacts, 'born' | 'careBegan'>, { policy }: ClockContext) {
  const zero = initialDayZero(born, careBegan, policy)
  const nth = birthdays[policy.ages.from] ?? `${policy.ages.from}th`
  return { ...zero, words: zero.why === 'care-began' ? 'the day care began' : `the ${nth} birthday in care` }
}

/** The day on which the first weeks close, in which nobody counts the child as late; null: none counted, or not known. */
export function windowCloses(facts: PepFacts, context: ClockContext): PlainDate | null {
  const { on, days, kind } = context.policy.clocks['hold-initial']
  return on ? dueAfter(entryDay(facts, context).on, days, kind, context).due : null
}

/**
 * Who sees to a meeting that the social worker calls: they, with the designated teacher, until it is arranged; from then whoever
 * leads it (G 3.1), because only they record that it was held.
 */
export function whoHolds({ ledBy, meetingDate }: PepFacts): Pick<Clock, 'holder' | 'with'> {
  if (ledBy === 'social-worker') return { holder: ledBy }
  return meetingDate ? { holder: ledBy, with: 'social-worker' } : { holder: 'social-worker', with: ledBy }
}

/** G 2.3 and G 5: arranged within ten days of coming into care, held within twenty. */
export function initialClocks(facts: PepFacts, context: ClockContext): Clock[] {
  if (!isEntryPep(facts)) return []
  const zero = entryDay(facts, context)
  const rule = (what: string, figure: 'arrange-initial' | 'hold-initial') => {
    const { days, kind } = context.policy.clocks[figure]
    return `${what} within ${daysInWords(days, kind)} of ${zero.words} (G 2.3)`
  }
  const arranging = {
    name: 'arrange-initial',
    rule: rule('Arrange the initial meeting', 'arrange-initial'),
    holder: 'social-worker',
    metOn: facts.arrangedOn ?? facts.heldOn
  } as const
  const holding = {
    name: 'hold-initial',
    rule: rule('Hold the initial meeting', 'hold-initial'),
    ...whoHolds(facts),
    metOn: facts.heldOn
  } as const
  return [
    ...countedClock(arranging, 'arrange-initial', zero.on, context),
    ...countedClock(holding, 'hold-initial', zero.on, context)
  ]
}
