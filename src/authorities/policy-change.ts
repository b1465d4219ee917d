import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { Policy } from '../guidance/policy.ts'
import type { PolicyEffect } from '../guidance/policy-effect.ts'
import { policyValue, withValue } from '../guidance/policy-figures.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { effectOn, projectAuthority } from '../peps/clocks.ts'
import type { Asking } from '../web/page.ts'
import { type Authority, clockContext, findAuthority } from './authority.ts'
import { insertPolicyChange, lockPolicy, writePolicy } from './policy-change.queries.ts'

const posts = ['virtual-school-head', 'administrator', 'adviser']

/** The authority whose policy this person reads: where they set it, else where they advise, else the first they work with. */
export async function ownAuthority(tx: Tx, who: Asking): Promise<Authority | null> {
  const held = posts.map(post => who.appointments.find(({ role }) => role === post)).find(Boolean)
  const code = held?.authorityId ?? who.authorityIds[0]
  return code === undefined ? null : findAuthority(tx, code)
}

/** What another policy or calendar would change in the open plans; nothing is stored. */
export const effectOfAuthority = (
  tx: Tx,
  before: Authority,
  after: Authority,
  today: Temporal.PlainDate
): Promise<PolicyEffect> => effectOn(tx, before.code, clockContext(before, today), clockContext(after, today))

/** The same of one value of the policy. */
export const effectOfValue = (
  tx: Tx,
  authority: Authority,
  key: string,
  value: unknown,
  today: Temporal.PlainDate
): Promise<PolicyEffect> =>
  effectOfAuthority(tx, authority, { ...authority, policy: withValue(authority.policy, key, value) }, today)

export const everyPlanLate: Refusal = {
  refused: 'This would make every open plan late, so it is not saved. Check it, or change it by smaller steps.'
}

/** Sets one value of the policy, keeps who did and what it was, and counts every open plan's dates again. */
export async function setPolicy(
  tx: Tx,
  who: Asking,
  code: number,
  key: string,
  /** The value, from the policy as it stands once nobody else changes it. */
  decide: (policy: Policy, authority: Authority) => unknown | Refusal,
  today: Temporal.PlainDate
): Promise<Refusal | null> {
  const stored = await lockPolicy(tx, code)
  const authority = await findAuthority(tx, code)
  if (!authority) return { refused: 'There is no such authority.' }
  const value = decide(authority.policy, authority)
  if (isRefusal(value)) return value
  const before = policyValue(authority.policy, key)
  if (JSON.stringify(before) === JSON.stringify(value)) return null
  const effect = await effectOfValue(tx, authority, key, value, today)
  if (effect.everyPlanLate) return everyPlanLate
  await writePolicy(tx, code, withValue(stored, key, value))
  await insertPolicyChange(tx, { authorityId: code, personId: who.id, figure: key, before, after: value })
  await record(tx, {
    person: who.id,
    action: 'set policy',
    authorityId: code,
    reason: key,
    payload: { before, after: value }
  })
  await projectAuthority(tx, code, today)
  return null
}

export { readPolicyChanges as policyChanges } from './policy-change.queries.ts'
