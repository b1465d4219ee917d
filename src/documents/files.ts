import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from './write-whole.ts'

/** A folder of files named by their content. What is there never changes; the same bytes are kept once. */
export type Sha256 = string

export const sha256 = (bytes: Uint8Array | string): Sha256 => createHash('sha256').update(bytes).digest('hex')

const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

const place = (dir: string, hash: Sha256): { readonly folder: string; readonly name: string } => ({
  folder: join(dir, hash.slice(0, 2)),
  name: hash
})

const lengthOf = async (path: string): Promise<number | undefined> =>
  stat(path).then(
    found => found.size,
    () => undefined
  )

/** Keeps the bytes, safe on the disk when it returns. Again, or twice at once: no harm. */
export const putFile = async (dir: string, bytes: Uint8Array): Promise<Sha256> => {
  const hash = sha256(bytes)
  const { folder, name } = place(dir, hash)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await lengthOf(join(folder, name))) !== bytes.length) await writeWhole(folder, name, bytes)
  return hash
}

/** A handle for reading, to be closed by whoever asked; undefined where there is no such file. */
export const openFile = async (dir: string, hash: Sha256): Promise<FileHandle | undefined> => {
  if (!isSha256(hash)) return undefined
  const { folder, name } = place(dir, hash)
  return open(join(folder, name), 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

/** The whole file; undefined where there is no such file. */
export const readKept = async (dir: string, hash: Sha256): Promise<Buffer | undefined> => {
  const handle = await openFile(dir, hash)
  return handle?.readFile().finally(() => handle.close())
}
