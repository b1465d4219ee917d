import { record } from '../../audit/audit.ts'
import { asPerson } from '../../db/transaction.ts'
import { putFile } from '../../documents/files.ts'
import { keptBytes, ZipFiles } from '../../documents/zip-files.ts'
import { idIn, type Task } from '../../jobs/job.ts'
import { asPage } from '../as-page.tsx'
import { gather } from '../gather.ts'
import { asData, type WholeFile } from '../told.ts'
import { readWholeFiles, setFileMade } from '../whole-file.queries.ts'

/**
 * Makes the whole file of a child as the person who asked: it holds what they may see, and nothing where their post has ended
 * meanwhile. A second run finds it made.
 */
export const makeWholeFile: Task = async (payload, service) => {
  const [id, person] = [idIn(payload, 'file'), idIn(payload, 'person')]
  const asking = { person, today: service.today() }
  const found = await asPerson(service.database, asking, async tx => {
    const [request] = await readWholeFiles(tx, { id })
    if (!request || request.made_at) return null
    const gathered = await gather(tx, request.child_id, asking.today)
    return gathered && { request, ...gathered }
  })
  if (!found) return
  const { request, attached } = found
  const zip = new ZipFiles()
  const files: WholeFile['files'][number][] = []
  for (const { title, fileName, sha256 } of attached) {
    const bytes = await keptBytes(service.config.filesFolder, sha256)
    files.push({ name: bytes ? zip.add(`files/${fileName}`, bytes) : null, title, sha256 })
  }
  const file: WholeFile = { ...found.file, files }
  zip.add('child.json', Buffer.from(JSON.stringify(asData(file), null, 1)))
  zip.add('child.html', Buffer.from(asPage(file)))
  const bytes = zip.zip()
  const made = {
    file_name: `Whole file, ${asking.today}.zip`,
    sha256: await putFile(service.config.filesFolder, bytes),
    size: bytes.length,
    contents: zip.names,
    made_at: new Date().toISOString()
  }
  await asPerson(service.database, asking, async tx => {
    await setFileMade(tx, id, made)
    await record(tx, {
      person,
      role: 'administrator',
      action: 'make the whole file',
      authorityId: request.authority_id,
      childId: request.child_id,
      ids: [id],
      payload: { sha256: made.sha256, files: made.contents.length }
    })
  })
}
