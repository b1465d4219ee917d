import { record } from '../audit/audit.ts'
import { policyOf } from '../authorities/authority.ts'
import type { Tx } from '../db/transaction.ts'
import { dormancy, suspendsOn } from '../guidance/dormant.ts'
import type { Refusal } from '../guidance/words.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import { readAccounts, readPolicies, writeSuspended, writeWarned } from './dormant.queries.ts'

/** Somebody comes back by the link that is sent to their address. */
export const accountAsleep: Refusal = {
  refused:
    'This account was not used for a long time, so it is suspended. Ask for a link by e-mail: with it you come back at once.'
}

/**
 * The accounts of those who work for an authority: who has not signed in for long is told, and a fortnight later suspended.
 * Whoever works for several has the longest of their times. In a demonstration nobody has an account of their own.
 */
export async function restAccounts(
  tx: Tx,
  authorityId: number,
  { person, today, origin }: { readonly person: string; readonly today: Temporal.PlainDate; readonly origin: string }
): Promise<void> {
  const policies = await readPolicies(tx)
  if (policies.find(({ id }) => id === authorityId)?.demonstration !== false) return
  const longest = new Map(policies.map(({ id, policy }) => [id, policyOf(policy).access.suspendAfterDays]))
  for (const row of await readAccounts(tx, authorityId)) {
    if (row.suspended_on !== null) continue
    const use = {
      usedOn: Temporal.PlainDate.from(row.used_on),
      warnedOn: row.warned_on === null ? null : Temporal.PlainDate.from(row.warned_on),
      days: Math.max(...row.authorities.map(authority => longest.get(authority) ?? 0))
    }
    const due = dormancy(use, today)
    if (due === null) continue
    const about = { person, role: 'service', authorityId, ids: [row.person_id] }
    if (due === 'suspend') {
      await writeSuspended(tx, row.person_id)
      await record(tx, { ...about, action: 'suspend an unused account', payload: { lastUsed: row.used_on } })
      continue
    }
    await writeWarned(tx, row.person_id)
    await record(tx, { ...about, action: 'tell of an unused account', payload: { lastUsed: row.used_on } })
    await sendMessage(tx, {
      eventKey: `account unused ${row.person_id} ${today}`,
      authorityId,
      to: { person: row.person_id },
      kind: 'account unused',
      ...texts['account unused']({ on: suspendsOn(use, today), link: `${origin}/sign-in` }),
      origin
    })
  }
}
