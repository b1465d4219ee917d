import type { PepState, Role } from '../guidance/words.ts'
import { nameBeside, nameOf } from '../people/who.ts'
import { byOwnHand } from './own-hand.ts'
import { addressOf } from './task-address.ts'
import type { Held, Task } from './tasks.ts'
import type { StepRow } from './work.queries.ts'

/** A step that somebody else holds. */
export interface HeldStep {
  readonly words: string
  readonly due: string | null
  readonly late: boolean
  readonly holder: Role
  /** By name, where the records say who it is. */
  readonly by: string | null
  /** The clock that a reminder names. */
  readonly clock: string
  /** Where this person may do it themselves. */
  readonly own: { readonly words: string; readonly href: string } | null
}
export interface HeldPlan {
  readonly pepId: string
  readonly child: { readonly id: string; readonly name: string; readonly also: string | null }
  readonly setting: string | null
  /** When those who hold it were last reminded today. */
  readonly remindedAt: Temporal.Instant | null
  readonly steps: readonly HeldStep[]
}

/** A plan that others hold up, as its page shows it; `roles`: those in which the reader may do a step themselves. */
export function heldPlan(plan: Held, rowsOf: (task: Task) => readonly StepRow[], roles: readonly Role[]): HeldPlan[] {
  const steps = plan.tasks.flatMap(task => {
    const [row] = rowsOf(task)
    return row ? [{ task, row }] : []
  })
  const [first] = steps
  if (!first) return []
  return [
    {
      pepId: plan.pepId,
      child: { id: plan.childId, name: nameOf(first.row), also: nameBeside(first.row) },
      setting: first.row.setting,
      remindedAt: first.row.reminded_at === null ? null : Temporal.Instant.from(first.row.reminded_at),
      steps: steps.map(({ task, row }) => ({
        words: task.words,
        due: task.due,
        late: task.group === 'late',
        holder: task.holder,
        by: row.holders,
        clock: task.steps[0]?.name ?? '',
        own: ownHand(task, row, roles)
      }))
    }
  ]
}

function ownHand(task: Task, row: StepRow, roles: readonly Role[]): HeldStep['own'] {
  const words = byOwnHand(task.place, roles, {
    state: row.state as PepState,
    socialWorkerLeads: row.social_worker_leads
  })
  return words === null ? null : { words, href: addressOf(task, row) }
}
