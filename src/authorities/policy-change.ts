import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { PolicyEffect } from '../guidance/policy-effect.ts'
import { type Figure, type FigureValue, figureValue, withValue } from '../guidance/policy-figures.ts'
import type { Refusal } from '../guidance/words.ts'
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

/** What one figure would change in the open plans; nothing is stored. */
export function effectOfFigure(
  tx: Tx,
  authority: Authority,
  figure: Figure,
  value: FigureValue,
  today: Temporal.PlainDate
): Promise<PolicyEffect> {
  const before = clockContext(authority, today)
  return effectOn(tx, authority.code, before, { ...before, policy: withValue(authority.policy, figure.key, value) })
}

export const everyPlanLate: Refusal = {
  refused: 'This figure would make every open plan late, so it is not saved. Check it, or change it by smaller steps.'
}

/** Sets a figure, keeps who did and what it was, and counts every open plan's dates again. */
export async function setFigure(
  tx: Tx,
  who: Asking,
  code: number,
  figure: Figure,
  value: FigureValue,
  today: Temporal.PlainDate
): Promise<Refusal | null> {
  const stored = await lockPolicy(tx, code)
  const authority = await findAuthority(tx, code)
  if (!authority) return { refused: 'There is no such authority.' }
  const { everyPlanLate: refused } = await effectOfFigure(tx, authority, figure, value, today)
  if (refused) return everyPlanLate
  const before = figureValue(authority.policy, figure.key)
  if (JSON.stringify(before) === JSON.stringify(value)) return null
  await writePolicy(tx, code, withValue(stored, figure.key, value))
  await insertPolicyChange(tx, { authorityId: code, personId: who.id, figure: figure.key, before, after: value })
  await record(tx, {
    person: who.id,
    action: 'set policy',
    authorityId: code,
    reason: figure.key,
    payload: { before, after: value }
  })
  await projectAuthority(tx, code, today)
  return null
}

export { readPolicyChanges as policyChanges } from './policy-change.queries.ts'
