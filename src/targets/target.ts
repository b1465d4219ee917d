import { newId } from '../db/id.ts'
import { isUuid, type Tx } from '../db/transaction.ts'
import { capital, roleNames } from '../guidance/words.ts'
import type { Pep } from '../peps/pep.ts'
import type { Standing } from '../peps/saved-record.ts'
import {
  deleteTarget,
  insertTarget,
  readTargets,
  type TargetColumns,
  type TargetRow,
  updatePlaces,
  updateTarget
} from './target.queries.ts'

export const actionOwners = ['school', 'child', 'carer', 'social-worker', 'other'] as const
export type ActionOwner = (typeof actionOwners)[number]
export const ownerNames: Record<ActionOwner, string> = {
  school: 'School',
  child: capital(roleNames.child),
  carer: capital(roleNames.carer),
  'social-worker': capital(roleNames['social-worker']),
  other: 'Somebody else'
}

export interface TargetAction {
  readonly who: ActionOwner
  readonly what: string
}

/** What is written about a target. Money is pence. */
export interface TargetDraft {
  readonly area: string
  readonly need: string
  readonly baseline: string
  readonly words: string
  readonly childWords: string
  readonly actions: readonly TargetAction[]
  readonly leadName: string
  readonly starts: Temporal.PlainDate | null
  readonly due: Temporal.PlainDate | null
  readonly success: string
  readonly intervention: string
  readonly costPence: number
}

export interface Target extends TargetDraft {
  readonly id: string
  readonly pepId: string
  readonly place: number
  readonly carriedFrom: string | null
  readonly writtenBy: string | null
  readonly writtenAt: Temporal.Instant | null
  /** How many premium lines pay for it. */
  readonly premiumLines: number
}

const date = (iso: string | null) => (iso === null ? null : Temporal.PlainDate.from(iso))
const ownerOf = (who: string): ActionOwner => actionOwners.find(known => known === who) ?? 'other'

const toTarget = (row: TargetRow): Target => ({
  id: row.id,
  pepId: row.pep_id,
  place: row.place,
  area: row.area,
  need: row.need,
  baseline: row.baseline,
  words: row.words,
  childWords: row.child_words,
  actions: row.actions.map(({ who, what }) => ({ who: ownerOf(who), what })),
  leadName: row.lead_name,
  starts: date(row.starts),
  due: date(row.due),
  success: row.success,
  intervention: row.intervention,
  costPence: row.cost_pence,
  carriedFrom: row.carried_from,
  writtenBy: row.written_by_name,
  writtenAt: row.written_at === null ? null : Temporal.Instant.from(row.written_at),
  premiumLines: row.premium_lines
})

/** The targets of a plan, in their order. */
export const targetsOf = async (tx: Tx, pepId: string): Promise<readonly Target[]> =>
  (await readTargets(tx, pepId)).map(toTarget)

/** Null where this plan has no such target. */
export async function findTarget(tx: Tx, pepId: string, id: string): Promise<Target | null> {
  const [row] = isUuid(id) ? await readTargets(tx, pepId, id) : []
  return row ? toTarget(row) : null
}

interface Written {
  readonly by: string
  readonly at: Temporal.Instant
}

const columns = (draft: TargetDraft, { by, at }: Written): TargetColumns => ({
  area: draft.area,
  need: draft.need,
  baseline: draft.baseline,
  words: draft.words,
  child_words: draft.childWords,
  actions: JSON.stringify(draft.actions),
  lead_name: draft.leadName,
  starts: draft.starts?.toString() ?? null,
  due: draft.due?.toString() ?? null,
  success: draft.success,
  intervention: draft.intervention,
  cost_pence: draft.costPence,
  written_by: by,
  written_at: at.toString()
})

/** Adds a target at the end and gives its id. */
export async function addTarget(
  tx: Tx,
  pep: Pick<Pep, 'id' | 'authorityId' | 'childId'>,
  draft: TargetDraft,
  written: Written & { carriedFrom: string | null }
): Promise<string> {
  const id = newId()
  const last = (await readTargets(tx, pep.id)).at(-1)?.place ?? 0
  await insertTarget(tx, {
    ...columns(draft, written),
    id,
    pep_id: pep.id,
    authority_id: pep.authorityId,
    child_id: pep.childId,
    carried_from: written.carriedFrom,
    place: last + 1
  })
  return id
}

export const changeTarget = (tx: Tx, id: string, draft: TargetDraft, written: Written) =>
  updateTarget(tx, id, columns(draft, written))

/** Takes a target out and closes the gap. Not while a premium line pays for it. */
export async function removeTarget(tx: Tx, target: Target): Promise<void> {
  await deleteTarget(tx, target.id)
  await updatePlaces(
    tx,
    (await readTargets(tx, target.pepId)).map(row => row.id)
  )
}

/** Moves one place up or down; at the end it stays. */
export async function moveTarget(tx: Tx, { pepId, id }: Target, by: -1 | 1): Promise<void> {
  const ids = (await readTargets(tx, pepId)).map(row => row.id)
  const from = ids.indexOf(id)
  const to = from + by
  const other = ids[to]
  if (other === undefined) return
  ids[to] = id
  ids[from] = other
  await updatePlaces(tx, ids)
}

/** What of a target is its content: what its version is made of. */
export const contentOf = (target: TargetDraft): TargetDraft => ({
  area: target.area,
  need: target.need,
  baseline: target.baseline,
  words: target.words,
  childWords: target.childWords,
  actions: target.actions,
  leadName: target.leadName,
  starts: target.starts,
  due: target.due,
  success: target.success,
  intervention: target.intervention,
  costPence: target.costPence
})

export const standingTarget = (target: Target): Standing<TargetDraft> => ({
  content: contentOf(target),
  by: target.writtenBy,
  at: target.writtenAt
})
