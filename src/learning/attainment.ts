import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { type AttainmentRow, readAttainment, replaceAttainment } from './attainment.queries.ts'

/** One subject's figures; values stand on the named scale. */
export interface Attainment {
  readonly subject: string
  readonly scale: string
  readonly qualification: string | null
  readonly tier: string | null
  readonly workingAt: string | null
  /** What last term's plan had as working at. */
  readonly previous: string | null
  readonly predicted: string | null
  readonly goal: string | null
  readonly onTrack: boolean | null
  readonly attitude: string | null
  readonly explanation: string
}

const toAttainment = ({ working_at, on_track, ...row }: AttainmentRow): Attainment => ({
  ...row,
  workingAt: working_at,
  onTrack: on_track
})

/** The table of subjects of a plan, in the order it was written. */
export const attainmentOf = async (tx: Tx, pepId: string): Promise<readonly Attainment[]> =>
  (await readAttainment(tx, pepId)).map(toAttainment)

export const writeAttainment = (
  tx: Tx,
  pep: { readonly id: string; readonly authorityId: number; readonly childId: string },
  table: readonly Attainment[]
) =>
  replaceAttainment(
    tx,
    pep.id,
    table.map(({ workingAt, onTrack, ...row }) => ({
      ...row,
      working_at: workingAt,
      on_track: onTrack,
      id: newId(),
      pep_id: pep.id,
      authority_id: pep.authorityId,
      child_id: pep.childId
    }))
  )
