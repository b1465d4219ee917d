import type { Approval } from '../children/approval.ts'
import type { Tx } from '../db/transaction.ts'
import { learnForms } from '../forms/editions.ts'
import type { Role } from '../guidance/words.ts'
import { nameBeside, nameOf } from '../people/who.ts'
import type { PlainClock } from '../peps/plain-clock.ts'
import { itemOfApproval } from './approvals.ts'
import { type HeldPlan, heldPlan } from './held.ts'
import { acts } from './steps.ts'
import { addressOf } from './task-address.ts'
import { byPlan, countsOf, type Group, groups, type Task, tasksOf } from './tasks.ts'
import { type Gap, gapAct, gapKinds, type Waiting, waitingAct } from './waiting.ts'
import { readGaps, readSteps, readWork, type StepRow, type WorkRow } from './work.queries.ts'

export const perPage = 20
const fewChildren = 5

/** One thing to do: about whom, what, by when and why, and where to go to do it. Dates are ISO. */
export interface WorkItem {
  readonly group: Group
  /** Null: about the authority's own records. */
  readonly child: {
    readonly id: string
    readonly name: string
    /** The legal name, where the name is in another script. */
    readonly also: string | null
    /** They may open the child's own page, not the plan alone. */
    readonly opens: boolean
  } | null
  readonly setting: string | null
  readonly authority: string
  readonly words: string
  readonly act: string
  readonly href: string
  readonly due: string | null
  readonly meetingOn: string | null
  /** What else to know of it, in a line. */
  readonly note: string | null
  /** Of what has no date: in which plan, and since when it has waited. */
  readonly plan: string | null
  readonly since: string | null
  readonly clocks: readonly PlainClock[]
}

export interface Work {
  /** One page of what this person does, in due order. */
  readonly items: readonly WorkItem[]
  readonly counts: ReadonlyMap<Group, number>
  readonly total: number
  /** One page of plans that wait for others. */
  readonly held: readonly HeldPlan[]
  readonly heldPlans: number
  readonly heldSteps: number
  /** All of their steps by week, whichever are shown. */
  readonly heldCounts: ReadonlyMap<Group, number>
  readonly children: {
    readonly total: number
    readonly first: ReadonlyArray<{ readonly id: string; readonly name: string; readonly also: string | null }>
  }
}

export interface Asked {
  /** One group of the list, or all. */
  readonly when: Group | null
  readonly page: number
  /** The same of what waits for others. */
  readonly othersWhen: Group | null
  readonly othersPage: number
}

const pageOf = (word: string | undefined) => Math.min(Math.max(Math.trunc(Number(word)) || 1, 1), 10_000)
export const askedOf = (query: Readonly<Record<string, string>>): Asked => ({
  when: groups.find(group => group === query.when) ?? null,
  page: pageOf(query.page),
  othersWhen: groups.find(group => group === query.waits) ?? null,
  othersPage: pageOf(query.others)
})

const cut = <One>(all: readonly One[], page: number): One[] => all.slice((page - 1) * perPage, page * perPage)

/** What waits for this person and, for those who see to it, what others hold up: late, or due this week. */
export async function workOf(
  tx: Tx,
  asked: Asked,
  {
    today,
    others,
    roles = [],
    authorityOfGaps,
    approvals = []
  }: {
    readonly today: Temporal.PlainDate
    readonly others: boolean
    /** In which they may do a step that another holds. */
    readonly roles?: readonly Role[]
    readonly authorityOfGaps: number | null
    /** Moves in year 10 and 11 that wait for the nominated officer: the head's until they are filled in. */
    readonly approvals?: readonly Approval[]
  }
): Promise<Work> {
  const sunday = today.add({ days: 7 - today.dayOfWeek })
  const row = await readWork(tx, { others, until: sunday.toString(), first: fewChildren })
  const gaps = authorityOfGaps === null ? [] : gapsOf(await readGaps(tx, authorityOfGaps))
  const { plans, children } = row.work
  const tasks = tasksOf(
    plans.filter(plan => plan.mine),
    today,
    'own'
  )
  const names = new Map(row.waitingFor.map(child => [child.id, child]))
  const waiting = row.work.waiting.filter(
    one => names.has(one.childId) && !tasks.some(task => task.place === one.kind && task.pepId === one.pepId)
  )
  const all = [
    ...tasks.map(task => ({ group: task.group, task })),
    ...approvals.map(approval => itemOfApproval(approval, today)),
    ...waiting.map(one => ({ group: 'waiting' as const, waiting: one })),
    ...gaps.map(gap => ({ group: 'waiting' as const, gap }))
  ]
  const wanted = asked.when === null ? all : all.filter(one => one.group === asked.when)
  const shown = cut(wanted, asked.page)
  const heldTasks = tasksOf(
    plans.filter(plan => !plan.mine),
    today
  )
  const held = byPlan(
    asked.othersWhen === null ? heldTasks : heldTasks.filter(({ group }) => group === asked.othersWhen)
  )
  const heldShown = cut(held, asked.othersPage)
  const mineShown = shown.flatMap(one => ('task' in one ? [one.task] : []))
  const facts = await factsOf(tx, [...mineShown, ...heldShown.flatMap(plan => plan.tasks)])
  return {
    items: shown.flatMap(one =>
      'task' in one
        ? itemOfTask(one.task, facts, row.work.waiting)
        : 'act' in one
          ? [one]
          : 'gap' in one
            ? [itemOfGap(one.gap)]
            : itemOfWaiting(one.waiting, names.get(one.waiting.childId))
    ),
    counts: countsOf(all),
    total: wanted.length,
    held: heldShown.flatMap(plan => heldPlan(plan, task => rowsOf(task, facts), roles)),
    heldPlans: held.length,
    heldSteps: heldTasks.length,
    heldCounts: countsOf(heldTasks),
    children: {
      total: children.length,
      first: row.first.map(child => ({ id: child.id, name: nameOf(child), also: nameBeside(child) }))
    }
  }
}

/** Another plan that waits for this person's review. */
export interface NextReview {
  readonly pepId: string
  readonly childId: string
  readonly childName: string
  readonly setting: string | null
  readonly due: string | null
  /** How many wait after it. */
  readonly more: number
}

/** The first due of the plans that wait for this person's review, besides this one; null: none does. */
export async function nextReview(tx: Tx, besides: string, today: Temporal.PlainDate): Promise<NextReview | null> {
  const { work } = await readWork(tx, { others: false, until: today.toString(), first: 0 })
  const mine = work.plans.filter(plan => plan.mine && plan.pepId !== besides)
  const [task, ...more] = tasksOf(mine, today, 'own').filter(({ place }) => place === 'review')
  const row = task && rowsOf(task, await factsOf(tx, [task]))[0]
  return row
    ? {
        pepId: task.pepId,
        childId: task.childId,
        childName: nameOf(row),
        setting: row.setting,
        due: task.due,
        more: more.length
      }
    : null
}

type Facts = ReadonlyMap<string, StepRow>
const keyOf = (pepId: string, name: string) => `${pepId} ${name}`

async function factsOf(tx: Tx, tasks: readonly Task[]): Promise<Facts> {
  const steps = tasks.flatMap(({ pepId, steps }) => steps.map(({ name }) => ({ pepId, name })))
  const rows = await readSteps(tx, steps)
  await learnForms(
    tx,
    rows.map(row => row.form_version)
  )
  return new Map(rows.map(row => [keyOf(row.pep_id, row.name), row]))
}

const rowsOf = (task: Task, facts: Facts): StepRow[] =>
  task.steps.flatMap(step => facts.get(keyOf(task.pepId, step.name)) ?? [])

function itemOfTask(task: Task, facts: Facts, waiting: readonly Waiting[]): WorkItem[] {
  const rows = rowsOf(task, facts)
  const [row] = rows
  if (!row) return []
  const [act] = acts[task.place]
  const concern = waiting.find(one => one.kind === 'concern' && one.pepId === task.pepId)
  const href = addressOf(task, row)
  return [
    {
      group: task.group,
      child: { id: task.childId, name: nameOf(row), also: nameBeside(row), opens: row.opens },
      setting: row.setting,
      authority: row.authority,
      words: task.words,
      act,
      href: task.place === 'concern' && concern?.ref ? `/concerns/${concern.ref}` : href,
      due: task.due,
      meetingOn: task.meetingOn,
      note: null,
      plan: null,
      since: null,
      clocks: rows.map(({ explanation }) => explanation)
    }
  ]
}

const itemOfWaiting = (
  one: WorkRow['work']['waiting'][number],
  child: WorkRow['waitingFor'][number] | undefined
): WorkItem[] =>
  child
    ? [
        {
          group: 'waiting',
          child: { id: child.id, name: nameOf(child), also: nameBeside(child), opens: child.opens },
          setting: one.setting,
          authority: child.authority,
          ...waitingAct(one),
          due: null,
          meetingOn: null,
          note: null,
          plan: one.plan,
          since: one.since,
          clocks: []
        }
      ]
    : []

const itemOfGap = (gap: Gap): WorkItem => ({
  group: 'waiting',
  child: null,
  setting: null,
  authority: '',
  ...gapAct(gap),
  due: null,
  meetingOn: null,
  note: null,
  plan: null,
  since: null,
  clocks: []
})

const gapsOf = (rows: ReadonlyArray<{ readonly kind: string; readonly number: number }>): Gap[] =>
  gapKinds.flatMap(kind => {
    const row = rows.find(one => one.kind === kind)
    return row ? [{ kind, number: row.number }] : []
  })
