import { createHash, createHmac } from 'node:crypto'

/*
 * The token of a link that goes out by e-mail is made from the link's id and the service's secret, at the moment of sending.
 * So the database never holds it: a message in the outbox names the link, and the link's row has the token's digest only.
 */

/** What stands in a message's words until it is sent: `{link:<id>}`. */
export const linkInWaiting = (id: string): string => `{link:${id}}`

export const linkToken = (secret: string, id: string): string =>
  createHmac('sha256', secret).update(`one-time link ${id}`).digest('base64url')

export const linkDigest = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The words as they leave the house: each waiting link gets its token. */
export const withLinkTokens = (words: string, secret: string): string =>
  words.replace(/\{link:([0-9a-f-]{36})\}/g, (_, id: string) => linkToken(secret, id))
