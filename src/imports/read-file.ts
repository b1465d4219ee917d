import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { readAttendanceFile } from './attendance.ts'
import { readChildren } from './children.ts'
import { readGias } from './gias.ts'
import type { HeadingMapping } from './headings.ts'
import { importAttendance } from './import-attendance.ts'
import { importCalendar, readCalendar } from './import-calendar.ts'
import { importChildren } from './import-children.ts'
import { importGias } from './import-gias.ts'
import { importPeople } from './import-people.ts'
import { importSsda903 } from './import-ssda903.ts'
import type { ImportKind } from './kinds.ts'
import { otherKind } from './other-kind.ts'
import { readPeople } from './people.ts'
import type { Outcome } from './report.ts'
import type { Source } from './source.ts'
import { readReturn } from './ssda903/read-return.ts'

interface Asked {
  readonly kind: ImportKind
  readonly source: Source
  readonly authorityId: number
  readonly apply: boolean
  readonly person: string
  readonly today: PlainDate
}
/** A file that was read: what is left is to match it and, unless it is a dry run, to write. */
export interface ReadFile {
  readonly work: (tx: Tx) => Promise<Outcome>
  /** Headings that an administrator may map. */
  readonly unusedHeadings: readonly string[]
}

/** Reads the files outside any transaction. What is a file of another kind is refused as that. */
export async function readFile(asked: Asked, mapping: HeadingMapping): Promise<ReadFile | Refusal> {
  const read = await readAs(asked, mapping)
  const other = isRefusal(read) ? await otherKind(asked.source, asked.kind) : null
  return other ? { refused: other } : read
}

async function readAs(asked: Asked, mapping: HeadingMapping): Promise<ReadFile | Refusal> {
  const { kind, source, today } = asked
  const nationwide = (work: ReadFile['work']): ReadFile => ({ work, unusedHeadings: [] })
  if (kind === 'gias') {
    const gias = await readGias(source, today)
    return isRefusal(gias) ? gias : nationwide(tx => importGias(tx, gias, asked))
  }
  if (kind === 'ssda903') {
    const read = await readReturn(source, today)
    return isRefusal(read) ? read : nationwide(tx => importSsda903(tx, read, asked))
  }
  if (kind === 'calendar') {
    const read = await readCalendar(source)
    return isRefusal(read) ? read : nationwide(tx => importCalendar(tx, read.calendar, asked))
  }
  const own = <T extends { readonly unknownHeadings: readonly string[] }>(
    table: T | Refusal,
    work: (table: T) => ReadFile['work']
  ): ReadFile | Refusal => (isRefusal(table) ? table : { work: work(table), unusedHeadings: table.unknownHeadings })
  if (kind === 'people')
    return own(await readPeople(source, today, mapping), people => tx => importPeople(tx, people, asked))
  if (kind === 'attendance')
    return own(await readAttendanceFile(source, today, mapping), told => tx => importAttendance(tx, told, asked))
  return own(await readChildren(source, today, mapping), table => tx => importChildren(tx, table, asked))
}
