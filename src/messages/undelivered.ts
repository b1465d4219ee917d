import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import { londonDay } from '../guidance/dates.ts'
import { type Refusal, type Role, roles } from '../guidance/words.ts'
import type { Asking } from '../web/page.ts'
import { sendMessage } from './outbox.ts'
import { texts } from './texts.ts'
import { readUnreachableAddresses, readUnreachablePeople, type UnreachableRow } from './undelivered.queries.ts'

/** Somebody whose e-mail comes back because there is no such address. */
export interface Unreachable {
  /** A person's id, or the address itself where there is no account. */
  readonly key: string
  readonly isPerson: boolean
  /** A person's name, or the setting whose contact it is. */
  readonly name: string | null
  readonly email: string | null
  readonly roles: readonly Role[]
  readonly since: Temporal.PlainDate
  /** Messages that wait in the service and were not read there. */
  readonly unread: number
  readonly authorityId: number
}

/** Whom the authorities in which this person is administrator or head cannot reach by e-mail. */
export async function unreachable(tx: Tx, who: Asking): Promise<Unreachable[]> {
  const authorities = who.appointments
    .filter(({ role }) => role === 'administrator' || role === 'virtual-school-head')
    .map(({ authorityId }) => authorityId)
  const people = await readUnreachablePeople(tx, authorities)
  return [...people, ...(await readUnreachableAddresses(tx, authorities))].map(unreachableOf)
}

const unreachableOf = (row: UnreachableRow): Unreachable => ({
  key: row.person_id ?? row.email ?? '',
  isPerson: row.person_id !== null,
  name: row.name,
  email: row.email,
  roles: roles.filter(role => row.roles.includes(role)),
  since: londonDay(Temporal.Instant.from(row.since)),
  unread: row.unread,
  authorityId: row.authority_id
})

/**
 * Sends one more message to see whether the address works now: once a day at most. It leaves the list when it has arrived.
 * True where a message was sent.
 */
export async function tryAgain(
  tx: Tx,
  one: Unreachable,
  by: { readonly person: string; readonly today: Temporal.PlainDate; readonly origin: string }
): Promise<boolean | Refusal> {
  if (one.email === null) return { refused: 'No e-mail address is recorded.' }
  const sent = await sendMessage(tx, {
    eventKey: `address tried ${one.key} ${by.today}`,
    authorityId: one.authorityId,
    to: one.isPerson ? { person: one.key } : { email: one.email },
    kind: 'address tried',
    ...texts['address tried']({ link: `${by.origin}/${one.isPerson ? 'messages' : 'help/late'}` }),
    origin: by.origin
  })
  await record(tx, {
    person: by.person,
    action: 'try an address again',
    authorityId: one.authorityId,
    ids: one.isPerson ? [one.key] : [],
    payload: { sent }
  })
  return sent
}
