import { createHash } from 'node:crypto'
import { record } from '../audit/audit.ts'
import type { Database } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { asPerson } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { followAll } from '../peps/following.ts'
import { openDuePeps } from '../peps/opening.ts'
import { readMapping } from './heading-mapping.queries.ts'
import { isUnplaced } from './headings.ts'
import { readAuthority, writeRun } from './import-run.queries.ts'
import type { ImportKind } from './kinds.ts'
import { isMappable } from './layouts.ts'
import { readFile } from './read-file.ts'
import type { ImportReport } from './report.ts'
import type { Source } from './source.ts'
import { beginWriting, finishWriting } from './undo.queries.ts'

export interface Importing {
  readonly kind: ImportKind
  readonly source: Source
  readonly authorityId: number
  readonly apply: boolean
  /** Who does it. */
  readonly person: string
  readonly today: PlainDate
  /** The name that the record keeps of the file. */
  readonly fileName?: string
  /** Keeps an uploaded file between its dry run and its import; gives its digest. Not called for a file that is refused. */
  readonly keep?: () => Promise<string>
  /** Of a file from the folder: the digest by which it is taken once. */
  readonly folderSha256?: string
  /** Why a file that nobody has looked at is not imported, by what it would do; it is then only tried. */
  readonly unless?: (report: ImportReport) => string | null
  /** Why it waits for a person. */
  readonly waits?: string
}

export interface Ran {
  readonly report: ImportReport
  readonly runId: string
}

/** Thrown to roll back an import that nobody has looked at. */
class Waits extends Error {
  readonly why: string
  constructor(why: string) {
    super('waits for a person')
    this.why = why
  }
}

/**
 * One import, dry or applied: the files are read outside any transaction; matched, written and put on record within one.
 * What the file says is refused as a value; only a broken database throws, and then nothing was written. A kept file whose
 * headings are not known is on record without a count, so that somebody can say which column is which.
 */
export async function runImport(database: Database, importing: Importing): Promise<Ran | Refusal> {
  const { person, today, authorityId, kind } = importing
  const begun = await asPerson(database, { person, today }, async tx => ({
    authority: await readAuthority(tx, authorityId),
    mapping: await readMapping(tx, authorityId, kind)
  }))
  if (!begun.authority)
    return {
      refused: `There is no authority ${authorityId} here. Add it first: openpep authority add ${authorityId} NAME`
    }
  const read = await readFile(importing, begun.mapping)
  if (isRefusal(read)) {
    if (!isUnplaced(read) || !isMappable(kind) || !importing.keep) return read
    return recordUnread(database, importing, { headings: { missing: true, unused: [] } })
  }
  const keptSha256 = await importing.keep?.()
  const runId = newId()
  try {
    return await asPerson(database, { person, today }, async tx => {
      if (importing.apply) await beginWriting(tx, runId)
      const outcome = await read.work(tx)
      const why = importing.apply ? importing.unless?.(outcome.report) : null
      if (why) throw new Waits(why)
      // Open plans follow what the file tells, and a child who comes into care gets a plan at once (G 2.1, 2.3).
      const brings = kind === 'children' || kind === 'ssda903'
      if (importing.apply && brings) {
        await followAll(tx, authorityId, today)
        await openDuePeps(tx, authorityId, today)
      }
      const report: ImportReport = {
        ...outcome.report,
        ...(read.unusedHeadings.length > 0 ? { headings: { missing: false, unused: read.unusedHeadings } } : {}),
        ...(importing.waits ? { waits: importing.waits } : {})
      }
      const digest = sha256(importing.source)
      await writeRun(tx, runId, { ...importing, keptSha256, sha256: digest, report })
      if (importing.apply) await finishWriting(tx, runId)
      await record(tx, {
        person,
        action: importing.apply ? `import ${kind}` : `try import ${kind}`,
        authorityId,
        ids: importing.apply ? outcome.childIds : [],
        payload: { file: nameOf(importing), sha256: digest, tables: report.tables }
      })
      return { report, runId }
    })
  } catch (error) {
    if (error instanceof Waits)
      return runImport(database, { ...importing, apply: false, unless: undefined, waits: error.why })
    if (!isTakenIdentifier(error)) throw error
    return {
      refused:
        'An identifier in the file belongs to a child whose record is restricted. Ask the Virtual School head; nothing was imported.'
    }
  }
}

const nameOf = ({ fileName, source }: Importing): string => fileName ?? source.name

/** Puts a file on record of which nothing was read: its headings are to be mapped, or it is held with words that say why. */
export async function recordUnread(
  database: Database,
  importing: Importing,
  why: Pick<ImportReport, 'headings' | 'waits'>
): Promise<Ran> {
  const { person, today, authorityId, kind, source } = importing
  const report: ImportReport = { applied: false, ...why, tables: {}, refused: [], warnings: [], conflicts: [] }
  const keptSha256 = await importing.keep?.()
  return asPerson(database, { person, today }, async tx => {
    const runId = newId()
    const digest = sha256(source)
    await writeRun(tx, runId, { ...importing, apply: false, keptSha256, sha256: digest, report })
    await record(tx, {
      person,
      action: `try import ${kind}`,
      outcome: why.waits ? 'refused' : 'done',
      reason: why.waits ?? null,
      authorityId,
      payload: { file: nameOf(importing), sha256: digest }
    })
    return { report, runId }
  })
}

/** One digest for all files, in the order of their names. */
function sha256({ files }: Source): string {
  const hash = createHash('sha256')
  for (const { name, bytes } of [...files].sort((a, b) => (a.name < b.name ? -1 : 1)))
    hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  return hash.digest('hex')
}

/** Matching sees every child but the restricted: an identifier that is taken all the same is one of theirs. */
const isTakenIdentifier = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'table' in error &&
  error.table === 'child_record'
