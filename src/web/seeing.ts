import { type ActionName, may } from '../guidance/access.ts'
import type { Subject } from '../guidance/conditions.ts'
import type { Role } from '../guidance/words.ts'
import type { WhoRow } from '../people/who.ts'
import type { Asking, Page } from './page.ts'

/** An administrator looks at what a colleague sees, and does nothing. */
export interface Seeing {
  readonly seer: Asking
  /** The one authority whose children are shown. */
  readonly authorityId: number
  readonly until: Temporal.Instant
}

/** The colleague as this authority knows them: what they are elsewhere is not shown. */
export const narrowedTo = (who: WhoRow, authorityId: number): WhoRow => ({
  ...who,
  appointments: who.appointments.filter(one => one.authorityId === authorityId),
  familyRoles: [],
  authorityIds: [authorityId]
})

const isRole = (role: Role | 'service'): role is Role => role !== 'service'

/**
 * Why a page does not open in a preview; null where it does. Not what is one person's alone, nor what asks for a fresh sign-in,
 * nor what the administrator may not do themselves: it never widens what they see.
 */
export function whyNotSeen(page: Page, action: ActionName | 'anyone', seeing: Seeing, subject: Subject): string | null {
  if (page.own) return 'one person’s alone'
  if (page.freshly) return 'asks for a fresh sign-in'
  const own = seeing.seer.appointments
    .filter(({ authorityId }) => authorityId === seeing.authorityId)
    .flatMap(({ role }) => (isRole(role) ? [role] : []))
  return action === 'anyone' || may(action, own, subject) ? null : `${action}: not for the administrator`
}

/** What a page comes to that would write while it loads. */
export const acts = Symbol('acts')
/** In a preview the database refuses every write (read_only_sql_transaction): then the page is not shown. */
export function actsIn(seeing: Seeing | null, error: unknown): typeof acts {
  if (seeing && typeof error === 'object' && error !== null && 'code' in error && error.code === '25006') return acts
  throw error
}
