import type { ChildFacts, Facts, PlanFacts } from './facts.ts'
import { eighteenth, isWorking, schoolDays, termAfter, termAt, workingDaysBetween } from './naive-days.ts'
import { isEntry, type Step, stepsOf } from './naive-steps.ts'

export interface DayCount {
  readonly opened: number
  readonly reminders: number
  readonly escalations: number
  readonly digests: number
}

/** What each of these days ought to have come to, by an independent reading of the guidance over the facts alone. */
export function countDays(facts: Facts, days: readonly string[]): Map<string, DayCount> {
  const children = new Map(facts.children.map(one => [one.child, one]))
  const plansOf = Map.groupBy(facts.plans, plan => plan.child)
  const given = new Set<string>()
  const start = days[0] ?? ''
  const owed = new Map(facts.children.map(one => [one.child, opened(plansOf.get(one.child) ?? [], start)]))
  const counts = new Map<string, DayCount>()
  for (const today of days) {
    let newlyOpened = 0
    for (const child of facts.children)
      newlyOpened += openOn(child, owed.get(child.child) ?? new Set(), plansOf.get(child.child) ?? [], facts, today)
    const told = isWorking(today) ? remind(facts, children, plansOf, given, today) : []
    counts.set(today, {
      opened: newlyOpened,
      reminders: told.filter(one => !one.escalation).length,
      escalations: told.filter(one => one.escalation).length,
      digests: new Set(told.map(one => one.who)).size
    })
  }
  return counts
}

const key = ({ year, term }: { readonly year: string; readonly term: string }) => `${year} ${term}`
/** The terms that a child had a plan for before the first day. */
const opened = (plans: readonly PlanFacts[], start: string) =>
  new Set(plans.filter(plan => plan.openedOn < start).map(key))

/** Opens this term's plan, and next term's from ten school days before it; a first plan goes before all others. */
function openOn(child: ChildFacts, has: Set<string>, plans: readonly PlanFacts[], facts: Facts, today: string): number {
  const terms = facts.terms.filter(({ authority }) => authority === child.authority)
  if (child.careFrom >= today) return 0
  const entry = plans.find(plan => isEntry(plan) && plan.openedOn < today)
  if (entry && !(entry.heldOn && entry.heldOn < today)) return 0
  const next = termAfter(today, terms)
  const dates = [today, ...(next && today >= schoolDays(next.starts, -10, terms) ? [next.starts] : [])]
  let count = 0
  for (const date of dates) {
    const term = termAt(date, terms)
    if (!term || has.has(key(term)) || date >= eighteenth(child.born)) continue
    has.add(key(term))
    count++
    // Somebody new has the first plan only, until its meeting was held.
    if (!entry && child.careFrom >= firstDay(facts)) break
  }
  return count
}

/** Whoever came into care after the facts begin is new to the service. */
const firstDay = (facts: Facts) =>
  facts.plans.reduce((first, { openedOn }) => (openedOn < first ? openedOn : first), '9999')

interface Told {
  readonly who: string
  readonly escalation: boolean
}

function remind(
  facts: Facts,
  children: ReadonlyMap<string, ChildFacts>,
  plansOf: ReadonlyMap<string, readonly PlanFacts[]>,
  given: Set<string>,
  today: string
): Told[] {
  const told: Told[] = []
  for (const plan of facts.plans) {
    const child = children.get(plan.child)
    if (!child || plan.openedOn > today) continue
    const terms = facts.terms.filter(({ authority }) => authority === plan.authority)
    const others = (plansOf.get(plan.child) ?? []).filter(other => other.pep !== plan.pep)
    for (const step of stepsOf(plan, child, others, terms, today)) {
      if (step.doneOn !== null) continue
      told.push(...tellOf(step, plan, child, facts, given, today))
    }
  }
  return told
}

/** The ladder of 1-process.md; what was missed is told on the next working day, before the due date only the nearest. */
function tellOf(
  step: Step,
  plan: PlanFacts,
  child: ChildFacts,
  facts: Facts,
  given: Set<string>,
  today: string
): Told[] {
  const fresh = (rung: string) => {
    const name = `${plan.pep} ${step.name} ${step.due} ${rung}`
    if (given.has(name)) return false
    given.add(name)
    return true
  }
  const at = (place: string) => facts.people.get(place) ?? []
  const who = {
    worker: [child.worker],
    teacher: at(`teacher ${plan.authority} ${child.setting}`),
    adviser: [child.adviser],
    manager: at(`manager ${child.worker}`),
    contact: at(`contact ${plan.authority} ${child.setting}`),
    head: at(`head ${plan.authority}`)
  }
  const found = new Map<string, boolean>()
  const tell = (role: keyof typeof who, escalation: boolean) => {
    for (const one of who[role]) if (!found.has(one)) found.set(one, escalation)
  }
  if (today <= step.due) {
    const left = workingDaysBetween(today, step.due, 11)
    const rung = left <= 1 ? 1 : left <= 5 ? 5 : left <= 10 ? 10 : null
    if (rung !== null && fresh(`${rung} before`)) for (const role of step.holders) tell(role, false)
  } else if (today > step.lateAfter) {
    const since = workingDaysBetween(step.lateAfter, today, 10)
    if (since >= 1 && fresh('late')) {
      for (const role of step.holders) tell(role, false)
      for (const role of ['adviser', 'worker'] as const) if (!step.holders.includes(role)) tell(role, true)
    }
    if (since >= 5 && fresh('manager')) {
      tell('manager', true)
      if (step.holders.includes('teacher')) tell('contact', true)
    }
    if (since >= 10 && fresh('head')) tell('head', true)
  }
  return [...found].map(([one, escalation]) => ({ who: one, escalation }))
}
