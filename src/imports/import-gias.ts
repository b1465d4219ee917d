import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { searchable } from '../guidance/searchable.ts'
import { oneImportAtATime, upsertAll } from './bulk.queries.ts'
import type { Establishment, Gias } from './gias.ts'
import { countTable, type Fate, type Outcome, type Problem } from './report.ts'
import { sameRow } from './same-row.ts'
import { readSettings, type StoredSetting } from './settings.queries.ts'

/** Settings are the nation's: whichever authority imports them, all see them. */
const everyone = 0

/** Brings the settings up to a GIAS download. Columns that a slim list lacks stay as they are known. */
export async function importGias(
  tx: Tx,
  gias: Gias,
  { today, apply }: { today: PlainDate; apply: boolean }
): Promise<Outcome> {
  await oneImportAtATime(tx, everyone)
  const stored = await readSettings(tx)
  const { rows, read, refusals, warnings, lacks } = gias.establishments
  const settings = new Map<number, StoredSetting>()
  const fates = new Map<number, Fate>()
  for (const { row, value } of rows) {
    const before = stored.get(value.urn)
    const after = settingOf(value, before, lacks, gias.successors, today)
    const changed = !before || !sameRow(after, before)
    if (changed) settings.set(value.urn, after)
    fates.set(row, before ? (changed ? 'changed' : 'unchanged') : 'new')
  }
  const told = new Set(rows.map(({ value }) => value.urn))
  const links = planLinks(gias, stored, told, settings)
  if (apply) await upsertAll(tx, 'setting', 'id', [...settings.values()])
  return {
    report: {
      applied: apply,
      tables: {
        settings: countTable(read, fates, refusals, warnings),
        ...(gias.links && { links: countTable(gias.links.read, links.fates, links.refusals, gias.links.warnings) })
      },
      refused: [...refusals, ...links.refusals],
      warnings: [...warnings, ...(gias.links?.warnings ?? [])],
      conflicts: []
    },
    childIds: []
  }
}

function settingOf(
  told: Establishment,
  before: StoredSetting | undefined,
  lacks: ReadonlySet<keyof Establishment>,
  successors: ReadonlyMap<number, number>,
  today: PlainDate
): StoredSetting {
  const or = <T>(column: keyof Establishment, now: T, then: T | undefined): T =>
    lacks.has(column) && then !== undefined ? then : now
  const closed = told.closedSometime ? (before?.closed ?? today.toString()) : (told.closed?.toString() ?? null)
  const [town, postcode] = [
    or('town', told.town ?? '', before?.town),
    or('postcode', told.postcode ?? '', before?.postcode)
  ]
  return {
    id: before?.id ?? newId(),
    urn: told.urn,
    ukprn: or('ukprn', told.ukprn, before?.ukprn),
    name: told.name,
    name_damaged: told.nameDamaged,
    town,
    postcode,
    la_code: or('laCode', told.laCode, before?.la_code),
    type: or('type', told.type, before?.type),
    phase: or('phase', told.phase, before?.phase),
    low_age: or('lowAge', told.lowAge, before?.low_age),
    high_age: or('highAge', told.highAge, before?.high_age),
    opened: or('opened', told.opened?.toString() ?? null, before?.opened),
    closed: told.closedSometime ? closed : or('closed', closed, before?.closed),
    successor_urn: successors.get(told.urn) ?? before?.successor_urn ?? null,
    search: searchable(`${told.name} ${town} ${postcode} ${told.urn}`)
  }
}

/** Links whose establishment is in the download are in its row already; the others go to the setting as it is stored. */
function planLinks(
  { links, successors }: Gias,
  stored: ReadonlyMap<number, StoredSetting>,
  told: ReadonlySet<number>,
  settings: Map<number, StoredSetting>
): { fates: Map<number, Fate>; refusals: Problem[] } {
  const fates = new Map<number, Fate>()
  const refusals: Problem[] = [...(links?.refusals ?? [])]
  for (const { row, value } of links?.rows ?? []) {
    if (successors.get(value.urn) !== value.linkUrn) continue
    const before = stored.get(value.urn)
    if (!before && !told.has(value.urn)) {
      refusals.push({
        table: 'links',
        row,
        column: 'URN',
        value: String(value.urn),
        reason: 'is a URN that no setting here has'
      })
      continue
    }
    if (before?.successor_urn === value.linkUrn) continue
    fates.set(row, before?.successor_urn ? 'changed' : 'new')
    if (before && !told.has(value.urn)) settings.set(value.urn, { ...before, successor_urn: value.linkUrn })
  }
  return { fates, refusals }
}
