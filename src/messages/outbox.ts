import { newId } from '../db/id.ts'
import { enqueue, type Tx } from '../db/transaction.ts'
import { insertMessage, type MessageKind } from './outbox.queries.ts'

export interface Message {
  /** Names the event: the same key again sends nothing. For example `invited <invitation id> <sequence>`. */
  readonly eventKey: string
  readonly authorityId: number
  readonly childId?: string | null
  readonly pepId?: string | null
  /** A person, or an address that is not an account's. */
  readonly to: { readonly person: string } | { readonly email: string }
  readonly kind: MessageKind
  readonly subject: string
  readonly words: string
  readonly ics?: string | null
  /** `ask.origin` or the configuration's `baseUrl`: its host ends the Message-ID. */
  readonly origin: string
}

/**
 * Puts a message into the outbox and enqueues its delivery, in the caller's transaction: both or neither. One event is one
 * row with one fixed Message-ID. True when it is new, false when this event was told before.
 */
export async function sendMessage(tx: Tx, message: Message): Promise<boolean> {
  const id = newId()
  const isNew = await insertMessage(tx, {
    id,
    authority_id: message.authorityId,
    child_id: message.childId ?? null,
    pep_id: message.pepId ?? null,
    event_key: message.eventKey,
    message_id: `<${id}@${new URL(message.origin).hostname}>`,
    kind: message.kind,
    to_person: 'person' in message.to ? message.to.person : null,
    to_email: 'email' in message.to ? message.to.email : null,
    subject: message.subject,
    words: message.words,
    ics: message.ics ?? null,
    made_at: new Date().toISOString()
  })
  if (isNew) await enqueue(tx, 'deliver message', { message: id }, id)
  return isNew
}
