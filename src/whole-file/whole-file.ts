import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import { enqueue, type Tx } from '../db/transaction.ts'
import { insertWholeFile, readWholeFiles, type WholeFileRow } from './whole-file.queries.ts'

/** A request for all that is held of one child (UK GDPR, article 15), and its file once a job has made it. */
export interface FileRequest {
  readonly id: string
  readonly askedBy: string
  readonly askedAt: Temporal.Instant
  readonly reason: string
  /** Null while it is being made, and once its days are over. */
  readonly file: { readonly name: string; readonly sha256: string; readonly size: number } | null
  readonly isOver: boolean
  readonly contents: readonly string[]
}

/** For how many days a file can be saved; after that it would tell less than the record. */
export const daysOffered = 14

const instant = (at: string) => Temporal.Instant.from(new Date(at).toISOString())

function toRequest(row: WholeFileRow, now: Temporal.Instant): FileRequest {
  const isOver = row.made_at !== null && now.since(instant(row.made_at)).total('hours') > 24 * daysOffered
  const made = row.file_name !== null && row.sha256 !== null && !isOver
  return {
    id: row.id,
    askedBy: row.asked_by_name,
    askedAt: instant(row.asked_at),
    reason: row.reason,
    file: made ? { name: row.file_name ?? '', sha256: row.sha256 ?? '', size: row.size ?? 0 } : null,
    isOver,
    contents: row.contents
  }
}

/** The newest first. */
export const requestsOf = async (tx: Tx, child: string, now: Temporal.Instant): Promise<FileRequest[]> =>
  (await readWholeFiles(tx, { child })).map(row => toRequest(row, now))

/** Asks for the file: a job makes it after the commit, as the person who asked. Why stands on record. */
export async function askForWholeFile(
  tx: Tx,
  of: { readonly childId: string; readonly authorityId: number },
  { person, reason, now }: { readonly person: string; readonly reason: string; readonly now: Temporal.Instant }
): Promise<void> {
  const id = newId()
  await insertWholeFile(tx, {
    id,
    authority_id: of.authorityId,
    child_id: of.childId,
    asked_by: person,
    asked_at: now.toString(),
    reason
  })
  await enqueue(tx, 'make whole file', { file: id, person }, `whole file ${id}`)
  await record(tx, { person, role: 'administrator', action: 'ask for the whole file', ...of, ids: [id], reason })
}
