import type { Tx } from '../db/transaction.ts'
import { londonDay } from '../guidance/dates.ts'
import { type Role, roles } from '../guidance/words.ts'
import type { Asking } from '../web/page.ts'
import { readDirectory } from './directory.queries.ts'

export const directoryPage = 25

export interface DirectoryWish {
  readonly search: string
  readonly role: Role | ''
  readonly undeliverable: boolean
  readonly suspended: boolean
  readonly page: number
}

/** What was asked for in the address; nonsense asks for everything. */
export function directoryWish(query: Readonly<Record<string, string>>): DirectoryWish {
  const page = Number(query.page ?? 1)
  return {
    search: (query.search ?? '').trim().slice(0, 100),
    role: roles.find(role => role === query.role) ?? '',
    undeliverable: query.undeliverable === 'yes',
    suspended: query.suspended === 'yes',
    page: Number.isSafeInteger(page) && page > 0 && page < 10_000 ? page : 1
  }
}

export interface Appointed {
  readonly id: string
  readonly post: string
  readonly name: string
  readonly email: string | null
  /** Mail to this address came back: since when. */
  readonly undeliverableSince: Temporal.PlainDate | null
  /** Nobody has signed in to this account for long. */
  readonly suspended: boolean
  readonly role: Role
  readonly place: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
}

export interface Directory {
  readonly wish: DirectoryWish
  readonly people: readonly Appointed[]
  readonly all: number
}

const since = (instant: string): Temporal.PlainDate => londonDay(Temporal.Instant.from(instant))
const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role)

/** The people of the authorities in which this person is administrator or head. */
export async function directoryFor(tx: Tx, who: Asking, wish: DirectoryWish): Promise<Directory> {
  const authorities = who.appointments
    .filter(({ role }) => role === 'administrator' || role === 'virtual-school-head')
    .map(({ authorityId }) => authorityId)
  const { rows, all } = await readDirectory(tx, {
    ...wish,
    authorities,
    from: (wish.page - 1) * directoryPage,
    most: directoryPage
  })
  const people = rows.flatMap(row =>
    isRole(row.role)
      ? [
          {
            id: row.id,
            post: row.post,
            name: row.name,
            email: row.email,
            undeliverableSince: row.undeliverable_since === null ? null : since(row.undeliverable_since),
            suspended: row.suspended,
            role: row.role,
            place: row.place,
            from: Temporal.PlainDate.from(row.starts),
            until: row.ends === null ? null : Temporal.PlainDate.from(row.ends).subtract({ days: 1 })
          }
        ]
      : []
  )
  return { wish, people, all }
}
