import type { Tx } from '../db/transaction.ts'
import { type Seal, withSealedTokens } from '../people/one-time-link.ts'
import { nameOf } from '../people/who.ts'
import { asReadInside, type Way } from './inside.ts'
import { countOwnMessages, markRead, type OwnMessageRow, readOwnMessages } from './outbox.queries.ts'

export const messagesAPage = 25

export interface OwnMessage {
  readonly id: string
  readonly subject: string
  readonly words: string
  readonly way: Way | null
  readonly madeAt: string
  readonly isNew: boolean
  /** Whom it is about and the place that it leads to; null: about nobody, or not for this person to see. */
  readonly about: { readonly childId: string; readonly name: string; readonly place: string | null } | null
}

export interface OwnMessages {
  readonly messages: readonly OwnMessage[]
  readonly page: number
  readonly pages: number
  readonly all: number
  readonly unread: number
}

/** The person's own messages, a page at a time; a page that does not exist is the nearest one that does. */
export async function ownMessages(
  tx: Tx,
  wanted: number,
  { seal, origin }: { readonly seal: Seal; readonly origin: string }
): Promise<OwnMessages> {
  const { all, unread } = await countOwnMessages(tx)
  const pages = Math.max(1, Math.ceil(all / messagesAPage))
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages)
  const rows = await readOwnMessages(tx, (page - 1) * messagesAPage, messagesAPage)
  const messages = rows.map(row => ownMessage(row, seal, origin))
  return { messages, page, pages, all, unread }
}

/** As it is read inside: it names the child, so the e-mail's closing words do not stand there. */
function ownMessage(row: OwnMessageRow, seal: Seal, origin: string): OwnMessage {
  const place = placeIn(row.words) ?? (row.pep_id && `/peps/${row.pep_id}`)
  return {
    id: row.id,
    subject: row.subject,
    ...asReadInside(withSealedTokens(row.words, seal), origin),
    madeAt: row.made_at,
    isNew: row.read_at === null,
    about: row.child_id === null ? null : { childId: row.child_id, name: nameOf(row), place }
  }
}

/** The page of the child or the plan that a message leads to; a private link is no such place. */
const placeIn = (words: string): string | null =>
  /https?:\/\/[^\s/]+(\/(?:peps|children|concerns)\/[^\s<>"]+)/.exec(words)?.[1] ?? null

/** Marks one message of the person as read, or with null all. Another's stays as it is. */
export const readMessages = (tx: Tx, id: string | null, now: Temporal.Instant): Promise<void> =>
  markRead(tx, id, now.toString())
