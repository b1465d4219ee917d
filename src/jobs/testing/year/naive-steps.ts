import type { ChildFacts, PlanFacts, TermFacts } from './facts.ts'
import { eighteenth, plus, schoolDays, workingDays } from './naive-days.ts'

/** Something that somebody is to do about a plan by a day, by the words of 1-process.md. */
export interface Step {
  readonly name: string
  readonly due: string
  /** Nobody calls it late before this day is over. */
  readonly lateAfter: string
  readonly holders: readonly ('worker' | 'teacher' | 'adviser')[]
  readonly doneOn: string | null
}

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)
const first = (some: readonly (string | null)[]) => some.filter(one => one !== null).sort()[0] ?? null

/** A plan that a child is owed for the first time. */
export const isEntry = (plan: PlanFacts) => plan.kind === 'initial' || (plan.kind === 'interim' && plan.first)

/** All that has begun by the facts written before a day; `others`: the child's other plans. */
export function stepsOf(
  plan: PlanFacts,
  child: ChildFacts,
  others: readonly PlanFacts[],
  terms: readonly TermFacts[],
  morning: string
): Step[] {
  const known = (on: string | null | undefined) => (on && on < morning ? on : null)
  const arranged = known(plan.arrangedOn)
  const held = known(plan.heldOn)
  const submitted = known(plan.submittedOn)
  const signedOff = known(plan.signedOffOn)
  const window = workingDays(child.careFrom, 20)
  const term = terms.find(({ year, term }) => year === plan.year && term === plan.term)
  // A first plan whose meeting falls due in a holiday is the social worker's, whose handing in is the check (G 3.1, 5).
  const byWorker = plan.kind === 'interim' && plan.first
  const both: Step['holders'] = byWorker ? ['worker'] : ['teacher', 'worker']
  const steps: Step[] = []
  const add = (name: string, due: string, holders: Step['holders'], doneOn: string | null) =>
    steps.push({ name, due, lateAfter: later(due, window), holders, doneOn })

  if (isEntry(plan)) {
    add('arrange-initial', workingDays(child.careFrom, 10), ['worker'], arranged ?? held)
    add('hold-initial', window, both, held)
  } else if (plan.kind === 'leaving-care' && term) {
    add(
      'leaving-care',
      earlier(eighteenth(child.born), schoolDays(plus(term.ends, 1), -1, terms)),
      ['worker', 'teacher'],
      held
    )
  } else if (term) {
    const due = schoolDays(term.halfTermStarts, -1, terms)
    const served = others
      .filter(
        other => other.kind !== 'termly' && known(other.heldOn) && other.year === plan.year && other.term === plan.term
      )
      .map(other => other.heldOn)
    add('termly-review', due, ['teacher', 'worker'], held ?? first(served))
  }
  if (arranged && plan.meetingOn && !submitted && !signedOff) {
    const short = workingDays(arranged, 6) > plan.meetingOn
    const due = short ? plan.meetingOn : workingDays(plan.meetingOn, -5)
    add('child-views', due, both, known(plan.views.child))
    add('carer-views', due, ['worker'], known(plan.views.carer))
    add('parent-views', due, ['worker'], known(plan.views.parent))
    add('social-worker-section', due, ['worker'], known(plan.sectionOn))
  }
  if (held) {
    const due = isEntry(plan) ? later(workingDays(held, 2), window) : workingDays(held, 10)
    add('submit', due, byWorker ? ['worker'] : ['teacher'], submitted)
  }
  if (submitted) {
    add('check', workingDays(submitted, 5), ['worker'], byWorker ? submitted : known(plan.checkedOn))
    add('quality-review', workingDays(submitted, 10), ['adviser'], known(plan.ratedOn))
  }
  if (signedOff) add('file-copy', workingDays(signedOff, 5), ['worker'], known(plan.filedOn))
  return steps
}
