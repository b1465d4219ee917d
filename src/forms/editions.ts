import type { Tx } from '../db/transaction.ts'
import { type EditionRow, readEditions } from './edition.queries.ts'
import type { LocalForm } from './local.ts'
import { type Edition, versions } from './versions.ts'

/** What authorities have published, as far as this process has met it. A published edition never changes. */
const learned = new Map<string, Edition>()

export const editionOf = (version: string): Edition | undefined => versions.get(version) ?? learned.get(version)

/** Reads the editions that this process has not met yet; with none of those it asks nothing. */
export async function learnForms(tx: Tx, wanted: Iterable<string>): Promise<void> {
  const unknown = [...new Set(wanted)].filter(version => editionOf(version) === undefined)
  if (unknown.length === 0) return
  for (const row of await readEditions(tx, unknown)) learned.set(row.version, asEdition(row))
}

/** A national edition with an authority's rows. Throws for one that this service does not hold. */
export function editionWith(local: LocalForm): Edition {
  const base = versions.get(local.base)
  if (!base) throw new Error(`There is no national edition ${local.base}.`)
  return { ...base, local }
}

const asEdition = ({ base, changes }: EditionRow): Edition => editionWith({ base, changes })
