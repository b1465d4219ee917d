import { newId } from '../db/id.ts'
import { isUuid, type Tx } from '../db/transaction.ts'
import { deleteParkedPost, insertParkedPost, readParkedPost } from './parked-posts.queries.ts'
import { openWords, sealWords } from './sealed-words.ts'
import { hashOf } from './session.ts'

/** A form that was posted after its person's session had ended: kept 24 hours for that person alone, and offered back. */
export interface ParkedPost {
  /** Where it was posted to: a path of ours. */
  readonly path: string
  readonly body: Readonly<Record<string, string | string[]>>
}

const purpose = 'parked posts'

/** Its address after signing in; null where the browser's session says nothing of whose it is, or nothing was posted. */
export async function parkPost(
  tx: Tx,
  token: string | undefined,
  { path, body }: ParkedPost,
  secret: string
): Promise<string | null> {
  const { _csrf, ...fields } = body
  if (!token || Object.keys(fields).length === 0) return null
  const id = newId()
  const sealed = sealWords(JSON.stringify({ path, body: fields } satisfies ParkedPost), purpose, secret)
  return (await insertParkedPost(tx, hashOf(token), id, sealed)) ? parkedAt(id) : null
}

const parkedAt = (id: string) => `/kept/${id}`
/** Whether this way on leads to something that was kept. */
export const isParked = (path: string): boolean => path.startsWith(parkedAt(''))

export async function findParked(tx: Tx, id: string, secret: string): Promise<ParkedPost | null> {
  const row = isUuid(id) ? await readParkedPost(tx, id) : undefined
  const words = row && openWords(row.sealed, purpose, secret)
  return words ? (JSON.parse(words) as ParkedPost) : null
}

export const throwParkedAway = (tx: Tx, id: string) => deleteParkedPost(tx, id)

/** What its person typed, of all that the form carried: to look at, before it is sent. */
export const typedWords = ({ body }: ParkedPost): string[] =>
  Object.values(body)
    .flat()
    .filter(value => /\p{L}.*\s|\s.*\p{L}/su.test(value.trim()))
