import type { Tx } from '../db/transaction.ts'
import { type Seal, withSealedTokens } from '../people/one-time-link.ts'
import { countOwnMessages, markRead, type OwnMessageRow, readOwnMessages } from './outbox.queries.ts'

export const messagesAPage = 25

export interface OwnMessages {
  readonly messages: readonly OwnMessageRow[]
  readonly page: number
  readonly pages: number
  readonly all: number
  readonly unread: number
}

/** The person's own messages, a page at a time; a page that does not exist is the nearest one that does. */
export async function ownMessages(tx: Tx, wanted: number, seal: Seal): Promise<OwnMessages> {
  const { all, unread } = await countOwnMessages(tx)
  const pages = Math.max(1, Math.ceil(all / messagesAPage))
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages)
  const rows = await readOwnMessages(tx, (page - 1) * messagesAPage, messagesAPage)
  const messages = rows.map(row => ({ ...row, words: withSealedTokens(row.words, seal) }))
  return { messages, page, pages, all, unread }
}

/** Marks one message of the person as read, or with null all. Another's stays as it is. */
export const readMessages = (tx: Tx, id: string | null, now: Temporal.Instant): Promise<void> =>
  markRead(tx, id, now.toString())
