import type { Role } from '../guidance/words.ts'
import { inEnglish, type Reading, readingFor } from '../languages/reading.ts'
import { type Coming, comingMeetings } from '../meetings/coming.tsx'
import { nameOf } from '../people/who.ts'
import { type NamedParts, namedParts } from '../targets/named.ts'
import { type Look, lookOf } from '../voice/look.ts'
import type { Ask } from '../web/page.ts'
import { type FamilyRow, readFamily } from './family.queries.ts'
import { perPage } from './work.ts'

/** One child of a carer, a parent, a reviewing officer, or the young person themselves. */
export interface FamilyItem {
  readonly childId: string
  readonly childName: string
  readonly role: Role
  /** The plan that is being written, else the current one; null: none yet. */
  readonly pepId: string | null
  /** Their part of it is open to them now. */
  readonly mayWrite: boolean
  readonly heard: boolean
  /** The newest plan in force; null: none yet. */
  readonly inForce: string | null
  readonly coming: Coming | null
  /** What the plan in force asks of them; null: nothing may be told. */
  readonly asks: NamedParts | null
  readonly copy: { readonly pepId: string; readonly made: Temporal.PlainDate } | null
  /** The child's own choice for their pages. */
  readonly look: readonly Look[]
  readonly reading: Reading
}

const open = ['planned', 'in-progress', 'returned']

/** One page of what there is for family and reviewing officers, child by child. */
export async function familyOf(
  { tx, who, demonstration }: Pick<Ask, 'tx' | 'who' | 'demonstration'>,
  page: number
): Promise<{ items: FamilyItem[]; total: number }> {
  const rows = await readFamily(tx, perPage, (page - 1) * perPage)
  const coming = await comingMeetings(tx)
  const items: FamilyItem[] = []
  for (const row of rows) items.push(await itemOf({ tx, who, demonstration }, row, coming(row.child_id, row.role)))
  return { items, total: rows[0]?.total ?? 0 }
}

async function itemOf(
  { tx, who, demonstration }: Pick<Ask, 'tx' | 'who' | 'demonstration'>,
  row: FamilyRow,
  coming: Coming | null
): Promise<FamilyItem> {
  const role = row.role as Role
  const asked = (role === 'carer' || role === 'parent') && row.readable !== null && row.may_read
  return {
    childId: row.child_id,
    childName: nameOf(row),
    role,
    pepId: row.pep_id,
    mayWrite: role !== 'iro' && row.state !== null && open.includes(row.state) && row.may_say,
    heard: row.heard,
    inForce: row.readable,
    coming,
    asks: asked && row.readable ? await namedParts(tx, row.readable, { ...who, role }) : null,
    copy: row.copy_pep && row.copy_made ? { pepId: row.copy_pep, made: Temporal.PlainDate.from(row.copy_made) } : null,
    look: role === 'child' ? await lookOf(tx, row.child_id) : [],
    reading: role === 'child' ? await readingFor({ tx, demonstration }, row.child_id, role) : inEnglish()
  }
}
