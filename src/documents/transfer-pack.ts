import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import { enqueue, type Tx } from '../db/transaction.ts'
import type { Refusal } from '../guidance/words.ts'
import type { Asking } from '../web/page.ts'
import { insertPack, type PackRow, readNextSetting, readPacks, setReceived } from './transfer-pack.queries.ts'

/** What the old setting hands to the new one: one file, and who has taken it (G 5). */
export interface Pack {
  readonly id: string
  readonly settingId: string
  readonly setting: string
  readonly askedBy: string
  /** Null while it is being made. */
  readonly file: {
    readonly name: string
    readonly sha256: string
    readonly size: number
    readonly madeAt: Temporal.Instant
  } | null
  readonly contents: readonly string[]
  readonly received: { readonly by: string; readonly on: Temporal.PlainDate } | null
}

const toPack = (row: PackRow): Pack => ({
  id: row.id,
  settingId: row.setting_id,
  setting: row.setting,
  askedBy: row.asked_by,
  file:
    row.file_name && row.sha256 && row.made_at
      ? {
          name: row.file_name,
          sha256: row.sha256,
          size: row.size ?? 0,
          madeAt: Temporal.Instant.from(new Date(row.made_at).toISOString())
        }
      : null,
  contents: row.contents,
  received: row.received_on ? { by: row.received_by ?? 'somebody', on: Temporal.PlainDate.from(row.received_on) } : null
})

/** The newest first. */
export const packsOf = async (tx: Tx, childId: string): Promise<Pack[]> =>
  (await readPacks(tx, { child: childId })).map(toPack)

export const nextSettingOf = (tx: Tx, childId: string) => readNextSetting(tx, childId)

interface Of {
  readonly childId: string
  readonly authorityId: number
}

/** Asks for a pack for the new setting: a job makes it after the commit. */
export async function askForPack(
  tx: Tx,
  of: Of,
  settingId: string,
  { person, now }: { readonly person: string; readonly now: Temporal.Instant }
): Promise<void> {
  const id = newId()
  await insertPack(tx, {
    id,
    authority_id: of.authorityId,
    child_id: of.childId,
    setting_id: settingId,
    asked_by: person,
    asked_at: now.toString()
  })
  await enqueue(tx, 'make transfer pack', { pack: id, authority: of.authorityId }, `transfer pack ${id}`)
  await record(tx, {
    person,
    action: 'ask for a transfer pack',
    authorityId: of.authorityId,
    childId: of.childId,
    ids: [id]
  })
}

/** The new setting's designated teacher has it. */
export async function receivePack(
  tx: Tx,
  of: Of,
  pack: Pack | undefined,
  who: Pick<Asking, 'id' | 'appointments'>,
  today: Temporal.PlainDate
): Promise<Refusal | null> {
  if (!pack?.file) return { refused: 'The pack is not made yet. Try again in a minute.' }
  const theirs = who.appointments.some(one => one.role === 'designated-teacher' && one.settingId === pack.settingId)
  if (!theirs) return { refused: `Only a designated teacher of ${pack.setting} can say that the pack is there.` }
  if (!(await setReceived(tx, pack.id, who.id, today.toString())))
    return { refused: 'Somebody has said before that this pack is there.' }
  await record(tx, {
    person: who.id,
    action: 'receive a transfer pack',
    authorityId: of.authorityId,
    childId: of.childId,
    ids: [pack.id],
    payload: { sha256: pack.file.sha256 }
  })
  return null
}
