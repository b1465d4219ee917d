import { createHash, createHmac } from 'node:crypto'

/*
 * The token of a link that goes out by e-mail is made from the link's id and the service's secret, at the moment of sending.
 * So the database never holds it: a message in the outbox names the link, and the link's row has the token's digest only.
 */

/** For an address that no link was ever sent with. */
export const unknownLink = {
  title: 'This link does not work',
  words: 'Part of the address may be missing. Open it again from the e-mail.'
} as const

/** What stands in a message's words until it is sent: `{link:<id>}`. */
export const linkInWaiting = (id: string): string => `{link:${id}}`

/** A digest keyed with the service's secret: `ask.seal` of a page. */
export type Seal = (words: string) => Buffer
export const sealWith =
  (secret: string): Seal =>
  words =>
    createHmac('sha256', secret).update(words).digest()

export const sealedToken = (seal: Seal, id: string): string => seal(`one-time link ${id}`).toString('base64url')

export const linkToken = (secret: string, id: string): string => sealedToken(sealWith(secret), id)

export const linkDigest = (token: string): Buffer => createHash('sha256').update(token).digest()

const waiting = /\{link:([0-9a-f-]{36})\}/g

/** The words as they leave the house: each waiting link gets its token. */
export const withLinkTokens = (words: string, secret: string): string =>
  words.replace(waiting, (_, id: string) => linkToken(secret, id))

/** The same for the page on which a person reads their own messages. */
export const withSealedTokens = (words: string, seal: Seal): string =>
  words.replace(waiting, (_, id: string) => sealedToken(seal, id))
