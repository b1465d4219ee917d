import { newId } from '../db/id.ts'
import { isUuid, type Tx } from '../db/transaction.ts'
import { type Audience, audiences } from '../guidance/words.ts'
import { type DocumentRow, insertDocument, readDocuments, updateAudience, updateWithdrawn } from './document.queries.ts'
import type { Sha256 } from './files.ts'
import type { AcceptedUpload } from './upload.ts'

export const documentTypes = {
  ehcp: 'EHCP',
  report: 'School report',
  timetable: 'Timetable',
  'work-sample': 'Sample of work',
  assessment: 'Assessment or specialist’s report',
  certificate: 'Certificate or award',
  other: 'Something else'
} as const
export type DocumentType = keyof typeof documentTypes
export const typeName = (type: string): string =>
  Object.hasOwn(documentTypes, type) ? documentTypes[type as DocumentType] : type

/** Whom a document may be shared with beyond the authority. The setting is the default; an EHCP carries addresses. */
export const sharedWith = { setting: 'School', carer: 'Carer', parent: 'Parent', child: 'The young person' } as const
export type SharedWith = keyof typeof sharedWith

export interface PlanAttachment {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly dated: Temporal.PlainDate | null
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: Sha256
  readonly audience: readonly Audience[]
  readonly uploadedBy: string | null
  readonly uploadedAt: Temporal.Instant
}

const toAttachment = (row: DocumentRow): PlanAttachment => ({
  id: row.id,
  type: row.type,
  title: row.title,
  dated: row.dated === null ? null : Temporal.PlainDate.from(row.dated),
  fileName: row.file_name,
  mediaType: row.media_type,
  size: row.size,
  sha256: row.sha256,
  audience: audiences.filter(audience => row.audience.includes(audience)),
  uploadedBy: row.uploaded_by_name,
  uploadedAt: Temporal.Instant.from(row.uploaded_at)
})

/** The documents of a plan that this person's rows allow, newest first. */
export const documentsOf = async (tx: Tx, pepId: string): Promise<readonly PlanAttachment[]> =>
  (await readDocuments(tx, pepId)).map(toAttachment)

export async function findDocument(tx: Tx, pepId: string, id: string): Promise<PlanAttachment | null> {
  const [row] = isUuid(id) ? await readDocuments(tx, pepId, id) : []
  return row ? toAttachment(row) : null
}

/** A checked upload whose bytes are safe in the store. */
export interface Kept extends AcceptedUpload {
  readonly sha256: Sha256
  readonly size: number
}

/** Writes the row of a file that is already in the store. */
export async function attachDocument(
  tx: Tx,
  pep: { readonly id: string; readonly authorityId: number; readonly childId: string },
  kept: Kept,
  said: { readonly type: DocumentType; readonly title: string; readonly dated: Temporal.PlainDate | null },
  uploaded: { readonly by: string; readonly at: Temporal.Instant }
): Promise<string> {
  const id = newId()
  await insertDocument(tx, {
    id,
    pep_id: pep.id,
    authority_id: pep.authorityId,
    child_id: pep.childId,
    type: said.type,
    title: said.title,
    dated: said.dated?.toString() ?? null,
    file_name: kept.name,
    media_type: kept.mediaType,
    size: kept.size,
    sha256: kept.sha256,
    audience: ['setting'],
    uploaded_by: uploaded.by,
    uploaded_at: uploaded.at.toString()
  })
  return id
}

/** Hidden from now on; the row and the file stay. */
export const withdrawDocument = (tx: Tx, id: string, by: string, at: Temporal.Instant) =>
  updateWithdrawn(tx, id, by, at.toString())

export const shareDocument = (tx: Tx, id: string, audience: readonly SharedWith[]) => updateAudience(tx, id, audience)

/** "20 MB", "340 kB", "12 bytes". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
