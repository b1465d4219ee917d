import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Refusal } from '../guidance/words.ts'
import { isTableName, mostBytes, type Source, type SourceFile } from './source.ts'
import { looksLikeZip, unzipTables } from './unzip.ts'

const tooLarge = (name: string): Refusal => ({ refused: `“${name}” is larger than 300 MB. Import it in parts.` })

/** Reads a file, the tables in a folder, or the tables in a zip. */
export async function readSource(path: string): Promise<Source | Refusal> {
  const found = await stat(path).catch(() => null)
  if (!found) return { refused: `There is no file or folder “${path}”.` }
  if (found.isDirectory()) return readFolder(path)
  if (!found.isFile()) return { refused: `“${path}” is neither a file nor a folder.` }
  if (found.size > mostBytes) return tooLarge(basename(path))
  const bytes = await readFile(path).catch(() => null)
  return bytes ? fromUpload(basename(path), bytes) : { refused: `“${path}” may not be read by this program.` }
}

/** The same for bytes that came by upload. */
export async function fromUpload(name: string, bytes: Uint8Array): Promise<Source | Refusal> {
  if (bytes.length > mostBytes) return tooLarge(name)
  if (!(await looksLikeZip(bytes))) return { name, files: [{ name, bytes }], leftOut: [] }
  const unzipped = unzipTables(name, bytes)
  return 'refused' in unzipped ? unzipped : someTables({ name, ...unzipped })
}

async function readFolder(path: string): Promise<Source | Refusal> {
  const entries = (await readdir(path, { withFileTypes: true })).filter(entry => !entry.name.startsWith('.'))
  const isTable = (entry: (typeof entries)[number]) => entry.isFile() && isTableName(entry.name)
  const files: SourceFile[] = []
  let bytesLeft = mostBytes
  for (const { name } of entries.filter(isTable).sort((a, b) => a.name.localeCompare(b.name))) {
    bytesLeft -= (await stat(join(path, name))).size
    if (bytesLeft < 0) return tooLarge(path)
    files.push({ name, bytes: await readFile(join(path, name)) })
  }
  return someTables({ name: basename(path), files, leftOut: entries.filter(e => !isTable(e)).map(e => e.name) })
}

const someTables = (source: Source): Source | Refusal =>
  source.files.length > 0
    ? source
    : {
        refused: `“${source.name}” holds no CSV file. It holds: ${source.leftOut.slice(0, 10).join(', ') || 'nothing'}.`
      }
