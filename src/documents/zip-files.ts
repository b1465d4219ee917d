import { zipSync } from 'fflate'
import { openFile } from './files.ts'

/** Files of a zip by their names, each one's own: a second of the same name is numbered. */
export class ZipFiles {
  private readonly entries: Record<string, Uint8Array> = {}

  /** The name it got. */
  add(name: string, bytes: Uint8Array): string {
    const [, stem = name, ending = ''] = /^(.*?)(\.[^./]+)?$/.exec(name) ?? []
    let free = name
    for (let nth = 2; free in this.entries; nth += 1) free = `${stem} (${nth})${ending}`
    this.entries[free] = bytes
    return free
  }
  get names(): string[] {
    return Object.keys(this.entries)
  }
  /** The same files are the same bytes whenever they are zipped. */
  zip(): Uint8Array {
    return zipSync(this.entries, { mtime: '2000-01-01' })
  }
}

/** A file of the store as bytes; undefined where there is none. */
export async function keptBytes(folder: string, sha256: string): Promise<Uint8Array | undefined> {
  const file = await openFile(folder, sha256)
  if (!file) return undefined
  try {
    return await file.readFile()
  } finally {
    await file.close()
  }
}
