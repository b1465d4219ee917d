import type { Tx } from '../db/transaction.ts'
import type { SectionId } from '../guidance/words.ts'
import { upsertSectionComplete } from './pep.queries.ts'
import type { Pep } from './pep.ts'

/** The owner says that a section is finished, or takes it back (null). */
export const finishSection = (
  tx: Tx,
  pep: Pep,
  section: SectionId,
  finished: { by: string; on: Temporal.PlainDate } | null
) =>
  upsertSectionComplete(tx, {
    pep_id: pep.id,
    section,
    authority_id: pep.authorityId,
    child_id: pep.childId,
    complete_by: finished?.by ?? null,
    complete_on: finished?.on.toString() ?? null
  })
