import { contextOf } from '../authorities/authority.ts'
import type { Tx } from '../db/transaction.ts'
import { heldUntil } from '../guidance/quiet-hours.ts'
import type { MessageKind } from './outbox.queries.ts'

/** A link that somebody sits and waits for; a stranger at one's account; a meeting that is somewhere else tomorrow; a child's own words. */
const cannotWait: ReadonlySet<string> = new Set<MessageKind>([
  'sign-in link',
  'new browser',
  'meeting moved',
  'meeting cancelled',
  'views received'
])

/** When a message goes out by its authority's quiet hours; null: now. */
export async function whenToSend(
  tx: Tx,
  message: { readonly kind: string; readonly authority_id: number },
  now: Temporal.Instant
): Promise<Temporal.Instant | null> {
  if (cannotWait.has(message.kind)) return null
  const there = now.toZonedDateTimeISO('Europe/London')
  const context = await contextOf(tx, message.authority_id, there.toPlainDate())
  return heldUntil(there.toPlainDateTime(), context)?.toZonedDateTime('Europe/London').toInstant() ?? null
}
