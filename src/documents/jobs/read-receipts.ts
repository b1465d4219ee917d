import { record } from '../../audit/audit.ts'
import { authorityNames } from '../../authorities/authority.ts'
import { asPerson } from '../../db/transaction.ts'
import { londonDay } from '../../guidance/dates.ts'
import { inService, type JobService, type Task } from '../../jobs/job.ts'
import { projectClocks } from '../../peps/clocks.ts'
import { readSent, type SentRow, setFiled, setReceiptProblem } from '../copies.queries.ts'
import { tellFiled } from '../copies.ts'
import { namesWithReceipts, readReceipts } from '../receipts.ts'

/** What the case record says it has taken becomes "filed"; what it says of anything else is told and not believed. */
export const readCaseRecordReceipts: Task = async (_payload, service) => {
  const folder = service.config.recordFolder
  const names = await namesWithReceipts(folder)
  if (names.length === 0) return
  const sent = await sentUnder(service, names)
  const { receipts, problems } = await readReceipts(folder, new Map([...sent].map(([name, row]) => [name, row.sha256])))
  for (const receipt of receipts) {
    const row = sent.get(receipt.name)
    if (row && row.state !== 'filed') await file(service, row, receipt.at)
  }
  for (const { file: name, problem } of problems) {
    // The file's name holds the child's number in the case record.
    service.log.warn({ problem }, 'a receipt in the case record’s folder was not believed')
    const row = sent.get(name.replace(/\.receipt\.json$/, ''))
    if (row)
      await inService(service, row.authority_id, tx => setReceiptProblem(tx, row.document_name, `Receipt: ${problem}`))
  }
}

async function sentUnder(service: JobService, names: readonly string[]): Promise<Map<string, SentRow>> {
  const authorities = await asPerson(service.database, { person: null, today: service.today() }, authorityNames)
  const sent = new Map<string, SentRow>()
  for (const { code } of authorities)
    for (const row of await inService(service, code, tx => readSent(tx, names))) sent.set(row.document_name, row)
  return sent
}

async function file(service: JobService, row: SentRow, at: Date): Promise<void> {
  const on = londonDay(Temporal.Instant.fromEpochMilliseconds(at.getTime()))
  await inService(service, row.authority_id, async (tx, person) => {
    if (!(await setFiled(tx, row.id, null, on.toString()))) return
    const of = { id: row.pep_id, authorityId: row.authority_id, childId: row.child_id }
    await projectClocks(tx, [of.id], service.today())
    await tellFiled(tx, of, row.document_name, service.config.baseUrl)
    const deed = { person, role: 'service', action: 'filed: the case record acknowledged', authorityId: of.authorityId }
    await record(tx, {
      ...deed,
      childId: of.childId,
      pepId: of.id,
      payload: { at: at.toISOString(), sha256: row.sha256 }
    })
  })
}
