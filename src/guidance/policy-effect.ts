import { type Clock, type ClockContext, lateness } from './clocks/clock.ts'
import type { PepFacts } from './clocks/facts.ts'
import { pepClocks } from './clocks/pep-clocks.ts'

/** One due date that another policy moves. */
export interface Moved {
  readonly pepId: string
  readonly rule: string
  readonly from: string | null
  readonly to: string | null
  readonly madeLate: boolean
}
export interface PolicyEffect {
  readonly moved: readonly Moved[]
  readonly madeLate: number
  /** Every running plan would have something late that is not late now. */
  readonly everyPlanLate: boolean
}

const running = (clocks: readonly Clock[]): Map<string, Clock> => {
  const seen = new Map<string, number>()
  const byName = new Map<string, Clock>()
  for (const clock of clocks) {
    const nth = (seen.get(clock.name) ?? 0) + 1
    seen.set(clock.name, nth)
    if (!clock.metOn && !clock.stopped) byName.set(`${clock.name}:${nth}`, clock)
  }
  return byName
}

/** What changes in the open plans where `after` takes the place of `before`. */
export function policyEffect(
  peps: ReadonlyMap<string, PepFacts>,
  before: ClockContext,
  after: ClockContext
): PolicyEffect {
  const moved: Moved[] = []
  const latePeps = new Set<string>()
  for (const [pepId, facts] of peps) {
    const old = running(pepClocks(facts, before))
    const now = running(pepClocks(facts, after))
    for (const name of new Set([...old.keys(), ...now.keys()])) {
      const [was, is] = [old.get(name), now.get(name)]
      const [from, to] = [was?.due?.toString() ?? null, is?.due?.toString() ?? null]
      const madeLate = is !== undefined && lateness(is, after) === 'late' && !(was && lateness(was, before) === 'late')
      if (madeLate) latePeps.add(pepId)
      if (from !== to || madeLate) moved.push({ pepId, rule: (is ?? was)?.rule ?? name, from, to, madeLate })
    }
  }
  moved.sort((a, b) => Number(b.madeLate) - Number(a.madeLate) || (a.to ?? '').localeCompare(b.to ?? ''))
  return {
    moved,
    madeLate: moved.filter(each => each.madeLate).length,
    everyPlanLate: peps.size > 0 && latePeps.size === peps.size
  }
}
