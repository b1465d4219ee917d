import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../documents/write-whole.ts'

const shape = z.object({ number: z.int().positive(), signature: z.base64() })

/** The newest seal as it is kept outside the database: whoever cuts the log's end off cannot cut it here. */
export interface NewestSeal {
  readonly number: number
  readonly signature: Buffer
}

const fileName = 'newest-seal.json'
export const newestSealFile = (secretsFolder: string): string => join(secretsFolder, fileName)

export async function keepNewestSeal(file: string, { number, signature }: NewestSeal): Promise<void> {
  await writeWhole(dirname(file), fileName, `${JSON.stringify({ number, signature: signature.toString('base64') })}\n`)
}

/** Null where there is no such file; throws where it is not a seal's. */
export function readNewestSeal(file: string): NewestSeal | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const read = shape.safeParse(jsonOf(text))
  if (!read.success) throw new Error(`${file} does not hold a seal.`)
  return { number: read.data.number, signature: Buffer.from(read.data.signature, 'base64') }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
