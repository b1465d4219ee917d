import { newId } from '../db/id.ts'
import { asPerson, isUuid } from '../db/transaction.ts'
import { type Seal, sealWith } from '../people/one-time-link.ts'
import { openWords, sealWords } from '../sealed.ts'
import { text } from './forms.ts'
import type { Ask, Page } from './page.ts'
import { deleteParked, insertParked, readParked } from './parked.queries.ts'
import type { Service } from './service.ts'

/**
 * A form that its writer could not be known to send: the session had ended, somebody else had signed in, the page was open
 * too long. It waits for its writer alone, sealed, for 24 hours, and is sent on by their own hand, by the same rule as ever.
 */
export interface Post {
  readonly path: string
  readonly body: Readonly<Record<string, string | string[]>>
}
export interface Parked extends Post {
  readonly id: string
  readonly at: Temporal.Instant
}

/** The field by which a form that is sent on names what it was parked as. */
export const parkedField = '_parked'

/** What is written of a child or a plan. Files, and what asks for a fresh sign-in, are not kept. */
export const parks = ({ at, may, upload, freshly, withoutToken }: Page): boolean =>
  may !== 'anyone' && !upload && !freshly && !withoutToken && /:(child|pep)\b/.test(at)

const keyOf = (person: string, seal: Seal): Buffer => seal(`parked words of ${person}`)
/** More than any form of ours can hold in earnest. */
const mostLetters = 2_000_000

/** False where it cannot be kept: nothing was typed, or too much waits already. The code of a hand-over is nobody's words. */
export async function park(service: Service, person: string, { path, body }: Post): Promise<boolean> {
  const { _csrf, [parkedField]: parkedBefore, code: _code, ...typed } = body
  const words = JSON.stringify({ path, body: typed })
  if (Object.keys(typed).length === 0 || words.length > mostLetters) return false
  // Sent on and stopped again: it still waits as what it was.
  if (parkedBefore !== undefined) return true
  const sealed = sealWords(words, keyOf(person, sealWith(service.config.secret)))
  return asPerson(service.database, { person, today: service.today() }, tx =>
    insertParked(tx, { id: newId(), person, sealed, now: Temporal.Now.instant().toString() })
  )
}

/** What waits for this person, the newest last. */
export async function parkedOf({ tx, who, now, seal }: Ask): Promise<readonly Parked[]> {
  const rows = await readParked(tx, who.id, now.subtract({ hours: 24 }).toString())
  return rows.flatMap(({ id, sealed, parked_at }) => {
    const words = openWords(sealed, keyOf(who.id, seal))
    return words === null ? [] : [{ ...(JSON.parse(words) as Post), id, at: Temporal.Instant.from(parked_at) }]
  })
}

/** What was sent on has arrived, and waits no more. */
export async function forgetParked({ tx, who, body }: Ask): Promise<void> {
  const id = text(body, parkedField)
  if (isUuid(id)) await deleteParked(tx, who.id, id)
}
