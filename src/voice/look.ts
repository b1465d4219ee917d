import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { Pep } from '../peps/pep.ts'
import { readLook, upsertViews } from './views.queries.ts'

/** How the child wants their own pages: bigger writing, letters that are easier to tell apart. */
export const looks = ['big', 'easy'] as const
export type Look = (typeof looks)[number]
export const isLook = (word: string): word is Look => (looks as readonly string[]).includes(word)

/** As chosen in any of the child's plans, the last choice first. */
export const lookOf = async (tx: Tx, childId: string): Promise<readonly Look[]> =>
  (await readLook(tx, childId)).filter(isLook)

/** Turns one of them on or off. */
export async function turn(
  tx: Tx,
  pep: Pick<Pep, 'id' | 'authorityId' | 'childId'>,
  look: Look,
  person: string
): Promise<void> {
  const before = await lookOf(tx, pep.childId)
  const after = before.includes(look) ? before.filter(one => one !== look) : [...before, look]
  await upsertViews(tx, pep, 'child', { look: [...after] })
  await record(tx, {
    person,
    action: 'choose how own pages look',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { look: after }
  })
}
