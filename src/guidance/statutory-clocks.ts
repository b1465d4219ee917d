import type { CountedClock, CountedClockName } from './policy.ts'

/** What the law asks at the least of a clock that an authority sets. */
export interface StatutoryClock {
  readonly days: number
  readonly kind: CountedClock['kind']
  /** Where it stands. */
  readonly law: string
  /** What it asks, in a sentence. */
  readonly asks: string
}

const regulations = 'the Care Planning, Placement and Case Review (England) Regulations 2010'

export const statutoryClocks: Readonly<Partial<Record<CountedClockName, StatutoryClock>>> = {
  'arrange-initial': {
    days: 10,
    kind: 'working',
    law: `regulations 4(2) and 5 of ${regulations}`,
    asks: 'The care plan, with the personal education plan in it, is prepared within 10 working days of the first placement.'
  },
  'hold-initial': {
    days: 20,
    kind: 'working',
    law: `regulation 33(1) of ${regulations}`,
    asks: 'The first review of a child’s case, to which the personal education plan belongs, is within 20 working days of coming into care.'
  },
  'school-place': {
    days: 20,
    kind: 'school',
    law: 'the statutory guidance “Promoting the education of looked-after children and previously looked-after children” (2018)',
    asks: 'Where a placement is made in an emergency, a suitable school place is secured within 20 school days.'
  }
}

/** The law that a value falls short of: switched off, or more days than it allows; null where it does not. */
export function fallsShortOf(key: string, value: unknown): StatutoryClock | null {
  const clock = statutoryClocks[key.replace(/^clocks\./, '') as CountedClockName]
  if (!clock || !key.startsWith('clocks.')) return null
  const { on, days, kind } = value as CountedClock
  const longer = days > clock.days || (kind === 'school' && clock.kind === 'working')
  return !on || longer ? clock : null
}
