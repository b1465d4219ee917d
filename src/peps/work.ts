import { clockContext, findAuthority } from '../authorities/authority.ts'
import type { Tx } from '../db/transaction.ts'
import { formFor } from '../forms/load.ts'
import { termOf } from '../guidance/calendar.ts'
import { type ClockContext, type ClockName, lateness } from '../guidance/clocks/clock.ts'
import type { Circumstance, Phase, Role } from '../guidance/words.ts'
import { nameOf } from '../people/who.ts'
import { clockOf, type PlainClock } from './plain-clock.ts'
import {
  beforeSubmission,
  type FamilyRow,
  type PulseRow,
  readFamily,
  readHeadWork,
  readPulse,
  readWork,
  type WorkRow
} from './work.queries.ts'

export type Group = 'late' | 'this-week' | 'next'

/** One thing to do: about whom, what, by when and why, and where to go to do it. */
export interface WorkItem {
  readonly pepId: string
  readonly childId: string
  readonly childName: string
  readonly setting: string | null
  readonly what: string
  readonly act: string
  readonly href: string
  readonly holder: Role
  readonly group: Group
  readonly clock: PlainClock
}

export interface Work {
  readonly mine: readonly WorkItem[]
  readonly others: readonly WorkItem[]
}

const mostRows = 300

/** What this person holds, and what others hold up for the same children: late, or due this week. */
export async function workOf(tx: Tx, today: Temporal.PlainDate): Promise<Work> {
  const rows = await readWork(tx, today.add({ days: 7 }), mostRows)
  const items = await itemsOf(tx, rows, today)
  return {
    mine: items.filter(({ mine }) => mine).map(({ item }) => item),
    others: items.flatMap(({ mine, item }) => (!mine && item.group !== 'next' ? [item] : []))
  }
}

export const headWorkOf = async (tx: Tx, authorityId: number, today: Temporal.PlainDate): Promise<WorkItem[]> =>
  (await itemsOf(tx, await readHeadWork(tx, authorityId, 50), today)).map(({ item }) => item)

async function itemsOf(tx: Tx, rows: readonly WorkRow[], today: Temporal.PlainDate) {
  const contexts = new Map<number, ClockContext>()
  for (const { authority_id } of rows) {
    if (contexts.has(authority_id)) continue
    const authority = await findAuthority(tx, authority_id)
    if (authority) contexts.set(authority_id, clockContext(authority, today))
  }
  return rows.flatMap(row => {
    const context = contexts.get(row.authority_id)
    const item = context && workItem(row, context)
    return item ? [{ mine: row.mine, item }] : []
  })
}

const groups = { late: 'late', 'due-soon': 'this-week', later: 'next', unknown: 'next' } as const

/** Null where there is nothing left to do. */
export function workItem(row: WorkRow, context: ClockContext): WorkItem | null {
  const clock = row.explanation
  const stands = lateness(clockOf(clock), context)
  const handedIn = row.state === 'submitted' || row.state === 'signed-off'
  if (stands === 'met' || stands === 'stopped' || (handedIn && beforeSubmission.includes(clock.name))) return null
  const { act, to } = actOf(row, context.today)
  return {
    pepId: row.pep_id,
    childId: row.child_id,
    childName: nameOf(row),
    setting: row.setting,
    what: clockWords[clock.name],
    act,
    href: to,
    holder: clock.holder,
    group: groups[stands],
    clock
  }
}

/** The thing to do, by clock. */
export const clockWords: Readonly<Record<ClockName, string>> = {
  'arrange-initial': 'Arrange the first meeting',
  'hold-initial': 'Hold the first meeting',
  'termly-review': 'Review the plan',
  'child-views': 'Record the child’s views',
  'carer-views': 'Record the carer’s views',
  'parent-views': 'Record the parent’s views, or why not',
  'social-worker-section': 'Complete the social worker’s part',
  submit: 'Submit the plan',
  check: 'Check that views were recorded accurately',
  correction: 'Answer a correction',
  'quality-review': 'Review the plan’s quality',
  resubmit: 'Submit the returned parts again',
  'file-copy': 'Save the plan to the case record',
  'leaving-care': 'Hold the leaving-care meeting',
  'school-place': 'Find a school place',
  'new-setting': 'Hold the new setting’s first meeting',
  concern: 'Answer a concern'
}

function actOf(row: WorkRow, today: Temporal.PlainDate): { act: string; to: string } {
  const pep = `/peps/${row.pep_id}`
  switch (row.explanation.name) {
    case 'arrange-initial':
      return { act: 'Arrange the meeting', to: `${pep}/meeting` }
    case 'hold-initial':
    case 'termly-review':
    case 'leaving-care':
    case 'new-setting':
      if (!row.meeting_on) return { act: 'Arrange the meeting', to: `${pep}/meeting` }
      return row.meeting_on > today.toString()
        ? { act: 'Open the plan', to: pep }
        : { act: 'Record the meeting', to: `${pep}/meeting/held` }
    case 'child-views':
    case 'carer-views':
    case 'parent-views':
      return { act: 'Record views', to: `${pep}/views` }
    case 'social-worker-section':
      return { act: 'Write your part', to: `${pep}/sections/${firstUnfinished(row)}` }
    case 'submit':
      return { act: 'Submit the plan', to: `${pep}/submit` }
    case 'check':
      return { act: 'Check the plan', to: `${pep}/check` }
    case 'correction':
      return { act: 'Answer the correction', to: row.correction ? `${pep}/corrections/${row.correction}` : pep }
    case 'quality-review':
      return { act: 'Review the plan', to: `${pep}/review` }
    case 'resubmit':
      return { act: 'Open the plan', to: pep }
    case 'file-copy':
      return { act: 'Save the copy', to: `${pep}/copies` }
    case 'school-place':
      return { act: 'See the child', to: `/children/${row.child_id}` }
    case 'concern':
      return { act: 'Answer the concern', to: '/concerns' }
  }
}

/** The first of the social worker's own sections that is not complete. */
function firstUnfinished(row: WorkRow): string {
  const circumstances = (row.circumstances as Circumstance[]).filter(one => one !== 'no-school-place')
  const form = formFor({ phase: row.phase as Phase, circumstances, version: row.form_version })
  const theirs = form.sections.filter(section => section.owner === 'social-worker')
  return theirs.find(section => !(row.completed ?? []).includes(section.id))?.id ?? theirs[0]?.id ?? 'B'
}

export interface Pulse extends PulseRow {
  readonly term: { readonly year: string; readonly term: string } | null
}

export async function pulseOf(tx: Tx, authorityId: number, today: Temporal.PlainDate): Promise<Pulse | null> {
  const authority = await findAuthority(tx, authorityId)
  if (!authority) return null
  const term = termOf(today, authority.calendar) ?? null
  return { ...(await readPulse(tx, authorityId, term)), term }
}

export const familyOf = async (tx: Tx): Promise<Array<FamilyRow & { readonly childName: string }>> =>
  (await readFamily(tx)).map(row => ({ ...row, childName: nameOf(row) }))
