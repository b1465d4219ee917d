import type { Tx } from '../db/transaction.ts'
import type { ClockName } from '../guidance/clocks/clock.ts'
import type { Role } from '../guidance/words.ts'
import { nameOf } from '../people/who.ts'
import { clockWords } from '../work/steps.ts'
import {
  type By,
  bys,
  heldBySetting,
  type LateGroupRow,
  type LateRow,
  readLate,
  readLateGroups
} from './lateness.queries.ts'

export { type By, bys } from './lateness.queries.ts'
export const pageSize = 25

/** What the address asks for; nonsense counts as not asked. `of`: one group by its key, '-' those that have none. */
export interface AskedLate {
  readonly by: By
  readonly of: string | null
  readonly inside: boolean
  readonly page: number
}
export const askedLate = (query: Readonly<Record<string, string>>): AskedLate => ({
  by: bys.find(by => by === query.by) ?? 'holder',
  of: query.of && query.of.length <= 40 ? query.of : null,
  inside: query.inside === '1',
  page: Math.min(Math.max(Math.trunc(Number(query.page)) || 1, 1), 10_000)
})

export interface LateGroup {
  /** '-' for what has no such place or person. */
  readonly key: string
  readonly words: string
  readonly late: number
  readonly inside: number
  readonly children: number
  /** Days since the step became late; null where none is. */
  readonly longest: number | null
  readonly middle: number | null
}

/** How roles are called where they hold something. */
export const holderWords: Readonly<Record<string, string>> = {
  'designated-teacher': 'Designated teachers',
  'social-worker': 'Social workers',
  adviser: 'Advisers',
  'virtual-school-head': 'The Virtual School head',
  delegate: 'Delegates',
  carer: 'Carers',
  parent: 'Parents',
  child: 'Young people',
  administrator: 'Administrators',
  'team-manager': 'Team managers',
  iro: 'Reviewing officers',
  'invited-professional': 'Invited professionals'
} satisfies Record<Role, string>

const none: Readonly<Record<By, string>> = {
  holder: 'Nobody',
  person: 'Nobody is recorded',
  setting: 'No school or other setting',
  team: 'No team',
  adviser: 'No adviser',
  step: 'Other'
}

function wordsOf(by: By, { key, words }: LateGroupRow): string {
  if (key === null) return none[by]
  if (by === 'holder') return holderWords[key] ?? key
  return by === 'step' ? (clockWords[key as ClockName] ?? key) : (words ?? key)
}

/** What is late in an authority, counted by one dimension. */
export const lateGroups = async (tx: Tx, authorityId: number, by: By): Promise<LateGroup[]> =>
  (await readLateGroups(tx, authorityId, by)).map(row => ({ ...row, key: row.key ?? '-', words: wordsOf(by, row) }))

/** What is late and not the settings' own: the count by setting leaves it out. */
export const lateElsewhere = async (tx: Tx, authorityId: number): Promise<number> =>
  (await readLateGroups(tx, authorityId, 'holder'))
    .filter(({ key }) => !(heldBySetting as readonly (string | null)[]).includes(key))
    .reduce((sum, { late }) => sum + late, 0)

export interface LateStep {
  readonly pepId: string
  readonly childId: string
  readonly childName: string
  readonly words: string
  readonly holder: string
  readonly person: string | null
  readonly setting: string | null
  readonly team: string | null
  readonly adviser: string | null
  readonly due: string
  /** The first day on which it counts as late. */
  readonly lateSince: string
  /** The child is inside the first 20 days: not late, and told apart. */
  readonly inside: boolean
  /** Days since it became late; below nothing inside the first 20 days in care. */
  readonly days: number
}
export interface LateSteps {
  readonly steps: readonly LateStep[]
  readonly total: number
}

const toStep = (row: LateRow): LateStep => ({
  pepId: row.pep_id,
  childId: row.child_id,
  childName: nameOf(row),
  words: clockWords[row.step as ClockName] ?? row.step,
  holder: row.holder,
  person: row.person,
  setting: row.setting,
  team: row.team,
  adviser: row.adviser,
  due: row.due,
  lateSince: row.late_since,
  inside: !row.late,
  days: row.days
})

/** The steps behind the counts: one page of them, or all for the file; of no one group with those inside the first 20 days. */
export async function lateSteps(tx: Tx, authorityId: number, asked: AskedLate, all = false): Promise<LateSteps> {
  const rows = await readLate(tx, authorityId, {
    by: asked.by,
    key: asked.of === null ? undefined : asked.of === '-' ? null : asked.of,
    inside: all && asked.of === null ? null : asked.inside,
    size: all ? null : pageSize,
    offset: all ? 0 : (asked.page - 1) * pageSize
  })
  return { steps: rows.map(toStep), total: rows[0]?.total ?? 0 }
}

/** The address of the page with these filters. */
export function lateAddress(change: Partial<AskedLate>, at = '/insight/lateness'): string {
  const fields = {
    by: change.by && change.by !== 'holder' ? change.by : '',
    of: change.of ?? '',
    inside: change.inside ? '1' : '',
    page: change.page && change.page > 1 ? String(change.page) : ''
  }
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''))
  return query.size > 0 ? `${at}?${query}` : at
}
