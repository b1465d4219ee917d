import { isBefore, type PlainDate } from '../guidance/dates.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { type CellReader, date, ifItCan, wholeNumber, words } from './cells.ts'
import { type Checked, type CheckedTable, checkTable, optional, type RowOf, required } from './columns.ts'
import { damageOf } from './damaged-name.ts'
import { headingKey } from './headings.ts'
import { laCode, ukprn, urn } from './identifiers.ts'
import { openTable, type Table } from './read-table.ts'
import type { Problem } from './report.ts'
import type { Source } from './source.ts'

const age = ifItCan(wholeNumber(0, 25))
const notApplicable = /^(not applicable|not recorded|unknown)$/i
const kind: CellReader<string | null> = (text, today) =>
  notApplicable.test(text) ? { value: null } : words(120)(text, today)

/** Of GIAS's 140 columns those that matter here; the second name is that of the slim lists which others publish. */
export const establishmentColumns = {
  urn: required('URN', urn),
  ukprn: optional('UKPRN', ifItCan(ukprn)),
  name: required(['EstablishmentName', 'name'], words(200)),
  town: optional('Town', words(120)),
  postcode: optional('Postcode', words(10)),
  laCode: optional(['LA (code)', 'la_code'], ifItCan(laCode)),
  type: optional(['TypeOfEstablishment (name)', 'type'], kind),
  phase: optional(['PhaseOfEducation (name)', 'phase'], kind),
  status: optional(['EstablishmentStatus (name)', 'status'], words(60)),
  lowAge: optional('StatutoryLowAge', age),
  highAge: optional('StatutoryHighAge', age),
  opened: optional(['OpenDate', 'open_date'], ifItCan(date)),
  closed: optional(['CloseDate', 'close_date'], ifItCan(date))
} as const
const linkColumns = {
  urn: required('URN', urn),
  linkUrn: required('LinkURN', urn),
  kind: required('LinkType', words(60)),
  since: optional('LinkEstablishedDate', ifItCan(date))
} as const

export type Establishment = RowOf<typeof establishmentColumns> & {
  readonly nameDamaged: boolean
  readonly closedSometime: boolean
}
export interface Gias {
  readonly establishments: CheckedTable<Establishment>
  readonly links: CheckedTable<RowOf<typeof linkColumns>> | null
  /** Closed URN → the one that took its place. */
  readonly successors: ReadonlyMap<number, number>
}

/** Reads a GIAS download: the establishments, and its links file where it lies beside them. */
export async function readGias(source: Source, today: PlainDate): Promise<Gias | Refusal> {
  let establishments: CheckedTable<Establishment> | null = null
  let links: Gias['links'] = null
  for (const file of source.files) {
    const table = await openTable(file)
    if (isRefusal(table)) return table
    if (isLinks(table)) {
      const checked = await checkTable('links', table, linkColumns, today)
      if (isRefusal(checked)) return checked
      links = checked
    } else {
      if (establishments)
        return { refused: `“${source.name}” holds two lists of establishments. Import one at a time.` }
      const checked = await checkTable('settings', table, establishmentColumns, today)
      if (isRefusal(checked)) return checked
      establishments = finish(checked)
    }
  }
  if (!establishments)
    return { refused: `“${source.name}” holds no list of establishments (GIAS calls it edubasealldata).` }
  return { establishments, links, successors: successorsOf(links?.rows ?? []) }
}

const isLinks = ({ headings }: Table): boolean => headings.some(heading => headingKey(heading) === 'linkurn')

function finish(table: CheckedTable<RowOf<typeof establishmentColumns>>): CheckedTable<Establishment> {
  const firstRow = new Map<number, number>()
  const rows: Checked<Establishment>[] = []
  const refusals = [...table.refusals]
  const warnings = [...table.warnings]
  for (const { row, value } of table.rows) {
    const problem = (column: string, text: string, reason: string): Problem => ({
      table: 'settings',
      row,
      column,
      value: text,
      reason
    })
    const earlier = firstRow.get(value.urn)
    if (earlier !== undefined) {
      refusals.push(problem('URN', String(value.urn), `is the URN of row ${earlier} too: keep one of them`))
      continue
    }
    if (value.opened && value.closed && isBefore(value.closed, value.opened)) {
      refusals.push(problem('CloseDate', value.closed.toString(), `lies before the day it opened, ${value.opened}`))
      continue
    }
    firstRow.set(value.urn, row)
    const damage = damageOf(value.name)
    if (damage)
      warnings.push(
        problem('EstablishmentName', value.name, `came damaged from its source: ${damage}. It is kept as it is`)
      )
    rows.push({ row, value: { ...value, nameDamaged: damage !== null, closedSometime: isClosedSometime(value) } })
  }
  return { ...table, rows, refusals, warnings }
}

/** Closed by its status, without saying when. */
const isClosedSometime = ({ status, closed }: { status: string | null; closed: PlainDate | null }): boolean =>
  closed === null && status !== null && /^closed/i.test(status)

/** The newest successor of each. GIAS writes `Successor`, `Successor - amalgamated`, `Successor - merged`… */
export function successorsOf(links: CheckedTable<RowOf<typeof linkColumns>>['rows']): Map<number, number> {
  const newest = new Map<number, { urn: number; since: string }>()
  for (const { value } of links) {
    if (!/^successor/i.test(value.kind) || value.linkUrn === value.urn) continue
    const since = value.since?.toString() ?? ''
    const known = newest.get(value.urn)
    if (!known || known.since <= since) newest.set(value.urn, { urn: value.linkUrn, since })
  }
  return new Map([...newest].map(([from, { urn: to }]) => [from, to]))
}

/** Follows successors to the end, as where an academy was taken over twice. A circle ends where it would begin again. */
export function currentUrn(urnThen: number, successors: ReadonlyMap<number, number>): number {
  const seen = new Set([urnThen])
  let current = urnThen
  for (let next = successors.get(current); next !== undefined && !seen.has(next); next = successors.get(next)) {
    seen.add(next)
    current = next
  }
  return current
}
