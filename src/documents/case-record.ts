import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { type Sha256, sha256 } from './files.ts'
import type { IsoDate } from './plan-document.ts'
import { writeWhole } from './write-whole.ts'

/** A plan on its way to the council's case record (Mosaic, ESCR) through a folder that both can read. */
export interface RecordDrop {
  /** Ends in `.pdf` and has no folder in it: `recordFileName`. */
  readonly fileName: string
  readonly careSystemId: string
  readonly title: string
  readonly date: IsoDate
  readonly documentType: string
  readonly pdf: Uint8Array
  /** The whole plan as data; goes into the JSON beside the PDF. */
  readonly pep: unknown
}

export interface Dropped {
  /** Without the ending: `NAME.pdf`, `NAME.csv` and `NAME.json` are in the folder. */
  readonly name: string
  /** Of the PDF; the receipt must name the same. */
  readonly hash: Sha256
}

/** The shape of every name we drop and of every receipt we look at: no folder, no dots but the ending's. */
const baseName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,180}$/

const columns = ['person_id', 'document_type', 'date', 'title', 'file', 'sha256']

const hashOnDisk = async (path: string): Promise<Sha256 | undefined> =>
  readFile(path).then(sha256, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

const put = async (folder: string, name: string, content: Uint8Array | string): Promise<void> => {
  if ((await hashOnDisk(join(folder, name))) !== sha256(content)) await writeWhole(folder, name, content)
}

/**
 * Puts a plan into the folder: the PDF, a CSV line, and last the JSON, so that whoever sees the JSON has it all.
 * The same drop again changes nothing; a drop cut short is completed by the next.
 */
export const dropInFolder = async (folder: string, drop: RecordDrop): Promise<Dropped> => {
  const name = drop.fileName.replace(/\.pdf$/, '')
  if (!baseName.test(name) || name === drop.fileName)
    throw new Error('The name of a case-record document is letters, digits, "-" and "_", and ends in ".pdf".')
  const hash = sha256(drop.pdf)
  const metadata = {
    personId: drop.careSystemId,
    documentType: drop.documentType,
    date: drop.date,
    title: drop.title,
    file: drop.fileName,
    sha256: hash
  }
  const csv = stringify([Object.values(metadata)], { header: true, columns, escape_formulas: true, bom: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await put(folder, drop.fileName, drop.pdf)
  await put(folder, `${name}.csv`, csv)
  await put(folder, `${name}.json`, `${JSON.stringify({ ...metadata, pep: drop.pep }, null, 2)}\n`)
  return { name, hash }
}

export { baseName as recordName }
