import { record } from '../../audit/audit.ts'
import { newId } from '../../db/id.ts'
import { type Audience, audiences, isRefusal } from '../../guidance/words.ts'
import { authorityIn, idIn, inService, type JobService, type Task } from '../../jobs/job.ts'
import { dropInFolder } from '../case-record.ts'
import { insertCopies, insertDelivery, readCopies, readDelivery, setDelivered } from '../copies.queries.ts'
import { tellReaders, tellSocialWorker } from '../copies.ts'
import { fileName, recordFileName } from '../file-name.ts'
import { putFile } from '../files.ts'
import { type PepJson, pepJson } from '../pep-json.ts'
import { type PlanData, planData } from '../plan-data.ts'
import { holdsAddenda, planOf } from '../plan-of.ts'
import { compilePlan } from '../typst.ts'

/**
 * On sign-off, and after each addendum for the copies that hold it: a copy for each audience, its file before its row; then
 * the drop into the case record's folder. Looks first and makes what is missing, so that a second run, or one after a kill,
 * issues nothing new. The earlier copies and deliveries stay.
 */
export const issueCopies: Task = async (payload, service) => {
  const [pepId, authority] = [idIn(payload, 'pep'), authorityIn(payload)]
  const found = await inService(service, authority, async tx => ({
    data: await planData(tx, pepId, service.today()),
    issued: await readCopies(tx, pepId),
    delivery: await readDelivery(tx, pepId)
  }))
  const { data, issued, delivery } = found
  if (data?.pep.state !== 'signed-off') return
  const addenda = data.records.addenda.length
  const behind = delivery !== null && delivery.addenda < addenda
  const missing = wantedOf(data).filter(
    audience => !issued.some(one => one.audience === audience) || (behind && holdsAddenda(audience))
  )
  const news = !delivery || behind
  if (missing.length > 0 || !delivery) await issue(service, authority, data, { missing, news })
  if (!behind && (delivery?.state === 'sent' || delivery?.state === 'filed')) return
  await deliver(service, authority, data)
}

/** No school, no school's copy. */
const wantedOf = ({ records }: PlanData): readonly Audience[] =>
  audiences.filter(audience => audience !== 'setting' || records.setting !== null)

const about = (data: PlanData, authority: number) => ({
  authority_id: authority,
  child_id: data.records.child.id,
  pep_id: data.id
})

/** `news`: an edition that nobody has been told of. Copies made again for one that was sent before are not. */
async function issue(
  service: JobService,
  authority: number,
  data: PlanData,
  { missing, news }: { readonly missing: readonly Audience[]; readonly news: boolean }
) {
  const { filesFolder, baseUrl } = service.config
  const made: { audience: Audience; file_name: string; sha256: string; size: number }[] = []
  for (const audience of missing) {
    const plan = planOf(data, audience)
    const pdf = await compiled(plan)
    made.push({ audience, file_name: fileName(plan), sha256: await putFile(filesFolder, pdf), size: pdf.length })
  }
  await inService(service, authority, async (tx, person) => {
    const own = about(data, authority)
    const issued_at = new Date().toISOString()
    await insertCopies(
      tx,
      made.map(copy => ({ id: newId(), ...own, ...copy, issued_at }))
    )
    await insertDelivery(tx, {
      id: newId(),
      ...own,
      channel: 'folder',
      state: 'queued',
      addenda: data.records.addenda.length,
      document_name: recordName(data)
    })
    const of = { id: data.id, authorityId: authority, childId: own.child_id }
    const addenda = data.records.addenda.length
    if (news) {
      await tellSocialWorker(tx, of, { today: service.today(), origin: baseUrl, addenda })
      const readers =
        addenda > 0 ? (['designated-teacher'] as const) : (['designated-teacher', 'carer', 'child'] as const)
      await tellReaders(tx, of, readers, baseUrl, addenda)
    }
    const deed = { person, role: 'service', action: 'issue copies', authorityId: authority, childId: own.child_id }
    await record(tx, { ...deed, pepId: data.id, payload: made.map(({ audience, sha256 }) => ({ audience, sha256 })) })
  })
}

/** A folder that cannot be written is told on the plan's page, and the worker tries again. */
async function deliver(service: JobService, authority: number, data: PlanData): Promise<void> {
  const json = pepJson(data)
  const pdf = await compiled(planOf(data, 'full'), json)
  const fileName = `${recordName(data)}.pdf`
  const { pep, records } = data
  const drop = {
    fileName,
    careSystemId: records.child.careSystemId ?? '',
    title: `Personal Education Plan, ${pep.term} ${pep.year}`,
    date: dateOf(data),
    documentType: 'Personal Education Plan',
    pdf,
    pep: json
  }
  const outcome = await dropInFolder(service.config.recordFolder, drop).then(
    ({ hash }) => ({ sha256: hash }),
    (error: NodeJS.ErrnoException) => ({
      failure: `The case record’s folder could not be written (${error.code ?? error.name}).`,
      error
    })
  )
  await inService(service, authority, async (tx, person) => {
    await setDelivered(tx, recordName(data), outcome)
    const deed = { person, role: 'service', action: 'send to the case record', authorityId: authority, pepId: data.id }
    await record(tx, {
      ...deed,
      childId: records.child.id,
      payload: 'sha256' in outcome ? outcome : { failure: outcome.failure }
    })
  })
  if ('error' in outcome) throw outcome.error
}

const dateOf = ({ pep, generatedOn }: PlanData): string => pep.meetingDate ?? generatedOn

/** Without the ending. A child without a care-system number goes by its id, so that no two are one. */
const recordName = (data: PlanData): string => {
  const { careSystemId, id } = data.records.child
  const { year, term } = data.pep
  const name = recordFileName({ careSystemId: careSystemId ?? id, year, term, date: dateOf(data) }).replace(
    /\.pdf$/,
    ''
  )
  const addenda = data.records.addenda.length
  return addenda > 0 ? `${name}_addendum-${addenda}` : name
}

/** With its data inside it is PDF/A-3, as an archive asks; for people it is PDF/UA-1. */
async function compiled(plan: ReturnType<typeof planOf>, json?: PepJson): Promise<Uint8Array> {
  const attached = json && {
    name: 'plan.json',
    mediaType: 'application/json',
    description: 'The plan as data',
    text: JSON.stringify(json)
  }
  const pdf = attached ? await compilePlan(plan, [attached], 'a-3a') : await compilePlan(plan)
  if (isRefusal(pdf)) throw new Error(pdf.refused)
  return pdf
}
