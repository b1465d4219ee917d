import type { FastifyRequest } from 'fastify'
import { tooLarge } from '../documents/upload.ts'
import type { Refusal } from '../guidance/words.ts'
import type { UploadedFile } from './page.ts'

export interface Upload {
  readonly body: Record<string, string | string[]>
  readonly files: UploadedFile[]
  /** Why a file cannot be taken at all: the server reads no more of it than the limit, so its form comes back. */
  readonly refusal: Refusal | null
}

/** Reads a multipart post: fields as text, files whole, up to the limit of their size. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const body: Record<string, string | string[]> = {}
  const files: UploadedFile[] = []
  let refusal: Refusal | null = null
  for (const [field, value] of Object.entries((request.body ?? {}) as Record<string, unknown>)) {
    for (const part of Array.isArray(value) ? value : [value]) {
      if (part?.type === 'file') {
        const bytes = await part.toBuffer()
        if (part.file.truncated) refusal = tooLarge(part.filename, field)
        else if (bytes.length > 0 || part.filename) files.push({ field, name: part.filename, bytes })
      } else if (typeof part?.value === 'string') {
        const before = body[field]
        body[field] = before === undefined ? part.value : [...(Array.isArray(before) ? before : [before]), part.value]
      }
    }
  }
  return { body, files, refusal }
}
