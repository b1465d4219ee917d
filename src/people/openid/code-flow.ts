import * as client from 'openid-client'
import type { OpenIdProvider } from '../../openid-providers.ts'
import type { Why } from './refusals.ts'

/*
 * The code flow with PKCE, state and nonce. What the provider publishes of itself is read when somebody first goes there, kept
 * for an hour, and read anew where that failed: a provider that is down keeps nobody from starting, and nobody else from signing in.
 */

/** What the browser keeps, signed, while its person is at the provider. */
export interface Journey {
  readonly provider: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Where to go afterwards. */
  readonly next: string
  /** The person is to prove anew who they are, though they may be signed in there already. */
  readonly again: boolean
  /** Milliseconds of the clock. */
  readonly begun: number
}

/** What the provider says of its person, once its answer is proved. */
export interface Claims {
  readonly subject: string
  readonly email: string | null
  readonly verified: boolean
  /** Whether they have proved there just now who they are. */
  readonly proved: boolean
}

export interface Refused {
  readonly why: Why
  /** For the record: which proof failed. */
  readonly detail: string
}

const answerSeconds = 8
const keptMilliseconds = 3_600_000
export const journeyMinutes = 15
const provedSeconds = 300

interface Known {
  readonly since: number
  readonly configuration: Promise<client.Configuration>
}
const known = new WeakMap<OpenIdProvider, Known>()

function discover(provider: OpenIdProvider, now: number): Promise<client.Configuration> {
  const found = known.get(provider)
  if (found && now - found.since < keptMilliseconds) return found.configuration
  const issuer = new URL(provider.issuer)
  // The signature is checked whatever the connection: what came by it was never proved to be for us otherwise.
  const execute = [
    client.enableNonRepudiationChecks,
    ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [])
  ]
  const { clientId, clientSecret } = provider
  const configuration = client.discovery(issuer, clientId, clientSecret, undefined, { execute, timeout: answerSeconds })
  known.set(provider, { since: now, configuration })
  configuration.catch(() => known.delete(provider))
  return configuration
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
const doesNotAnswer = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON'
])

/** Which claim or proof failed: names of claims and codes only, never what they held. */
function detailOf(error: unknown): string {
  for (let one = error; one instanceof Error; one = one.cause) {
    const cause = one.cause as { claim?: unknown } | undefined
    if (typeof cause?.claim === 'string') return `wrong ${cause.claim}`
    if (/signature/.test(one.message)) return 'wrong signature'
  }
  return codeOf(error) || 'no answer'
}

export function refusedBy(error: unknown): Refused {
  const detail = detailOf(error)
  if (error instanceof client.AuthorizationResponseError) return { why: 'cancelled', detail: error.error }
  if (error instanceof client.ResponseBodyError)
    return { why: error.error === 'invalid_grant' ? 'stale' : 'unreachable', detail: error.error }
  if (error instanceof TypeError || doesNotAnswer.has(codeOf(error))) return { why: 'unreachable', detail }
  return { why: 'not genuine', detail }
}

/** Where to send the browser, and what it is to keep meanwhile. */
export async function begin(
  provider: OpenIdProvider,
  back: string,
  { next, again }: Pick<Journey, 'next' | 'again'>
): Promise<{ readonly go: string; readonly journey: Journey } | Refused> {
  const begun = Date.now()
  const configuration = await discover(provider, begun).catch(() => null)
  if (configuration === null) return { why: 'unreachable', detail: 'no answer' }
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: back,
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(again ? { prompt: 'login', max_age: String(provedSeconds) } : {})
  })
  return { go: url.href, journey: { provider: provider.id, state, nonce, verifier, next, again, begun } }
}

/** The provider's answer, proved: its seal, for whom it was made, when, and that it answers this very journey. */
export async function finish(
  provider: OpenIdProvider,
  answer: URL,
  journey: Journey | null
): Promise<Claims | Refused> {
  if (journey?.provider !== provider.id || journey.state !== answer.searchParams.get('state'))
    return { why: 'stale', detail: 'wrong state' }
  const now = Date.now()
  if (now - journey.begun > journeyMinutes * 60_000) return { why: 'stale', detail: 'begun too long ago' }
  try {
    const configuration = await discover(provider, now)
    const tokens = await client.authorizationCodeGrant(configuration, answer, {
      pkceCodeVerifier: journey.verifier,
      expectedNonce: journey.nonce,
      expectedState: journey.state,
      idTokenExpected: true,
      ...(journey.again ? { maxAge: provedSeconds } : {})
    })
    const token = tokens.claims()
    if (!token) return { why: 'not genuine', detail: 'no id token' }
    const said =
      token.email === undefined && configuration.serverMetadata().userinfo_endpoint
        ? await client.fetchUserInfo(configuration, tokens.access_token, token.sub)
        : token
    return {
      subject: token.sub,
      email: typeof said.email === 'string' ? said.email : null,
      verified: isVerified(said),
      // Signed in there this morning is no proof of now; where the provider does not say when, it is none either.
      proved: typeof token.auth_time === 'number' && now / 1000 - token.auth_time <= provedSeconds
    }
  } catch (error) {
    return refusedBy(error)
  }
}

/** `email_verified`, or what Microsoft Entra says in its place: that the owner of the address's domain was verified. */
const isVerified = (said: Readonly<Record<string, unknown>>): boolean =>
  said.email_verified === true || said.xms_edov === true || said.xms_edov === '1' || said.xms_edov === 1
