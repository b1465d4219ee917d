import { createHash, randomBytes } from 'node:crypto'
import { newId } from '../db/id.ts'
import { sendAlong, type Tx } from '../db/transaction.ts'

/** What is put on record: who, in which role, what, about whom, with what outcome. */
export interface Deed {
  readonly person: string | null
  readonly role?: string | null
  readonly action: string
  readonly outcome?: 'done' | 'refused' | 'not-found'
  readonly authorityId?: number | null
  readonly childId?: string | null
  readonly pepId?: string | null
  /** Of a list: the ids shown. */
  readonly ids?: readonly string[]
  /** Why they could, or the refusal. */
  readonly reason?: string | null
  /** Before and after; may be erased by retention without breaking the chain. */
  readonly payload?: unknown
}

/** JSON with sorted keys, so that the same value has the same digest wherever it is read back from. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value as Record<string, unknown>).filter(([, item]) => item !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

const sha256 = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The columns of an audit row that its metadata digest covers. */
export interface Metadata {
  readonly event_id: string
  readonly at: string
  readonly person_id: string | null
  readonly role: string | null
  readonly action: string
  readonly outcome: string
  readonly authority_id: number | null
  readonly child_id: string | null
  readonly pep_id: string | null
  readonly ids: unknown
  readonly reason: string | null
}

export const metadataDigest = (row: Metadata): Buffer =>
  sha256(
    canonical([
      row.event_id,
      row.at,
      row.person_id,
      row.role,
      row.action,
      row.outcome,
      row.authority_id,
      row.child_id,
      row.pep_id,
      row.ids,
      row.reason
    ])
  )

export const payloadDigest = (salt: Buffer, payload: unknown): Buffer => sha256(salt, canonical(payload ?? null))

/** PostgreSQL has no place for a NUL or half a character: what somebody typed must not keep a deed off the record. */
const writable = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed()

/** A payload as it will be read back from the database, so that its digest is the same then: dates become texts. */
function storable(payload: unknown): unknown {
  const json = JSON.stringify(payload, (_name, value) => (typeof value === 'string' ? writable(value) : value))
  return json === undefined ? null : JSON.parse(json)
}

/** Inserts one audit row in the caller's transaction, which it goes along with: the commit waits for it, the caller does not. */
export async function record(tx: Tx, deed: Deed): Promise<void> {
  const row = {
    event_id: newId(),
    at: new Date().toISOString(),
    person_id: deed.person,
    role: deed.role ?? null,
    action: writable(deed.action),
    outcome: deed.outcome ?? 'done',
    authority_id: deed.authorityId ?? null,
    child_id: deed.childId ?? null,
    pep_id: deed.pepId ?? null,
    ids: deed.ids ?? [],
    reason: deed.reason == null ? null : writable(deed.reason)
  }
  const salt = randomBytes(16)
  const payload = storable(deed.payload)
  const insert = tx.insertInto('audit_event').values({
    ...row,
    ids: JSON.stringify(row.ids),
    meta_digest: metadataDigest(row),
    salt,
    payload: payload === null ? null : JSON.stringify(payload),
    payload_digest: payloadDigest(salt, payload)
  })
  await sendAlong(tx, insert.execute())
}
