import { isUuid, type Tx } from '../db/transaction.ts'
import { countLooked, type LookedFilter, type LookedRow, readLooked, readLookers } from './looked.queries.ts'

export type { LookedFilter, LookedRow } from './looked.queries.ts'

export const looksAPage = 25

export interface Looked {
  readonly rows: readonly LookedRow[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly all: number
  readonly page: number
  readonly pages: number
}

/** Who has seen, changed, or been refused what is held about a child, newest first. */
export async function whoLooked(tx: Tx, child: string, filter: LookedFilter, wanted: number): Promise<Looked> {
  const [all, people] = [await countLooked(tx, child, filter), await readLookers(tx, child)]
  const pages = Math.max(1, Math.ceil(all / looksAPage))
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages)
  return { rows: await readLooked(tx, child, filter, (page - 1) * looksAPage, looksAPage), people, all, page, pages }
}

/** All of them, for the child's whole file. */
export const everyLook = (tx: Tx, child: string): Promise<LookedRow[]> =>
  readLooked(tx, child, { person: null, from: null, to: null }, 0, 1_000_000)

/** The filter of an address; a person or date that is none counts as not given. */
export function filterOf(query: Readonly<Record<string, string>>): LookedFilter {
  const { person = '' } = query
  return { person: isUuid(person) ? person : null, from: dayOf(query, 'from'), to: dayOf(query, 'to') }
}

function dayOf(query: Readonly<Record<string, string>>, name: string): string | null {
  const [year, month, day] = ['year', 'month', 'day'].map(part => Number(query[`${name}-${part}`]))
  if (!year || !month || !day) return null
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}
