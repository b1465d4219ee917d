import { putFile, sha256 } from '../documents/files.ts'
import { momentInWords } from '../guidance/dates.ts'
import { isRefusal } from '../guidance/words.ts'
import { inService, type JobService } from '../jobs/job.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import { bytesOf, type Dropped, putAway } from './folder.ts'
import type { ImportKind } from './kinds.ts'
import { fromUpload } from './read-source.ts'
import type { ImportReport } from './report.ts'
import { readAdministrators, readTaken } from './routine.queries.ts'
import { mayApply, type Routine, saysSomething, whyNotByItself } from './routine.ts'
import { type Ran, recordUnread, runImport } from './run-import.ts'
import type { Source } from './source.ts'

interface Taking {
  readonly authority: number
  readonly kind: ImportKind
  readonly file: Dropped
  readonly routine: Routine
}

/**
 * Takes one file of the folder: tried or imported by the routine, on record and told to the administrators, then put away.
 * What came of it is known by its content in the transaction that did it: killed before that, nothing is done and it is
 * taken again; killed after, it is only told and put away.
 */
export async function takeFile(service: JobService, taking: Taking): Promise<void> {
  const { authority, kind, file } = taking
  const bytes = await bytesOf(file)
  if (!bytes)
    return held(
      service,
      taking,
      emptySource(file),
      undefined,
      `“${file.name}” is larger than 300 MB. Import it in parts.`
    )
  const hash = sha256(bytes)
  const before = await inService(service, authority, tx =>
    readTaken(tx, { authorityId: authority, kind, sha256: hash })
  )
  if (before?.isLast) return finish(service, taking, { report: before.taken.report, runId: before.taken.id })
  const source = await fromUpload(file.name, bytes)
  if (isRefusal(source)) return held(service, taking, emptySource(file), before ? undefined : hash, source.refused)
  if (before) {
    const when = momentInWords(Temporal.Instant.from(before.taken.run_at))
    const words = `This is the same file that the folder gave on ${when}, and another came after it. It is not taken a second time. If you mean it, upload it on this page.`
    return held(service, taking, source, undefined, words)
  }
  const importing = await importingOf(service, taking, source, bytes)
  const ran = await runImport(service.database, {
    ...importing,
    apply: taking.routine.applies && mayApply(kind),
    unless: report => whyNotByItself(report, taking.routine),
    folderSha256: hash
  })
  return isRefusal(ran) ? held(service, taking, source, hash, ran.refused) : finish(service, taking, ran)
}

const emptySource = ({ name }: Dropped): Source => ({ name, files: [], leftOut: [] })

async function importingOf(service: JobService, { authority, kind, file }: Taking, source: Source, bytes?: Uint8Array) {
  const today = service.today()
  return {
    kind,
    source,
    authorityId: authority,
    apply: false,
    person: await inService(service, authority, async (_, person) => person),
    today,
    fileName: file.name,
    ...(bytes ? { keep: () => putFile(service.config.filesFolder, bytes) } : {})
  }
}

/** On record with the reason, and put where whoever dropped it finds the reason too. */
async function held(
  service: JobService,
  taking: Taking,
  source: Source,
  hash: string | undefined,
  why: string
): Promise<void> {
  const importing = await importingOf(service, taking, source)
  const ran = await recordUnread(service.database, { ...importing, folderSha256: hash }, { waits: why })
  return finish(service, taking, ran)
}

const isHeld = ({ tables, waits }: ImportReport): boolean => waits !== undefined && Object.keys(tables).length === 0

/** Told to whoever administers the authority today, once for each file, and put away. */
async function finish(service: JobService, { authority, file }: Taking, { report, runId }: Ran): Promise<void> {
  const kind = report.applied ? 'file imported' : 'file waits'
  const origin = service.config.baseUrl
  if (saysSomething(report))
    await inService(service, authority, async tx => {
      for (const person of await readAdministrators(tx, authority))
        await sendMessage(tx, {
          eventKey: `${kind} ${runId} ${person}`,
          ...{ authorityId: authority, to: { person }, kind, origin },
          ...texts[kind]({ link: `${origin}/imports/${runId}` })
        })
    })
  await putAway(file, isHeld(report) ? 'held' : 'done', Temporal.Now.instant(), report.waits)
}
