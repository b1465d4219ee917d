import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { Standing } from '../peps/saved-record.ts'
import {
  type AttainmentRow,
  deleteAttainment,
  insertAttainment,
  readAttainment,
  readNewest,
  updateAttainment
} from './attainment.queries.ts'

/** One subject's figures, or one assessment's result as `workingAt`; values stand on the named scale. */
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
  readonly progress: string | null
  readonly onTrack: boolean | null
  readonly attitude: string | null
  readonly explanation: string
  /** Which test it was, and when. */
  readonly test: string
  readonly testedOn: Temporal.PlainDate | null
}
export interface StandingAttainment extends Standing<Attainment> {
  readonly id: string
}

export const nothingSaid = (subject: string, scale: string): Attainment => ({
  subject,
  scale,
  qualification: null,
  tier: null,
  workingAt: null,
  previous: null,
  predicted: null,
  goal: null,
  progress: null,
  onTrack: null,
  attitude: null,
  explanation: '',
  test: '',
  testedOn: null
})

const toAttainment = (row: AttainmentRow): StandingAttainment => ({
  id: row.id,
  by: row.written_by_name,
  at: row.written_at === null ? null : Temporal.Instant.from(row.written_at),
  content: {
    subject: row.subject,
    scale: row.scale,
    qualification: row.qualification,
    tier: row.tier,
    workingAt: row.working_at,
    previous: row.previous,
    predicted: row.predicted,
    goal: row.goal,
    progress: row.progress,
    onTrack: row.on_track,
    attitude: row.attitude,
    explanation: row.explanation,
    test: row.test,
    testedOn: row.tested_on === null ? null : Temporal.PlainDate.from(row.tested_on)
  }
})

/** The subjects and assessments of a plan, in the order they were written. */
export const attainmentOf = async (tx: Tx, pepId: string): Promise<readonly StandingAttainment[]> =>
  (await readAttainment(tx, pepId)).map(toAttainment)

/** The newest result of each of these assessments in the child's plans before this one. */
export const newestResults = async (tx: Tx, pepId: string, names: readonly string[]): Promise<readonly Attainment[]> =>
  names.length === 0 ? [] : (await readNewest(tx, pepId, names)).map(row => toAttainment(row).content)

/** Writes one row; null takes it out. */
export async function writeAttainment(
  tx: Tx,
  pep: { readonly id: string; readonly authorityId: number; readonly childId: string },
  standing: StandingAttainment | null,
  row: Attainment | null,
  written: { readonly by: string; readonly at: Temporal.Instant }
): Promise<void> {
  if (row === null) {
    if (standing) await deleteAttainment(tx, standing.id)
    return
  }
  const { workingAt, onTrack, testedOn, ...same } = row
  const columns = {
    ...same,
    working_at: workingAt,
    on_track: onTrack,
    tested_on: testedOn?.toString() ?? null,
    written_by: written.by,
    written_at: written.at.toString()
  }
  if (standing) await updateAttainment(tx, standing.id, columns)
  else
    await insertAttainment(tx, {
      ...columns,
      id: newId(),
      pep_id: pep.id,
      authority_id: pep.authorityId,
      child_id: pep.childId
    })
}
