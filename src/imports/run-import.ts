import { createHash } from 'node:crypto'
import { record } from '../audit/audit.ts'
import type { Database } from '../db/database.ts'
import { asPerson, type Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { followAll } from '../peps/following.ts'
import { openDuePeps } from '../peps/opening.ts'
import { readAttendanceFile } from './attendance.ts'
import { readChildren } from './children.ts'
import { readGias } from './gias.ts'
import { importAttendance } from './import-attendance.ts'
import { importCalendar, readCalendar } from './import-calendar.ts'
import { importChildren } from './import-children.ts'
import { importGias } from './import-gias.ts'
import { importPeople } from './import-people.ts'
import { readAuthority, readMapping, writeRun } from './import-run.queries.ts'
import { importSsda903 } from './import-ssda903.ts'
import { readPeople } from './people.ts'
import type { ImportReport, Outcome } from './report.ts'
import type { Source } from './source.ts'
import { readReturn } from './ssda903/read-return.ts'

export const importKinds = ['children', 'ssda903', 'gias', 'calendar', 'people', 'attendance'] as const
export type ImportKind = (typeof importKinds)[number]

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
}

/**
 * One import, dry or applied: the files are read outside any transaction; matched, written and put on record within one.
 * What the file says is refused as a value; only a broken database throws, and then nothing was written.
 */
export async function runImport(
  database: Database,
  importing: Importing
): Promise<{ readonly report: ImportReport; readonly runId: string } | Refusal> {
  const { person, today, source, authorityId } = importing
  const begun = await asPerson(database, { person, today }, async tx => ({
    authority: await readAuthority(tx, authorityId),
    mapping: await readMapping(tx, authorityId, importing.kind)
  }))
  if (!begun.authority)
    return {
      refused: `There is no authority ${authorityId} here. Add it first: openpep authority add ${authorityId} NAME`
    }
  const work = await prepare(importing, begun.mapping)
  if (isRefusal(work)) return work
  const keptSha256 = await importing.keep?.()
  try {
    return await asPerson(database, { person, today }, async tx => {
      const outcome = await work(tx)
      // Open plans follow what the file tells, and a child who comes into care gets a plan at once (G 2.1, 2.3).
      const brings = importing.kind === 'children' || importing.kind === 'ssda903'
      if (importing.apply && brings) {
        await followAll(tx, authorityId, today)
        await openDuePeps(tx, authorityId, today)
      }
      const digest = sha256(source)
      const runId = await writeRun(tx, { ...importing, keptSha256, sha256: digest, report: outcome.report })
      await record(tx, {
        person,
        action: importing.apply ? `import ${importing.kind}` : `try import ${importing.kind}`,
        authorityId,
        ids: importing.apply ? outcome.childIds : [],
        payload: { file: importing.fileName ?? source.name, sha256: digest, tables: outcome.report.tables }
      })
      return { report: outcome.report, runId }
    })
  } catch (error) {
    if (!isTakenIdentifier(error)) throw error
    return {
      refused:
        'An identifier in the file belongs to a child whose record is restricted. Ask the Virtual School head; nothing was imported.'
    }
  }
}

/** Reads the files, so that the transaction has only to match and write. */
async function prepare(
  importing: Importing,
  mapping: ReadonlyMap<string, string>
): Promise<((tx: Tx) => Promise<Outcome>) | Refusal> {
  const { kind, source, today } = importing
  if (kind === 'gias') {
    const gias = await readGias(source, today)
    return isRefusal(gias) ? gias : tx => importGias(tx, gias, importing)
  }
  if (kind === 'ssda903') {
    const read = await readReturn(source, today)
    return isRefusal(read) ? read : tx => importSsda903(tx, read, importing)
  }
  if (kind === 'calendar') {
    const read = await readCalendar(source)
    return isRefusal(read) ? read : tx => importCalendar(tx, read.calendar, importing)
  }
  if (kind === 'people') {
    const people = await readPeople(source, today, mapping)
    return isRefusal(people) ? people : tx => importPeople(tx, people, importing)
  }
  if (kind === 'attendance') {
    const attendance = await readAttendanceFile(source, today, mapping)
    return isRefusal(attendance) ? attendance : tx => importAttendance(tx, attendance, importing)
  }
  const table = await readChildren(source, today, mapping)
  return isRefusal(table) ? table : tx => importChildren(tx, table, importing)
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
