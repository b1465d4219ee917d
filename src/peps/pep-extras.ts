import type { Tx } from '../db/transaction.ts'
import { checkedOn } from '../quality/check.ts'
import { readPepClocks, readPepExtras } from './pep.queries.ts'
import type { Pep } from './pep.ts'

/** One due date of the plan, as the projection has it. */
export interface PepClock {
  readonly name: string
  readonly due: Temporal.PlainDate | null
  readonly metOn: Temporal.PlainDate | null
  readonly stopped: string | null
  readonly holder: string
}

/** What the plan's own page shows beside its sections. */
export interface PepExtras {
  readonly clocks: readonly PepClock[]
  readonly arrangedOn: Temporal.PlainDate | null
  readonly heldWithout: string | null
  readonly checkedOn: Temporal.PlainDate | null
  readonly openCorrections: number
  readonly ratedOn: Temporal.PlainDate | null
  readonly filedOn: Temporal.PlainDate | null
  /** Last term's feedback that nobody has answered yet. */
  readonly feedback: ReadonlyArray<{ readonly words: string; readonly section: string | null }>
}

const date = (iso: string | null): Temporal.PlainDate | null => (iso === null ? null : Temporal.PlainDate.from(iso))

export async function pepExtras(tx: Tx, pep: Pep): Promise<PepExtras> {
  const row = await readPepExtras(tx, pep.id, pep.previousPepId)
  const clocks = await readPepClocks(tx, pep.id)
  return {
    clocks: clocks.map(one => ({
      name: one.name,
      due: date(one.due),
      metOn: date(one.met_on),
      stopped: one.stopped,
      holder: one.holder
    })),
    arrangedOn: date(row.arranged_on),
    heldWithout: row.held_without,
    checkedOn: await checkedOn(tx, pep),
    openCorrections: row.open_corrections,
    ratedOn: date(row.rated_on),
    filedOn: date(row.filed_on),
    feedback: row.feedback ?? []
  }
}
