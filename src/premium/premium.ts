import { newId } from '../db/id.ts'
import { isUuid, type Tx } from '../db/transaction.ts'
import { type PremiumDecision, premiumDecisions } from '../guidance/premium.ts'
import type { Pep } from '../peps/pep.ts'
import type { Standing } from '../peps/saved-record.ts'
import {
  deleteLine,
  insertLine,
  type LineColumns,
  type LineRow,
  readLines,
  readOtherCosts,
  updateLine
} from './premium.queries.ts'

export const categories = {
  tuition: 'Tuition',
  mentoring: 'Mentoring or a key adult',
  therapy: 'Therapy, assessment or emotional support',
  equipment: 'Equipment and books',
  technology: 'Technology',
  activities: 'Clubs, trips and enrichment',
  transition: 'Moving on to a new class or setting',
  training: 'Training of staff',
  other: 'Something else'
} as const
export type Category = keyof typeof categories
export const categoryName = (category: string): string =>
  Object.hasOwn(categories, category) ? categories[category as Category] : category

/** What is asked for. Money is pence, the quantity hundredths. */
export interface LineDraft {
  readonly targetId: string | null
  readonly category: string
  readonly provider: string
  readonly what: string
  readonly unit: string
  readonly hundredths: number
  readonly ratePence: number
  readonly costPence: number
  readonly recurrence: 'one-off' | 'termly'
  readonly otherMoney: string
}

export interface PremiumLine extends LineDraft {
  readonly id: string
  readonly targetWords: string | null
  readonly written: { readonly by: string | null; readonly at: Temporal.Instant | null }
  readonly decision: {
    readonly decision: PremiumDecision
    readonly agreedPence: number
    readonly reason: string
    readonly by: string | null
    readonly on: Temporal.PlainDate | null
  } | null
}

const toLine = (row: LineRow): PremiumLine => {
  const decision = premiumDecisions.find(known => known === row.decision)
  return {
    id: row.id,
    targetId: row.target_id,
    targetWords: row.target_words,
    written: {
      by: row.written_by_name,
      at: row.written_at === null ? null : Temporal.Instant.from(row.written_at)
    },
    category: row.category,
    provider: row.provider,
    what: row.what,
    unit: row.unit,
    hundredths: Math.round(Number(row.quantity) * 100),
    ratePence: row.rate_pence,
    costPence: row.cost_pence,
    recurrence: row.recurrence === 'termly' ? 'termly' : 'one-off',
    otherMoney: row.other_money,
    decision: decision
      ? {
          decision,
          agreedPence: row.agreed_pence ?? 0,
          reason: row.decision_reason ?? '',
          by: row.decided_by_name,
          on: row.decided_on === null ? null : Temporal.PlainDate.from(row.decided_on)
        }
      : null
  }
}

/** The premium lines of a plan, in the order of their targets. */
export const premiumOf = async (tx: Tx, pepId: string): Promise<readonly PremiumLine[]> =>
  (await readLines(tx, pepId)).map(toLine)

export async function findLine(tx: Tx, pepId: string, id: string): Promise<PremiumLine | null> {
  const [row] = isUuid(id) ? await readLines(tx, pepId, id) : []
  return row ? toLine(row) : null
}

/** "1.50" as the database keeps it; "1.5" as people write it. */
const decimal = (hundredths: number) => `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
export const quantityInWords = (hundredths: number): string => decimal(hundredths).replace(/\.?0+$/, '')

/** What is commonly bought, so that it can be said of one and of several. */
const units =
  /^(hour|session|lesson|day|week|month|term|year|book|visit|place|licence|ticket|trip|set|pack|unit|item)(s?)$/i

/** "12 hours", "1 session"; of a unit that is not among the common ones, as it was written. */
export function amountInWords({ hundredths, unit }: Pick<LineDraft, 'hundredths' | 'unit'>): string {
  const [, one] = units.exec(unit.trim()) ?? []
  const words = one === undefined ? unit : hundredths === 100 ? one : `${one}s`
  return `${quantityInWords(hundredths)} ${words}`.trim()
}

interface Written {
  readonly by: string
  readonly at: Temporal.Instant
}

const columns = (draft: LineDraft, { by, at }: Written): LineColumns => ({
  target_id: draft.targetId,
  category: draft.category,
  provider: draft.provider,
  what: draft.what,
  unit: draft.unit,
  quantity: decimal(draft.hundredths),
  rate_pence: draft.ratePence,
  cost_pence: draft.costPence,
  recurrence: draft.recurrence,
  other_money: draft.otherMoney,
  written_by: by,
  written_at: at.toString()
})

export async function addLine(
  tx: Tx,
  pep: Pick<Pep, 'id' | 'authorityId' | 'childId'>,
  draft: LineDraft,
  written: Written
): Promise<string> {
  const id = newId()
  await insertLine(tx, {
    ...columns(draft, written),
    id,
    pep_id: pep.id,
    authority_id: pep.authorityId,
    child_id: pep.childId
  })
  return id
}

/** A changed request is a new request: an earlier decision no longer holds. */
export const changeLine = (tx: Tx, id: string, draft: LineDraft, written: Written) =>
  updateLine(tx, id, {
    ...columns(draft, written),
    decision: null,
    agreed_pence: null,
    decision_reason: null,
    decided_by: null,
    decided_on: null
  })

/** What of a line is its content: what its version is made of. */
export const contentOf = (line: LineDraft): LineDraft => ({
  targetId: line.targetId,
  category: line.category,
  provider: line.provider,
  what: line.what,
  unit: line.unit,
  hundredths: line.hundredths,
  ratePence: line.ratePence,
  costPence: line.costPence,
  recurrence: line.recurrence,
  otherMoney: line.otherMoney
})
export const standingLine = (line: PremiumLine): Standing<LineDraft> => ({ content: contentOf(line), ...line.written })

/** A decision is about the line as it was read. */
export const decidedContent = (
  line: LineDraft,
  decision: Pick<NonNullable<PremiumLine['decision']>, 'decision' | 'agreedPence' | 'reason'> | null
) => ({
  line: contentOf(line),
  decision: decision && [decision.decision, decision.agreedPence, decision.reason]
})

export const removeLine = (tx: Tx, id: string) => deleteLine(tx, id)

export const decideLine = (
  tx: Tx,
  id: string,
  decided: {
    readonly decision: PremiumDecision
    readonly agreedPence: number
    readonly reason: string
    readonly by: string
    readonly on: Temporal.PlainDate
  }
) =>
  updateLine(tx, id, {
    decision: decided.decision,
    agreed_pence: decided.agreedPence,
    decision_reason: decided.reason,
    decided_by: decided.by,
    decided_on: decided.on.toString()
  })

/** Last term's money, and for which of its lines or targets nobody has said what it did. */
export async function lastTermMoney(
  tx: Tx,
  previousPepId: string | null
): Promise<{ spent: boolean; unrecorded: string[] }> {
  if (previousPepId === null) return { spent: false, unrecorded: [] }
  const rows = await readOtherCosts(tx, previousPepId)
  return { spent: rows.length > 0, unrecorded: rows.filter(row => !row.impact).map(row => row.words) }
}

export { countUndecided as undecidedLines } from './premium.queries.ts'
