import { basename } from 'node:path'
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate'
import { fileTypeFromBuffer } from 'file-type'
import type { Refusal } from '../guidance/words.ts'
import { isTableName, mostBytes, type SourceFile } from './source.ts'

const mostFiles = 200

export const looksLikeZip = async (bytes: Uint8Array): Promise<boolean> =>
  (await fileTypeFromBuffer(bytes))?.ext === 'zip'

class TooMuch extends Error {}

/**
 * Takes the tables out of a zip. What it swells to is counted as it swells: the sizes that a zip states may be lies.
 */
export function unzipTables(
  name: string,
  zip: Uint8Array,
  most = mostBytes
): { files: SourceFile[]; leftOut: string[] } | Refusal {
  const files: { name: string; chunks: Uint8Array[]; whole: boolean }[] = []
  const leftOut: string[] = []
  let bytes = 0
  let entries = 0
  const unzip = new Unzip((entry: UnzipFile) => {
    entries += 1
    if (entries > mostFiles) throw new TooMuch()
    const plainName = basename(entry.name)
    if (entry.name.endsWith('/') || entry.name.startsWith('__MACOSX/') || plainName.startsWith('.')) return
    if (!isTableName(entry.name)) return void leftOut.push(plainName)
    const file = { name: plainName, chunks: [] as Uint8Array[], whole: false }
    files.push(file)
    entry.ondata = (error, chunk, final) => {
      if (error) throw error
      bytes += chunk.length
      if (bytes > most) throw new TooMuch()
      file.chunks.push(chunk)
      file.whole = final
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < zip.length; at += 1 << 16)
      unzip.push(zip.subarray(at, at + (1 << 16)), at + (1 << 16) >= zip.length)
  } catch (error) {
    return {
      refused:
        error instanceof TooMuch
          ? `“${name}” unpacks to more than 300 MB or ${mostFiles} files, so it was not opened.`
          : `“${name}” is a damaged or locked zip. Make it again, without a password.`
    }
  }
  if (entries !== statedEntries(zip) || files.some(file => !file.whole))
    return { refused: `“${name}” is a damaged zip: it breaks off. Make it again.` }
  return { files: files.map(file => ({ name: file.name, bytes: Buffer.concat(file.chunks) })), leftOut }
}

/** How many entries a zip's last record counts; none where it was cut off before it. */
function statedEntries(zip: Uint8Array): number | null {
  const tail = Buffer.from(zip.buffer, zip.byteOffset, zip.length).subarray(-65_557)
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  return at < 0 || at + 12 > tail.length ? null : tail.readUInt16LE(at + 10)
}
