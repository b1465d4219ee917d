import type { Role } from '../guidance/words.ts'
import { type OpenPlan, type OpenStep, type Place, placeOf, wordsOf } from './steps.ts'

export const groups = ['late', 'this-week', 'next-week', 'later', 'waiting'] as const
export type Group = (typeof groups)[number]

/** What one person does in one plan in one go: its steps, the first due first. Dates are ISO. */
export interface Task {
  readonly pepId: string
  readonly childId: string
  readonly place: Place
  readonly holder: Role
  readonly words: string
  readonly due: string | null
  /** When the meeting is, of one that is still to come. */
  readonly meetingOn: string | null
  readonly group: Group
  readonly steps: readonly OpenStep[]
}

/** Weeks run from Monday to Sunday. What has no date, because a calendar is missing, comes last. */
export function groupOf(due: string | null, lateAfter: string | null, today: Temporal.PlainDate): Group {
  if (due === null || lateAfter === null) return 'later'
  if (lateAfter < today.toString()) return 'late'
  const sunday = today.add({ days: 7 - today.dayOfWeek })
  if (due <= sunday.toString()) return 'this-week'
  return due <= sunday.add({ days: 7 }).toString() ? 'next-week' : 'later'
}

interface Dated {
  readonly due: string | null
  readonly group?: Group
}
const placeInOrder = ({ due, group }: Dated) => `${group ? groups.indexOf(group) : ''} ${due ?? '9999'}`

/** Late first, then week by week; within, the first due first. */
export const inDueOrder = <One extends Dated>(some: readonly One[]): One[] =>
  some
    .map(one => ({ one, place: placeInOrder(one) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ one }) => one)

/**
 * The clocks of plans as the few things that people do, in due order: one for each plan and place, and of what others do one
 * for each holder, too. What is all one person's is one thing, whoever holds it with them.
 */
export function tasksOf(
  plans: readonly OpenPlan[],
  today: Temporal.PlainDate,
  whose: 'own' | 'others' = 'others'
): Task[] {
  const iso = today.toString()
  return inDueOrder(
    plans.flatMap(plan => {
      const places = Map.groupBy(plan.steps, step => {
        const place = placeOf(step.step, plan.meetingOn, iso)
        return whose === 'own' ? place : `${step.holder} ${place}`
      })
      return [...places.values()].flatMap(unsorted => {
        const steps = inDueOrder(unsorted)
        const [first] = steps
        if (!first) return []
        const place = placeOf(first.step, plan.meetingOn, iso)
        const late = steps.find(step => groupOf(step.due, step.lateAfter, today) === 'late')
        return [
          {
            pepId: plan.pepId,
            childId: plan.childId,
            place,
            holder: first.holder,
            words: wordsOf(
              place,
              steps.map(step => step.step)
            ),
            due: first.due,
            meetingOn: place === 'before-meeting' ? plan.meetingOn : null,
            group: late ? ('late' as const) : groupOf(first.due, first.lateAfter, today),
            steps
          }
        ]
      })
    })
  )
}

/** What others hold up, a plan at a time: the plan whose first step has waited longest comes first. */
export interface Held {
  readonly pepId: string
  readonly childId: string
  readonly due: string | null
  readonly tasks: readonly Task[]
}

export const byPlan = (tasks: readonly Task[]): Held[] =>
  [...Map.groupBy(tasks, task => task.pepId).values()].flatMap(of => {
    const [first] = of
    return first ? [{ pepId: first.pepId, childId: first.childId, due: first.due, tasks: of }] : []
  })

export const countsOf = (tasks: ReadonlyArray<{ readonly group: Group }>): ReadonlyMap<Group, number> =>
  new Map(groups.map(group => [group, tasks.filter(task => task.group === group).length]))
