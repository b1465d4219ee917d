import { contextOf } from '../authorities/authority.ts'
import { asService } from '../db/as-service.ts'
import type { Tx } from '../db/transaction.ts'
import { termInWords } from '../guidance/calendar.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import type { PlainDate } from '../guidance/dates.ts'
import type { PepKind } from '../guidance/words.ts'
import { nameOf } from '../people/who.ts'
import { readDueRows, readNames } from './opening.queries.ts'
import { plansDue } from './opening.ts'
import { nextRound } from './round.ts'

export interface PlanAhead {
  readonly kind: PepKind
  readonly term: string
  /** Null: the record is closed to whoever asks. */
  readonly child: { readonly id: string; readonly name: string } | null
}
export interface Round {
  /** In order of the children's names. */
  readonly plans: readonly PlanAhead[]
  /** The next term, and the day on which its plans open by themselves; null: the calendar does not know. */
  readonly next: { readonly term: string; readonly opensOn: PlainDate | null } | null
}

/** The peps that opening a round would make; nothing is written. */
export async function wouldOpen(tx: Tx, authorityId: number, today: PlainDate): Promise<Round> {
  const context = await contextOf(tx, authorityId, today)
  const { due } = await asService(tx, authorityId, async () =>
    plansDue(await readDueRows(tx, { authority: authorityId }), context, true)
  )
  const rows = await readNames(
    tx,
    due.map(({ pep }) => pep.child_id)
  )
  const children = new Map(rows.map(row => [row.id, { id: row.id, name: nameOf(row) }]))
  const plans = due.map(({ pep }) => ({
    kind: pep.kind as PepKind,
    term: `${pep.term} term ${pep.year}`,
    child: children.get(pep.child_id) ?? null
  }))
  const next = nextRound(context)
  return {
    plans: plans.sort((a, b) => (a.child?.name ?? '').localeCompare(b.child?.name ?? '')),
    next: next && { term: termInWords(next.term), opensOn: next.opensOn }
  }
}

/** What other rules change in what opens by itself. */
export interface OpeningChange {
  /** Plans that open with the next night's jobs and would not, and those that would. */
  readonly more: number
  readonly fewer: number
  /** The day on which next term's plans open, by either; null: the calendar does not know. */
  readonly from: PlainDate | null
  readonly to: PlainDate | null
}

export async function openingChange(
  tx: Tx,
  authorityId: number,
  before: ClockContext,
  after: ClockContext
): Promise<OpeningChange> {
  const rows = await asService(tx, authorityId, () => readDueRows(tx, { authority: authorityId }))
  const opens = (context: ClockContext) =>
    new Set(plansDue(rows, context, false).due.map(({ pep }) => `${pep.child_id} ${pep.year} ${pep.term} ${pep.kind}`))
  const [old, now] = [opens(before), opens(after)]
  return {
    more: [...now].filter(one => !old.has(one)).length,
    fewer: [...old].filter(one => !now.has(one)).length,
    from: nextRound(before)?.opensOn ?? null,
    to: nextRound(after)?.opensOn ?? null
  }
}
