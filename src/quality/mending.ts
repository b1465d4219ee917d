import type { Tx } from '../db/transaction.ts'
import { leaderOf } from '../guidance/leader.ts'
import type { Role } from '../guidance/words.ts'
import type { Pep } from '../peps/pep.ts'
import { lockState } from './check.queries.ts'
import { type Correction, correctionsOf, type Doing } from './check.ts'
import { settle } from './correct.ts'
import { answersFor, holdersOf, stillWorks } from './people.ts'
import { placeOfRecord } from './record-refs.ts'

/**
 * The open corrections of records, among those that `isOf` names, which this person answers for: their pages are open to
 * them again while the plan is submitted, and to nobody else (G 5). The plan stays locked until this transaction ends.
 */
export async function openForMending(
  tx: Tx,
  pep: Pep,
  me: { readonly id: string; readonly standing: readonly Role[] },
  isOf: (ref: string) => boolean
): Promise<readonly Correction[]> {
  const open = (await correctionsOf(tx, pep.id)).filter(
    one => one.outcome === null && placeOfRecord(one.question) !== null && isOf(one.question)
  )
  if (open.length === 0 || (await lockState(tx, pep.id)) !== 'submitted') return []
  const holders = await holdersOf(tx, pep)
  const theirs = await Promise.all(
    open.map(async ({ writerId }) =>
      answersFor({ id: writerId, works: await stillWorks(tx, writerId) }, me, holders, leaderOf(pep))
    )
  )
  return open.filter((_, at) => theirs[at])
}

/** The record has been mended on its page: the check becomes due again, and whoever asked is told. */
export async function settleMended(
  tx: Tx,
  pep: Pep,
  mended: readonly Correction[],
  doing: Omit<Doing, 'role'>,
  role: Role | null
): Promise<void> {
  for (const correction of mended)
    await settle(tx, { plan: { pep }, correction }, { outcome: 'mended', reply: null }, { ...doing, role })
}
