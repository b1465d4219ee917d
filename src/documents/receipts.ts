import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { recordName } from './case-record.ts'
import type { Sha256 } from './files.ts'

/** What the case record says it has taken: `NAME.receipt.json` with `{"sha256": …, "at": …}`. */
export interface Receipt {
  readonly name: string
  readonly hash: Sha256
  readonly at: Date
}

export interface ReceiptProblem {
  readonly file: string
  readonly problem: string
}

export interface Receipts {
  readonly receipts: readonly Receipt[]
  /** Not trusted, for a person to look at. */
  readonly problems: readonly ReceiptProblem[]
}

const ending = '.receipt.json'
/** A receipt is a few lines; nothing longer is read. */
const longest = 64 * 1024

const written = z.object({
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime({ offset: true })
})

/** Reads without following links and without hanging on a pipe. */
const readSmall = async (path: string): Promise<string | undefined> => {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    return size > longest ? undefined : await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

/** The names for which something lies in the folder; none where there is no folder yet. */
export const namesWithReceipts = async (folder: string): Promise<string[]> => {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return files.filter(file => file.endsWith(ending)).map(file => file.slice(0, -ending.length))
}

const understand = (name: string, text: string | undefined): Receipt | string => {
  if (text === undefined) return 'It is longer than a receipt can be.'
  try {
    const found = written.safeParse(JSON.parse(text.replace(/^\ufeff/, '')))
    if (!found.success) return 'It must name "sha256" (64 hexadecimal digits) and "at" (date and time with its zone).'
    return { name, hash: found.data.sha256, at: new Date(found.data.at) }
  } catch {
    return 'It is not JSON.'
  }
}

/**
 * The receipts in the folder. Only names of the shape that we drop are looked at, so none can point elsewhere;
 * a name with a folder in its text is just text. `expected` holds what was dropped, by name.
 */
export const readReceipts = async (folder: string, expected: ReadonlyMap<string, Sha256>): Promise<Receipts> => {
  const receipts: Receipt[] = []
  const problems: ReceiptProblem[] = []
  const entries = (await readdir(folder, { withFileTypes: true })).filter(entry => entry.name.endsWith(ending))
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = entry.name.slice(0, -ending.length)
    const hash = expected.get(name)
    const refuse = (problem: string) => problems.push({ file: entry.name, problem })
    if (!recordName.test(name) || hash === undefined) refuse('Nothing was sent under this name.')
    else if (!entry.isFile()) refuse('It is not a plain file.')
    else {
      const receipt = understand(name, await readSmall(join(folder, entry.name)))
      if (typeof receipt === 'string') refuse(receipt)
      else if (receipt.hash !== hash) refuse('It names another content than the one that was sent.')
      else receipts.push(receipt)
    }
  }
  return { receipts, problems }
}
