import { record } from '../audit/audit.ts'
import { isUuid, type Tx } from '../db/transaction.ts'
import { type Refusal, type Role, roles } from '../guidance/words.ts'
import type { Asking } from '../web/page.ts'
import { administeredBy } from './posts.ts'
import { countReaches } from './reach.queries.ts'
import { closePreview, insertPreview, readColleague } from './see-as.queries.ts'

/** How long an administrator looks at what a colleague sees. */
export const previewMinutes = 15

export interface Colleague {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly authorityId: number
  /** How many children of this authority they see. */
  readonly children: number
  /** False of administrators and the head, who see more than their colleague, and of oneself. */
  readonly mayBeSeen: boolean
}

/** Null where nobody of this id holds a post in the authority that this person administers. */
export async function colleagueFor(tx: Tx, who: Asking, id: string): Promise<Colleague | null> {
  const [authorityId] = administeredBy(who)
  const row = authorityId !== undefined && isUuid(id) ? await readColleague(tx, id, authorityId) : null
  if (!row || authorityId === undefined) return null
  const reaches = await countReaches(tx, [row.id], authorityId)
  return {
    id: row.id,
    name: row.name,
    roles: roles.filter(role => row.roles.includes(role)),
    authorityId,
    children: reaches.get(row.id) ?? 0,
    mayBeSeen: row.may
  }
}

const notThem: Refusal = {
  refused:
    'What an administrator or the Virtual School head sees is not shown to a colleague. Nor can you see as yourself.'
}

/** From now on the pages that this session looks at are the colleague's; it can do nothing until that has ended. */
export async function beginPreview(
  tx: Tx,
  who: Asking,
  { id, authorityId, mayBeSeen }: Colleague,
  session: Buffer
): Promise<Refusal | null> {
  if (!mayBeSeen || !(await insertPreview(tx, session, { person: id, authorityId, minutes: previewMinutes })))
    return notThem
  await record(tx, { person: who.id, role: 'administrator', action: 'begin a preview', authorityId, ids: [id] })
  return null
}

export async function endPreview(tx: Tx, who: Asking, session: Buffer): Promise<void> {
  const person = await closePreview(tx, session)
  if (person === null) return
  const [authorityId] = administeredBy(who)
  await record(tx, { person: who.id, role: 'administrator', action: 'end a preview', authorityId, ids: [person] })
}
