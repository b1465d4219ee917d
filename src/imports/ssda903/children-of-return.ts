import { isBefore, type PlainDate } from '../../guidance/dates.ts'
import type { Checked } from '../columns.ts'
import type { Problem } from '../report.ts'
import { type CareHistory, careHistory, type Episode } from './care-history.ts'
import type { Return903, TableOf } from './read-return.ts'
import type { Ssda903Table } from './tables.ts'

export interface ReviewOfCare {
  readonly row: number
  readonly on: PlainDate
  readonly participation: string | null
}
/** A child as one return tells of them. */
export interface ChildOfReturn {
  readonly childId: string
  /** Null where the return has no header for them: the child must be known already. */
  readonly header: Checked<HeaderRow> | null
  readonly uasc: boolean
  readonly uascRow: number | null
  /** Rows of their sound episodes; empty where there are none, or they were refused. */
  readonly episodeRows: readonly number[]
  readonly history: CareHistory | null
  readonly reviews: readonly ReviewOfCare[]
}
type HeaderRow = TableOf<'header'>['rows'][number]['value']
type EpisodeRow = TableOf<'episodes'>['rows'][number]['value']

export interface ChildrenOfReturn {
  readonly children: readonly ChildOfReturn[]
  readonly refusals: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** Joins a return's tables by child, and refuses what only shows when they are seen together. */
export function childrenOfReturn(tables: Return903, isKnown: (childId: string) => boolean): ChildrenOfReturn {
  const refusals: Problem[] = []
  const warnings: Problem[] = []
  const headers = firstOfEach(tables.header, refusals, warnings)
  const episodes = byChild(tables.episodes)
  const damaged = childrenWithRefusedRows(tables.episodes)
  const reviews = byChild(tables.reviews)
  const headerRefused = childrenWithRefusedRows(tables.header)
  const isTold = (childId: string) => headers.has(childId) || isKnown(childId)
  const uasc = byChild(tables.uasc)
  for (const table of Object.keys(tables) as Ssda903Table[])
    refusals.push(...(table === 'header' ? [] : strangers(table, tables[table], isTold, headerRefused)))

  const ids = new Set([...headers.keys(), ...[...episodes.keys(), ...reviews.keys(), ...uasc.keys()].filter(isKnown)])
  const children = [...ids].map((childId): ChildOfReturn => {
    const header = headers.get(childId) ?? null
    const own = episodes.get(childId) ?? []
    const history = historyOf(childId, own, header?.value.dateOfBirth ?? null, damaged.has(childId))
    if (typeof history === 'string') refusals.push(...own.map(({ row }) => problem('episodes', row, childId, history)))
    else for (const odd of history?.warnings ?? []) warnings.push(problem('episodes', own[0]?.row ?? 0, childId, odd))
    const sound = typeof history === 'string' ? null : history
    return {
      childId,
      header,
      uasc: uasc.has(childId),
      uascRow: uasc.get(childId)?.[0]?.row ?? null,
      episodeRows: sound ? own.map(({ row }) => row) : [],
      history: sound,
      reviews: (reviews.get(childId) ?? []).map(({ row, value }) => ({
        row,
        on: value.on,
        participation: value.participation
      }))
    }
  })
  return { children, refusals, warnings }
}

const problem = (table: string, row: number, value: string, reason: string, column = 'CHILD'): Problem => ({
  table,
  row,
  column,
  value,
  reason
})

function historyOf(
  childId: string,
  rows: readonly Checked<EpisodeRow>[],
  born: PlainDate | null,
  damaged: boolean
): CareHistory | string | null {
  if (rows.length === 0) return null
  if (damaged)
    return `another episode of child ${childId} was refused, so their care cannot be pieced together: none of their episodes is taken`
  const early = rows.find(({ value }) => born && isBefore(value.from, born))
  if (early)
    return `child ${childId} has an episode that begins on ${early.value.from}, before they were born on ${born}: none of their episodes is taken`
  const history = careHistory(unrepeated(rows))
  return 'contradiction' in history
    ? `the episodes of child ${childId} contradict each other: ${history.contradiction}. None of them is taken`
    : history
}

/** The same episode twice in a file is one. */
const unrepeated = (rows: readonly Checked<EpisodeRow>[]): Episode[] => [
  ...new Map(rows.map(({ value }) => [JSON.stringify(value), value])).values()
]

function byChild<R extends { readonly child: string }>(table: { readonly rows: readonly Checked<R>[] } | undefined) {
  const found = new Map<string, Checked<R>[]>()
  for (const row of table?.rows ?? []) {
    const rows = found.get(row.value.child)
    if (rows) rows.push(row)
    else found.set(row.value.child, [row])
  }
  return found
}

/** One header a child: the same again is passed over, another one is refused. */
function firstOfEach(table: TableOf<'header'> | undefined, refusals: Problem[], warnings: Problem[]) {
  const headers = new Map<string, Checked<HeaderRow>>()
  for (const [childId, [first, ...others]] of byChild(table)) {
    if (first) headers.set(childId, first)
    for (const { row, value } of others)
      if (JSON.stringify(value) === JSON.stringify(first?.value))
        warnings.push(problem('header', row, childId, `is the same as row ${first?.row}: taken once`))
      else
        refusals.push(
          problem('header', row, childId, `row ${first?.row} says something else of the same child: keep one of them`)
        )
  }
  return headers
}

/** Rows of a child whom neither this return nor the service knows. */
function strangers(
  name: Ssda903Table,
  table: Return903[Ssda903Table],
  isTold: (childId: string) => boolean,
  headerRefused: ReadonlySet<string>
): Problem[] {
  const why = (childId: string) =>
    headerRefused.has(childId)
      ? 'is a child whose row in the header table was refused'
      : 'is a child who is neither in the header table nor known here'
  return (table?.rows ?? [])
    .filter(({ value }) => !isTold(value.child))
    .map(({ row, value }) => problem(name, row, value.child, why(value.child)))
}

const childrenWithRefusedRows = (table: TableOf<'header'> | TableOf<'episodes'> | undefined): ReadonlySet<string> =>
  new Set(table?.refusedRows.flatMap(({ value }) => value.child ?? []))
