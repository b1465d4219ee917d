import { type Selectable, sql } from 'kysely'
import type { AllocationTable, CarerContactTable, EnrolmentTable } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'
import { byChild } from './known.queries.ts'

export type StoredEnrolment = Selectable<EnrolmentTable>
export type StoredAllocation = Selectable<AllocationTable>
export type StoredCarer = Selectable<CarerContactTable>
export interface Surroundings {
  readonly enrolments: (childId: string) => readonly StoredEnrolment[]
  /** Those that hold today. */
  readonly allocations: (childId: string) => readonly StoredAllocation[]
  readonly carers: (childId: string) => readonly StoredCarer[]
  /** `role e-mail` → the person who holds that role for this authority today. */
  readonly workers: ReadonlyMap<string, string>
  /** Person → e-mail address, of the carers of today. */
  readonly carerEmails: ReadonlyMap<string, string | null>
  /** Of the addresses that the file gives for carers: those of people who work with children. */
  readonly professionals: ReadonlySet<string>
}

/** What stands around an authority's children: schools, workers, carers. */
export async function readSurroundings(
  tx: Tx,
  authorityId: number,
  carersToldOf: readonly string[]
): Promise<Surroundings> {
  const of = authorityId
  const enrolments = await tx
    .selectFrom('enrolment')
    .selectAll()
    .where('authority_id', '=', of)
    .orderBy('starts')
    .execute()
  const allocations = await tx
    .selectFrom('allocation')
    .selectAll()
    .where('authority_id', '=', of)
    .where('revoked_at', 'is', null)
    .where(({ or, eb }) => or([eb('ends', 'is', null), eb('ends', '>', sql<string>`app.today()`)]))
    .execute()
  const carers = await tx.selectFrom('carer_contact').selectAll().where('authority_id', '=', of).execute()
  const workers = await tx
    .selectFrom('appointment as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.role', 'p.email', 'p.id'])
    .where('a.authority_id', '=', of)
    .where('a.role', 'in', ['social-worker', 'adviser', 'iro', 'virtual-school-head'])
    .where('a.revoked_at', 'is', null)
    .where('p.ended_at', 'is', null)
    .where('a.starts', '<=', sql<string>`app.today()`)
    .where(({ or, eb }) => or([eb('a.ends', 'is', null), eb('a.ends', '>', sql<string>`app.today()`)]))
    .execute()
  const carersNow = await tx
    .selectFrom('allocation as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['p.id', 'p.email'])
    .where('a.authority_id', '=', of)
    .where('a.role', '=', 'carer')
    .where('a.revoked_at', 'is', null)
    .execute()
  const professionals = await tx
    .selectFrom('person')
    .select('email')
    .where('kind', '<>', 'family')
    .where(sql<boolean>`email = any(${carersToldOf}::text[])`)
    .execute()
  return {
    enrolments: byChild(enrolments),
    allocations: byChild(allocations),
    carers: byChild(carers),
    workers: new Map(workers.map(({ role, email, id }) => [`${role} ${email}`, id])),
    carerEmails: new Map(carersNow.map(({ id, email }) => [id, email])),
    professionals: new Set(professionals.flatMap(({ email }) => email ?? []))
  }
}
