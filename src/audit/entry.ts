import { capital, type Role, roleNames, roles } from '../guidance/words.ts'

/** How one row of the record reads, beside its deed. */
export const londonTime = (iso: string): string =>
  new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/London' })

export const isRole = (name: string | null): name is Role =>
  name !== null && (roles as readonly string[]).includes(name)

/** The role that let them in; null where none is on record. */
export const roleWords = (role: string | null): string | null =>
  isRole(role) ? capital(roleNames[role]) : role === 'service' ? 'Open PEP itself' : null
