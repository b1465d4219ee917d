import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** A sign-in of another house (OpenID Connect): a council's Microsoft Entra, a trust's Google, DfE Sign-in. */
export interface OpenIdProvider {
  /** Stands in addresses: `/sign-in/with/warwickshire`. */
  readonly id: string
  /** What people call it. */
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The ends of the addresses that it may vouch for; `*` for any, which is for a national sign-in only. */
  readonly domains: readonly string[]
  /** Only people who hold a post today in one of these authorities; absent: in any. */
  readonly authorities?: readonly number[]
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Over HTTPS, or on this very machine: whoever could change what comes from there could be anybody here. */
export function isSafeIssuer(issuer: string): boolean {
  const url = URL.parse(issuer)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname)))
}

const provider = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, figures and hyphens'),
  name: z.string().min(1).max(100),
  issuer: z.string().refine(isSafeIssuer, 'must begin with https://'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  domains: z
    .array(
      z.string().regex(/^(\*|[a-z0-9-]+(\.[a-z0-9-]+)+)$/, 'must be the end of an address, as school.example, or *')
    )
    .min(1, 'must name the ends of the addresses that it may vouch for'),
  authorities: z.array(z.number().int().min(100).max(999)).min(1).optional()
})
const providers = z.array(provider).superRefine((all, context) => {
  for (const key of ['id', 'issuer'] as const) {
    const twice = all.find((one, at) => all.findIndex(other => other[key] === one[key]) !== at)
    if (twice) context.addIssue({ code: 'custom', message: `names the ${key} ${twice[key]} twice` })
  }
})

/** The providers in this file; none where there is no file and none was asked for. A problem says where it is, never a secret. */
export function readOpenIdProviders(
  file: string,
  asked: boolean
): { readonly providers: readonly OpenIdProvider[] } | { readonly problem: string } {
  if (!asked && !existsSync(file)) return { providers: [] }
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    return { problem: `OPENPEP_OPENID: ${file} ${why}` }
  }
  const read = providers.safeParse(json)
  if (read.success) return { providers: read.data }
  const [issue] = read.error.issues
  return { problem: `OPENPEP_OPENID: ${[...(issue?.path ?? [])].join('.')} ${issue?.message}`.replace(/ +/g, ' ') }
}
