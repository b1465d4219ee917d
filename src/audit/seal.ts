import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { keptSecret } from '../secrets.ts'

/** What a seal says of the rows it covers, before it is signed. */
export interface SealedFacts {
  readonly number: number
  /** The digest of the seal before; 32 zero bytes before the first. */
  readonly previous: Buffer
  readonly first: number
  readonly last: number
  readonly count: number
  readonly root: Buffer
}
export interface Seal extends SealedFacts {
  readonly signature: Buffer
}

/** What a seal is made of: one row's place and digests. */
export interface SealableRow {
  readonly n: number
  readonly meta_digest: Buffer
  readonly payload_digest: Buffer
}

const whole = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

/** The digest of the rows in the order of n, each with its length fixed, so that no two lists read the same. */
export function rootOf(rows: readonly SealableRow[]): Buffer {
  const hash = createHash('sha256')
  for (const { n, meta_digest, payload_digest } of rows)
    hash.update(whole(n)).update(meta_digest).update(payload_digest)
  return hash.digest()
}

const signed = ({ number, previous, first, last, count, root }: SealedFacts): Buffer =>
  Buffer.concat([Buffer.from('open-pep seal 1\n'), ...[number, first, last, count].map(whole), previous, root])

export const noSeal = Buffer.alloc(32)

/** What the next seal calls `previous`: it covers the signature, and so everything that was signed. */
export const digestOf = (signature: Buffer): Buffer => createHash('sha256').update(signature).digest()

// An Ed25519 private key is 32 random bytes behind this fixed head (RFC 8410).
const head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The sealer's key, kept outside the database in the secrets folder, mode 0600; made at first asking. */
export function sealingKey(secretsFolder: string): KeyObject {
  const seed = Buffer.from(keptSecret(secretsFolder, 'audit-key').value, 'base64url')
  return createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' })
}

export const signSeal = (facts: SealedFacts, key: KeyObject): Buffer => sign(null, signed(facts), key)

export const isSignedBy = (seal: Seal, key: KeyObject): boolean =>
  verify(null, signed(seal), createPublicKey(key), seal.signature)
