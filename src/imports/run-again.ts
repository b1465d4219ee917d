import { asPerson } from '../db/transaction.ts'
import { readKept } from '../documents/files.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { whoAsks } from '../people/who.ts'
import type { Asking } from '../web/page.ts'
import type { Service } from '../web/service.ts'
import { readRun } from './import-run.queries.ts'
import { isKind } from './kinds.ts'
import { fromUpload } from './read-source.ts'
import { type Ran, runImport } from './run-import.ts'

export type Applied = Ran | Refusal

/** Where a person goes on with a file that was tried. */
export const pageOfRun = ({ report, runId }: Ran): string =>
  `/imports/${runId}${report.headings?.missing ? '/headings' : ''}`

/** Files are imported by the authority's own administrators, whoever else may see what was. */
export const administers = (who: Asking | null, authorityId: number): boolean =>
  who?.appointments.some(one => one.role === 'administrator' && one.authorityId === authorityId) ?? false

/** Checks again, or imports, exactly the bytes that were checked. */
export async function runAgain(
  {
    service,
    personId,
    params
  }: { service: Service; personId: string | null; params: Readonly<Record<string, string>> },
  apply: boolean
): Promise<Applied> {
  const asMe = { person: personId, today: service.today() }
  const { run, mine } = await asPerson(service.database, asMe, async tx => {
    const found = await readRun(tx, params.run ?? '')
    return { run: found, mine: found !== undefined && administers(await whoAsks(tx), found.authority_id) }
  })
  if (!run || personId === null) return { refused: 'There is no such import.' }
  if (!mine) return { refused: 'You do not administer the authority that this file belongs to.' }
  const sha256 = run.kept_sha256
  const bytes = sha256 === null ? undefined : await readKept(service.config.filesFolder, sha256)
  if (!bytes || sha256 === null || !isKind(run.kind)) return { refused: 'The file is no longer kept. Upload it again.' }
  const source = await fromUpload(run.file_name, bytes)
  if (isRefusal(source)) return source
  return runImport(service.database, {
    kind: run.kind,
    source,
    authorityId: run.authority_id,
    apply,
    person: personId,
    today: service.today(),
    fileName: run.file_name,
    keep: async () => sha256
  })
}
