import type { Tx } from '../db/transaction.ts'
import { searchable } from '../guidance/searchable.ts'
import { type PepKind, type PepState, type Role, roles } from '../guidance/words.ts'
import type { About, Asking } from '../web/page.ts'
import type { HelpRow } from './help.queries.ts'
import { type AboutRow, type Named, readAbout, readAboutWithHelp, readWho, type WhoRow } from './who.queries.ts'

const isRole = (name: string): name is Role => (roles as readonly string[]).includes(name)

/** The person of this transaction, or null where they have ended. */
export async function whoAsks(tx: Tx): Promise<Asking | null> {
  const row = await readWho(tx)
  return row && askingOf(row)
}

export type { WhoRow }

/** A cover stands in as a social worker. */
export function askingOf(row: WhoRow): Asking {
  const held = [
    ...row.appointments.map(a => a.role),
    ...row.familyRoles,
    ...row.grants,
    ...(row.covers ? ['social-worker'] : [])
  ]
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    kind: row.kind,
    appointments: row.appointments,
    roles: roles.filter(role => held.includes(role)),
    authorityIds: row.authorityIds
  }
}

interface ChildsNames {
  readonly first_name: string | null
  readonly last_name: string | null
  readonly preferred_name: string | null
}

/** How a child is called on pages: as they like it, else by first name; the care-system id stands in where no name is known. */
export const nameOf = (child: ChildsNames): string =>
  [child.preferred_name ?? child.first_name, child.last_name].filter(Boolean).join(' ') || 'Name not known'

const hasOtherScript = (name: string): boolean => /[^\P{L}\p{Script=Latin}]/u.test(name)

/**
 * The legal name, where it must stand beside how the child is called: that is written in another script, or whoever searched
 * found the child by a name that it does not show. Null: there is no need.
 */
export function nameBeside(child: ChildsNames, searched = ''): string | null {
  const legal = [child.first_name, child.last_name].filter(Boolean).join(' ')
  const called = nameOf(child)
  if (legal === '' || legal === called) return null
  const wanted = searchable(searched)
  const isFoundByOther = wanted !== '' && !searchable(called).includes(wanted)
  return isFoundByOther || (hasOtherScript(called) && !hasOtherScript(legal)) ? legal : null
}

const toAbout = (row: AboutRow): About => ({
  childId: row.child_id,
  authorityId: row.authority_id,
  childName: nameOf(row),
  standing: row.standing.filter(isRole),
  pep: row.pep_id
    ? {
        id: row.pep_id,
        state: row.state as PepState,
        kind: row.kind as PepKind,
        circumstances: row.circumstances ?? [],
        settingId: row.setting_id,
        grantedSections: row.granted ?? []
      }
    : null
})

/** The child or pep that an address names, if this person's rows hold it. */
export async function aboutWhom(tx: Tx, named: Named): Promise<About | null> {
  const row = await readAbout(tx, named)
  return row && toAbout(row)
}

/** The same, and whom its page names for help. */
export async function aboutWhomWithHelp(tx: Tx, named: Named): Promise<{ about: About; help: HelpRow | null } | null> {
  const row = await readAboutWithHelp(tx, named)
  return row && { about: toAbout(row), help: row.help }
}
