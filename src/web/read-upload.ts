import type { FastifyRequest } from 'fastify'
import type { UploadedFile } from './page.ts'

/** Reads a multipart post: fields as text, files whole (their size is limited by the server). */
export async function readUpload(
  request: FastifyRequest
): Promise<{ body: Record<string, string | string[]>; files: UploadedFile[] }> {
  const body: Record<string, string | string[]> = {}
  const files: UploadedFile[] = []
  for (const [field, value] of Object.entries((request.body ?? {}) as Record<string, unknown>)) {
    for (const part of Array.isArray(value) ? value : [value]) {
      if (part?.type === 'file') {
        const bytes = await part.toBuffer()
        if (bytes.length > 0 || part.filename) files.push({ field, name: part.filename, bytes })
      } else if (typeof part?.value === 'string') {
        const before = body[field]
        body[field] = before === undefined ? part.value : [...(Array.isArray(before) ? before : [before]), part.value]
      }
    }
  }
  return { body, files }
}
