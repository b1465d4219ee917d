import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { ImportReport } from './report.ts'
import { type Routine, usual } from './routine.ts'

export async function readRoutines(tx: Tx, authorityId: number): Promise<(kind: string) => Routine> {
  const rows = await tx.selectFrom('import_routine').selectAll().where('authority_id', '=', authorityId).execute()
  const found = new Map(
    rows.map(({ kind, applies, most_changed, at_hour }) => [
      kind,
      { applies, mostChanged: most_changed, atHour: at_hour }
    ])
  )
  return kind => found.get(kind) ?? usual
}

export async function writeRoutine(tx: Tx, authorityId: number, kind: string, routine: Routine): Promise<void> {
  const row = { applies: routine.applies, most_changed: routine.mostChanged, at_hour: routine.atHour }
  await tx
    .insertInto('import_routine')
    .values({ authority_id: authorityId, kind, ...row })
    .onConflict(conflict => conflict.columns(['authority_id', 'kind']).doUpdateSet(row))
    .execute()
}

export interface TakenFile {
  readonly id: string
  readonly folder_sha256: string | null
  readonly report: ImportReport
  readonly run_at: string
}

/** The file with this content that the folder gave before, and whether none of the kind came after it. */
export async function readTaken(
  tx: Tx,
  { authorityId, kind, sha256 }: { readonly authorityId: number; readonly kind: string; readonly sha256: string }
): Promise<{ readonly taken: TakenFile; readonly isLast: boolean } | null> {
  const rows = (await tx
    .selectFrom('import_run')
    .select(['id', 'folder_sha256', 'report', 'run_at'])
    .where('authority_id', '=', authorityId)
    .where('kind', '=', kind)
    .where('folder_sha256', 'is not', null)
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('folder_sha256', '=', sha256),
        eb(
          'run_at',
          '=',
          selectFrom('import_run as r')
            .select(({ fn }) => fn.max('r.run_at').as('at'))
            .where('r.authority_id', '=', authorityId)
            .where('r.kind', '=', kind)
            .where('r.folder_sha256', 'is not', null)
        )
      ])
    )
    .orderBy('run_at', 'desc')
    .execute()) as TakenFile[]
  const taken = rows.find(row => row.folder_sha256 === sha256)
  return taken ? { taken, isLast: rows[0]?.id === taken.id } : null
}

/** Who administers the authority today. */
export async function readAdministrators(tx: Tx, authorityId: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('appointment as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select('p.id')
    .distinct()
    .where('a.authority_id', '=', authorityId)
    .where('a.role', '=', 'administrator')
    .where('a.revoked_at', 'is', null)
    .where('p.ended_at', 'is', null)
    .where('a.starts', '<=', sql<string>`app.today()`)
    .where(({ or, eb }) => or([eb('a.ends', 'is', null), eb('a.ends', '>', sql<string>`app.today()`)]))
    .execute()
  return rows.map(({ id }) => id)
}

/** What was before imports of long ago is kept no more. */
export const forgetOldImports = (tx: Tx, olderThan: Temporal.Instant) =>
  sql`select app.forget_old_imports(${olderThan.toString()}::timestamptz)`.execute(tx)
