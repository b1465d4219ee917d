import { record } from '../audit/audit.ts'
import { isUuid, type Tx } from '../db/transaction.ts'
import type { Asking } from '../web/page.ts'
import { readSettingContacts, type SettingContactRow, upsertSettingContacts } from './setting-contacts.queries.ts'

export const contactsPage = 50

/** Whom to reach at a place of education. */
export interface SettingContact {
  readonly settingId: string
  readonly name: string
  readonly town: string
  readonly teachers: ReadonlyArray<{ readonly name: string; readonly email: string | null }>
  readonly safeguardingName: string | null
  readonly safeguardingPhone: string | null
  readonly officePhone: string | null
  readonly officeEmail: string | null
  /** Where late work of the place is told to: nothing but that it is late. */
  readonly escalationEmail: string | null
  /** The authorities for which this person keeps it. */
  readonly authorityIds: readonly number[]
}

const toContact = (row: SettingContactRow): SettingContact => ({
  settingId: row.setting_id,
  name: row.name,
  town: row.town,
  teachers: row.teachers,
  safeguardingName: row.safeguarding_name,
  safeguardingPhone: row.safeguarding_phone,
  officePhone: row.office_phone,
  officeEmail: row.office_email,
  escalationEmail: row.escalation_email,
  authorityIds: row.authority_ids
})

/** Where this person keeps all the places of their children. */
const keptFor = (who: Asking): number[] =>
  who.appointments
    .filter(({ role }) => role === 'administrator' || role === 'virtual-school-head')
    .map(({ authorityId }) => authorityId)

/** Whether they say, too, where late work is told to: never the school itself. */
export const saysEscalation = (who: Asking): boolean => keptFor(who).length > 0

export interface ContactWish {
  readonly search: string
  readonly without: boolean
  readonly page: number
}
export const contactWish = (query: Readonly<Record<string, string>>): ContactWish => ({
  search: (query.search ?? '').slice(0, 100),
  without: query.without === 'yes',
  page: Math.min(Math.max(Math.trunc(Number(query.page)) || 1, 1), 10_000)
})

/** The places that this person keeps: an administrator's and a head's of all their children, a teacher's own. */
export async function contactsFor(tx: Tx, who: Asking, wish: ContactWish) {
  const rows = await readSettingContacts(tx, {
    ...{ ...wish, authorities: keptFor(who), setting: null },
    ...{ size: contactsPage, offset: (wish.page - 1) * contactsPage }
  })
  return { wish, contacts: rows.map(toContact), total: rows[0]?.total ?? 0 }
}

/** Null where there is no such place, or it is not theirs to keep. */
export async function contactFor(tx: Tx, who: Asking, settingId: string): Promise<SettingContact | null> {
  if (!isUuid(settingId)) return null
  const of = { authorities: keptFor(who), setting: settingId, search: '', without: false, size: 1, offset: 0 }
  const [row] = await readSettingContacts(tx, of)
  return row ? toContact(row) : null
}

export type ContactWords = Pick<
  SettingContact,
  'safeguardingName' | 'safeguardingPhone' | 'officePhone' | 'officeEmail' | 'escalationEmail'
>

export async function keepContact(tx: Tx, who: Asking, before: SettingContact, after: ContactWords): Promise<void> {
  const columns = {
    safeguarding_name: after.safeguardingName,
    safeguarding_phone: after.safeguardingPhone,
    office_phone: after.officePhone,
    office_email: after.officeEmail
  }
  // Whoever is a teacher of it in one authority and administers another keeps each by their own right.
  const all = new Set(keptFor(who))
  const [full, own] = [before.authorityIds.filter(id => all.has(id)), before.authorityIds.filter(id => !all.has(id))]
  if (full.length > 0)
    await upsertSettingContacts(tx, before.settingId, full, { ...columns, escalation_email: after.escalationEmail })
  if (own.length > 0) await upsertSettingContacts(tx, before.settingId, own, columns)
  for (const authorityId of before.authorityIds)
    await record(tx, {
      ...{ person: who.id, action: 'keep school contacts', authorityId, ids: [before.settingId] },
      payload: { before, after }
    })
}
