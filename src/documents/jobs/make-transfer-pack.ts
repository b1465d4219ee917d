import { record } from '../../audit/audit.ts'
import { isRefusal } from '../../guidance/words.ts'
import { authorityIn, idIn, inService, type Task } from '../../jobs/job.ts'
import { sendMessage } from '../../messages/outbox.ts'
import { texts } from '../../messages/texts.ts'
import { fileName } from '../file-name.ts'
import { putFile } from '../files.ts'
import { type PlanData, planData } from '../plan-data.ts'
import type { PlanDocument } from '../plan-document.ts'
import { planOf } from '../plan-of.ts'
import {
  readDocumentsForSetting,
  readPacks,
  readPlansToHandOver,
  readTeachersThere,
  setMade
} from '../transfer-pack.queries.ts'
import { compilePlan } from '../typst.ts'
import { keptBytes, ZipFiles } from '../zip-files.ts'

/**
 * Makes the pack that goes with a child to the next setting: each signed-off plan as the setting may read it, as PDF and as
 * data, the transition plan, and every document whose audience includes the setting. A second run finds it made.
 */
export const makeTransferPack: Task = async (payload, service) => {
  const [id, authority] = [idIn(payload, 'pack'), authorityIn(payload)]
  const found = await inService(service, authority, async tx => {
    const [pack] = await readPacks(tx, { pack: id })
    if (!pack || pack.made_at) return null
    const plans: PlanData[] = []
    for (const plan of await readPlansToHandOver(tx, pack.child_id)) {
      const data = await planData(tx, plan.id, service.today())
      if (data) plans.push(data)
    }
    return { pack, plans, documents: await readDocumentsForSetting(tx, pack.child_id) }
  })
  if (!found) return
  const { pack, plans, documents } = found
  const files = new ZipFiles()
  for (const data of plans) await addPlan(files, data)
  for (const document of documents) {
    const bytes = await keptBytes(service.config.filesFolder, document.sha256)
    if (bytes) files.add(`documents/${document.file_name}`, bytes)
  }
  files.add('contents.txt', Buffer.from(contentsPage(files.names, pack.setting, service.today())))
  const zip = files.zip()
  const made = {
    file_name: `Transfer pack, ${service.today()}.zip`,
    sha256: await putFile(service.config.filesFolder, zip),
    size: zip.length,
    contents: files.names,
    made_at: new Date().toISOString()
  }
  await inService(service, authority, async (tx, person) => {
    await setMade(tx, id, made)
    const own = { authorityId: authority, childId: pack.child_id }
    for (const teacher of await readTeachersThere(tx, pack.child_id, pack.setting_id))
      await sendMessage(tx, {
        eventKey: `transfer pack ${id} ${teacher}`,
        ...own,
        to: { person: teacher },
        kind: 'transfer pack',
        ...texts['transfer pack']({ link: `${service.config.baseUrl}/children/${pack.child_id}/transfer` }),
        origin: service.config.baseUrl
      })
    await record(tx, { person, role: 'service', action: 'make a transfer pack', ...own, ids: [id], payload: made })
  })
}

async function addPlan(files: ZipFiles, data: PlanData): Promise<void> {
  const plan = planOf(data, 'setting')
  const name = fileName(plan).replace(/\.pdf$/, '')
  if (data.pep.state === 'signed-off') {
    files.add(`plans/${name}.pdf`, await pdfOf(plan))
    const text = JSON.stringify({ format: 'open-pep-setting-copy', version: 1, id: data.id, plan }, null, 1)
    files.add(`plans/${name}.json`, Buffer.from(text))
  }
  if (data.pep.kind === 'transition') files.add('transition plan.pdf', await pdfOf(transitionOf(plan)))
}

/** Section S, "Moving on", by itself: the key adult, visits, routines and the weeks between. */
const transitionOf = (plan: PlanDocument): PlanDocument => ({
  ...plan,
  title: `Transition plan for ${plan.child.name}`,
  sections: plan.sections.filter(section => section.id === 'S'),
  addenda: []
})

async function pdfOf(plan: PlanDocument): Promise<Uint8Array> {
  const pdf = await compilePlan(plan)
  if (isRefusal(pdf)) throw new Error(pdf.refused)
  return pdf
}

const contentsPage = (names: readonly string[], setting: string, today: Temporal.PlainDate): string =>
  [
    `Transfer pack for ${setting}, made on ${today}.`,
    'It holds what a setting may read. Ask the Virtual School for anything else.',
    '',
    ...names,
    ''
  ].join('\r\n')
