import { record } from '../../audit/audit.ts'
import type { Tx } from '../../db/transaction.ts'
import { workAddress } from '../../guidance/email-address.ts'
import type { OpenIdProvider } from '../../openid-providers.ts'
import { isSuspended } from '../dormant.queries.ts'
import type { Claims, Refused } from './code-flow.ts'
import { insertOpenIdLink, type OpenIdAccountRow, readMyIssuers, readOpenIdAccount } from './openid.queries.ts'
import type { Why } from './refusals.ts'

/** Whether a provider may vouch for this address of ours. */
const vouchesFor = ({ domains }: OpenIdProvider, email: string | null): boolean =>
  domains.includes('*') || domains.some(domain => email?.endsWith(`@${domain}`))

const holdsPostIn = ({ authorities }: OpenIdProvider, account: OpenIdAccountRow): boolean =>
  authorities === undefined || authorities.some(authority => account.authorities.includes(authority))

/** Why this account is not let in by this provider; null where it is. */
function whyNot(provider: OpenIdProvider, claims: Claims, account: OpenIdAccountRow | null): Why | null {
  if (!account?.linked) {
    if (claims.email === null || !claims.verified) return 'unverified'
    if ('reason' in workAddress(claims.email)) return 'look-alike'
    if (!vouchesFor(provider, claims.email.toLowerCase())) return 'elsewhere'
  }
  if (account === null) return 'unknown'
  if (account.ended) return 'ended'
  if (!vouchesFor(provider, account.email) || !holdsPostIn(provider, account)) return 'elsewhere'
  return account.linked_otherwise ? 'linked otherwise' : null
}

/**
 * Who signs in: the person whom this account of theirs is joined to, or, the first time, the one who has its verified address.
 * Nobody is made; every refusal is on record.
 */
export async function personBy(
  tx: Tx,
  provider: OpenIdProvider,
  claims: Claims
): Promise<{ readonly person: string } | { readonly why: Why }> {
  const { issuer, name } = provider
  const address = claims.email !== null && claims.verified ? claims.email : null
  const account = await readOpenIdAccount(tx, issuer, claims.subject, address)
  const asleep = account !== null && (await isSuspended(tx, account.person_id))
  const why = whyNot(provider, claims, account) ?? (asleep ? 'asleep' : null)
  if (why !== null) {
    await recordRefused(tx, provider, { why, detail: why }, account?.person_id)
    return { why }
  }
  const person = account?.person_id ?? ''
  if (!account?.linked) {
    await insertOpenIdLink(tx, issuer, claims.subject, person)
    await record(tx, { person: null, action: 'join an account to another sign-in', reason: name, ids: [person] })
  }
  await record(tx, { person: null, action: 'sign in', reason: `OpenID Connect: ${name}`, ids: [person] })
  return { person }
}

export const recordRefused = (tx: Tx, provider: OpenIdProvider, { detail }: Refused, person?: string): Promise<void> =>
  record(tx, {
    person: null,
    action: 'sign in by OpenID Connect',
    outcome: 'refused',
    reason: `${provider.name}: ${detail}`,
    ids: person ? [person] : []
  })

/** The sign-ins of other houses that this person's account is joined to. */
export async function joinedProviders(tx: Tx, providers: readonly OpenIdProvider[]): Promise<OpenIdProvider[]> {
  if (providers.length === 0) return []
  const issuers = new Set(await readMyIssuers(tx))
  return providers.filter(({ issuer }) => issuers.has(issuer))
}
