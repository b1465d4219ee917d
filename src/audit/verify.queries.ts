import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { Metadata } from './audit.ts'
import type { Seal, SealableRow } from './seal.ts'

export type StoredSeal = Seal & { sealed_at: string }

/** Seals in order, from the one after `after`. */
export async function readSeals(tx: Tx, after: number, most: number): Promise<StoredSeal[]> {
  const { rows } = await sql<StoredSeal>`
    select number, previous, first, last, count, root, signature, sealed_at from app.seal
     where number > ${after} order by number limit ${most}`.execute(tx)
  return rows
}

export interface AuditRow extends Metadata, SealableRow {
  readonly salt: Buffer
  readonly payload: unknown
  readonly erased: boolean
  /** The erasure is itself on record and names this row. */
  readonly erasure_known: boolean
}

/** A row that a seal covers; `row` is null where it has gone. */
export interface SealedRow {
  readonly n: number
  readonly row: AuditRow | null
}

const columns =
  sql.raw(`e.n, e.event_id, e.at, e.person_id, e.role, e.action, e.outcome, e.authority_id, e.child_id, e.pep_id, e.ids,
  e.reason, e.meta_digest, e.payload_digest, e.salt, e.payload, e.erased_by_event is not null as erased,
  exists (select from audit_event x where x.event_id = e.erased_by_event and x.action = 'erase payloads'
          and x.ids @> jsonb_build_array(e.event_id)) as erasure_known`)

export async function readSealedRows(tx: Tx, seal: number): Promise<SealedRow[]> {
  const { rows } = await sql<Omit<AuditRow, 'n'> & { sealed_n: number; n: number | null }>`
    select s.n as sealed_n, ${columns} from app.sealed_event s left join audit_event e on e.n = s.n
     where s.seal_number = ${seal} order by s.n`.execute(tx)
  return rows.map(({ sealed_n, n, ...row }) => ({ n: sealed_n, row: n === null ? null : { ...row, n } }))
}

/** A row without a seal. `late`: its transaction ended before the newest seal was made, which would have covered it. */
export type UnsealedRow = AuditRow & { readonly late: boolean }

export async function readUnsealedRows(tx: Tx, after: number, most: number): Promise<UnsealedRow[]> {
  const { rows } = await sql<UnsealedRow>`
    select ${columns}, e.xid < coalesce((select w.xid from app.seal_watermark w), '0') or e.at <
             (select max(sealed_at) from app.seal) - interval '10 minutes' is true as late
      from audit_event e
     where e.n > ${after} and not exists (select from app.sealed_event s where s.n = e.n) order by e.n limit ${most}`.execute(
    tx
  )
  return rows
}
