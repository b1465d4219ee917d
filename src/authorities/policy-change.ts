import { record } from '../audit/audit.ts'
import { asService } from '../db/as-service.ts'
import type { Tx } from '../db/transaction.ts'
import { policyValue, withValue } from '../guidance/figure-values.ts'
import type { Policy } from '../guidance/policy.ts'
import { fallsShortOf } from '../guidance/statutory-clocks.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { givenRungs } from '../messages/given-rungs.ts'
import { effectOn, projectAuthority } from '../peps/clocks.ts'
import { openingChange } from '../peps/round-ahead.ts'
import { undecidedLines } from '../premium/premium.ts'
import { formRefused, text, written } from '../web/forms.ts'
import type { Asking } from '../web/page.ts'
import { type Authority, clockContext, findAuthority } from './authority.ts'
import { type Effect, everyLateWords } from './effect-words.ts'
import { insertPolicyChange, lockPolicy, writePolicy } from './policy-change.queries.ts'

const posts = ['virtual-school-head', 'administrator', 'adviser']

/** The authority whose policy this person reads: where they set it, else where they advise, else the first they work with. */
export async function ownAuthority(tx: Tx, who: Asking): Promise<Authority | null> {
  const held = posts.map(post => who.appointments.find(({ role }) => role === post)).find(Boolean)
  const code = held?.authorityId ?? who.authorityIds[0]
  return code === undefined ? null : findAuthority(tx, code)
}

/** What another policy or calendar would do today; nothing is stored. */
export async function effectOfAuthority(
  tx: Tx,
  before: Authority,
  after: Authority,
  today: Temporal.PlainDate
): Promise<Effect> {
  const [old, now] = [clockContext(before, today), clockContext(after, today)]
  const given = await asService(tx, before.code, () => givenRungs(tx, before.code))
  const effect = await effectOn(tx, before.code, old, now, given)
  return { ...effect, opening: await openingChange(tx, before.code, old, now), reads: [] }
}

/** The same of one value of the policy. */
export async function effectOfValue(
  tx: Tx,
  authority: Authority,
  key: string,
  value: unknown,
  today: Temporal.PlainDate
): Promise<Effect> {
  const after = { ...authority, policy: withValue(authority.policy, key, value) }
  const effect = await effectOfAuthority(tx, authority, after, today)
  const asked = key.startsWith('premium.') ? await undecidedLines(tx, authority.code) : 0
  const lines = asked === 1 ? '1 line of a premium request waits' : `${asked} lines of premium requests wait`
  return asked === 0 ? effect : { ...effect, reads: [`${lines} for a decision, and would be held against this.`] }
}

/** What somebody says with a change that goes far. */
export interface Said {
  /** That they know what it makes late as a whole. */
  readonly known: boolean
  /** Why it is set though the law asks for more. */
  readonly reason: string
}
export const saidOf = (body: Readonly<Record<string, string | string[]>>): Said => ({
  known: text(body, 'known') === 'yes',
  reason: written(body, 'reason').slice(0, 1000)
})

/** Refused where everything of a term would be late and nobody says that they know. */
export const unlessKnown = ({ everyLate }: Effect, { known }: Said): Refusal | null =>
  everyLate.length === 0 || known
    ? null
    : formRefused([
        {
          field: 'known',
          what: `This makes late: ${everyLate.map(everyLateWords).join('; ')}. Tick the box to say that you know, or change it by smaller steps`
        }
      ])

/** Sets one value of the policy, keeps who did and what it was, and counts every open plan's dates again. */
export async function setPolicy(
  tx: Tx,
  who: Asking,
  code: number,
  key: string,
  /** The value, from the policy as it stands once nobody else changes it. */
  decide: (policy: Policy, authority: Authority) => unknown | Refusal,
  today: Temporal.PlainDate,
  said: Said
): Promise<Refusal | null> {
  const stored = await lockPolicy(tx, code)
  const authority = await findAuthority(tx, code)
  if (!authority) return { refused: 'There is no such authority.' }
  const value = decide(authority.policy, authority)
  if (isRefusal(value)) return value
  const before = policyValue(authority.policy, key)
  if (JSON.stringify(before) === JSON.stringify(value)) return null
  const shortOf = fallsShortOf(key, value)
  if (shortOf && said.reason === '')
    return formRefused([{ field: 'reason', what: `Say why it falls short of ${shortOf.law}` }])
  const refused = unlessKnown(await effectOfValue(tx, authority, key, value, today), said)
  if (refused) return refused
  const reason = shortOf ? said.reason : null
  await writePolicy(tx, code, withValue(stored, key, value))
  await insertPolicyChange(tx, { authorityId: code, personId: who.id, figure: key, before, after: value, reason })
  await record(tx, {
    person: who.id,
    action: 'set policy',
    authorityId: code,
    reason: key,
    payload: { before, after: value, why: reason }
  })
  await projectAuthority(tx, code, today)
  return null
}

export { readPolicyChanges as policyChanges } from './policy-change.queries.ts'
