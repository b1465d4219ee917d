import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** A person as the provider knows them. */
export interface Known {
  readonly subject: string
  readonly email?: string
  readonly email_verified?: boolean
}
type Payload = Record<string, unknown>

/** A real provider on this machine, which signs in whoever is named, and can be made to answer falsely. */
export interface TestProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Begins to answer, for a client that comes back to this address. */
  answer(back: string): Promise<void>
  fallSilent(): Promise<void>
  /** Goes with the browser from the address that it was sent to, as this person; where it is sent back to. */
  signIn(address: string, person: Known): Promise<string>
  /** The person stops on the provider's own page. */
  cancel(address: string): Promise<string>
  /** The next tokens say this too, rightly sealed. */
  falsify(change: Payload): void
  /** The next token is sealed with a key that is not the provider's. */
  breakSeal(): void
}

const clientId = 'open-pep'
const clientSecret = 'a secret between the two of them'

export async function testProvider(): Promise<TestProvider> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const people = new Map<string, Known>()
  let server: Server | undefined
  let arriving: Known | 'cancels' | undefined
  let spoil: ((token: string) => string) | undefined

  function providerFor(back: string): Provider {
    const provider = new Provider(issuer, {
      clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [back], require_auth_time: true }],
      jwks: { keys: [{ ...keys.privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
      cookies: { keys: ['a key of the test'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, interaction) => `/arrive/${interaction.uid}` },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      findAccount: (_, id) => ({
        accountId: id,
        claims: () => {
          const { subject, ...said } = people.get(id) ?? { subject: id }
          return { sub: subject, ...said }
        }
      }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' })
        grant.addOIDCScope('openid email')
        await grant.save()
        return grant
      }
    })
    provider.use(async (context, next) => {
      if (context.path.startsWith('/arrive/') && arriving) {
        const result =
          arriving === 'cancels'
            ? { error: 'access_denied' }
            : { login: { accountId: arriving.subject, remember: false } }
        context.redirect(await provider.interactionResult(context.req, context.res, result))
        return
      }
      await next()
      const body = context.body as { id_token?: string } | undefined
      if (context.path !== '/token' || !body?.id_token || !spoil) return
      body.id_token = spoil(body.id_token)
      spoil = undefined
    })
    return provider
  }

  const goThrough = async (address: string): Promise<string> => {
    const cookies = new Map<string, string>()
    let at = address
    while (at.startsWith(issuer)) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (name) cookies.set(name, value ?? '')
      }
      const on = response.headers.get('location')
      if (!on) throw new Error(`${new URL(at).pathname} answered ${response.status}: ${await response.text()}`)
      at = new URL(on, at).href
    }
    const url = new URL(at)
    return url.pathname + url.search
  }

  return {
    issuer,
    clientId,
    clientSecret,
    answer: async back => {
      const started = createServer(providerFor(back).callback())
      server = started
      await new Promise<void>(resolve => started.listen(port, '127.0.0.1', resolve))
    },
    fallSilent: async () => {
      server?.closeAllConnections()
      await new Promise(resolve => server?.close(resolve) ?? resolve(undefined))
      server = undefined
    },
    signIn: (address, person) => {
      people.set(person.subject, person)
      arriving = person
      return goThrough(address)
    },
    cancel: address => {
      arriving = 'cancels'
      return goThrough(address)
    },
    falsify: change => {
      spoil = token => sealed({ ...payloadOf(token), ...change }, keys.privateKey)
    },
    breakSeal: () => {
      spoil = token => sealed(payloadOf(token), stranger.privateKey)
    }
  }
}

const payloadOf = (token: string): Payload => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function sealed(payload: Payload, key: KeyObject): string {
  const words = `${encoded({ alg: 'RS256', kid: 'one' })}.${encoded(payload)}`
  return `${words}.${sign('sha256', Buffer.from(words), key).toString('base64url')}`
}

const freePort = () =>
  new Promise<number>(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
