import type { Selectable } from 'kysely'
import type { CarePeriodTable, CareReviewTable, ChildRecordTable, ChildTable, PlacementTable } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'
import type { KnownChild } from './match.ts'

export type StoredChild = Selectable<ChildTable>
export type StoredRecord = Selectable<ChildRecordTable>
export type StoredPeriod = Selectable<CarePeriodTable>
export type StoredPlacement = Selectable<PlacementTable> & { readonly postcode: string | null }
export type StoredReview = Selectable<CareReviewTable>

export interface Known {
  readonly children: ReadonlyMap<string, { readonly child: StoredChild; readonly record: StoredRecord | null }>
  readonly identities: readonly KnownChild[]
}

/** An authority's children, those merged into another left out. */
export async function readKnown(tx: Tx, authorityId: number): Promise<Known> {
  const children = await tx
    .selectFrom('child')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('merged_into', 'is', null)
    .execute()
  const records = await tx.selectFrom('child_record').selectAll().where('authority_id', '=', authorityId).execute()
  const recordOf = new Map(records.map(record => [record.child_id, record]))
  const known = new Map(children.map(child => [child.id, { child, record: recordOf.get(child.id) ?? null }]))
  const identities = [...known.values()].map(({ child, record }) => ({
    id: child.id,
    careSystemId: record?.care_system_id ?? null,
    childId903: record?.child_id_903 ?? null,
    upn: record?.upn ?? null,
    firstName: child.first_name,
    lastName: child.last_name,
    dateOfBirth: child.date_of_birth
  }))
  return { children: known, identities }
}

export interface StoredCare {
  readonly periods: readonly StoredPeriod[]
  readonly placements: readonly StoredPlacement[]
  readonly reviews: readonly StoredReview[]
}

/** The care of an authority's children, by child. */
export async function readCare(tx: Tx, authorityId: number): Promise<(childId: string) => StoredCare> {
  const of = authorityId
  const periods = await tx
    .selectFrom('care_period')
    .selectAll()
    .where('authority_id', '=', of)
    .orderBy('starts')
    .execute()
  const placements = await tx
    .selectFrom('placement')
    .leftJoin('placement_address', 'placement_address.placement_id', 'placement.id')
    .selectAll('placement')
    .select('placement_address.postcode')
    .where('placement.authority_id', '=', of)
    .orderBy('placement.starts')
    .execute()
  const reviews = await tx.selectFrom('care_review').selectAll().where('authority_id', '=', of).execute()
  const [periodsOf, placementsOf, reviewsOf] = [byChild(periods), byChild(placements), byChild(reviews)]
  return childId => ({ periods: periodsOf(childId), placements: placementsOf(childId), reviews: reviewsOf(childId) })
}

export function byChild<R extends { readonly child_id: string }>(
  rows: readonly R[]
): (childId: string) => readonly R[] {
  const grouped = Map.groupBy(rows, row => row.child_id)
  return childId => grouped.get(childId) ?? []
}
