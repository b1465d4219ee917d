import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'
const keyOf = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))

/** Sealed by this service's secret, for one purpose: whoever reads the database alone cannot read them. */
export function sealWords(words: string, purpose: string, secret: string): Buffer {
  const nonce = randomBytes(12)
  const sealing = createCipheriv(cipher, keyOf(secret, purpose), nonce)
  const sealed = Buffer.concat([sealing.update(words, 'utf8'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed])
}

/** Null where they were not sealed for this purpose by this secret. */
export function openWords(bytes: Buffer, purpose: string, secret: string): string | null {
  if (bytes.length < 28) return null
  const opening = createDecipheriv(cipher, keyOf(secret, purpose), bytes.subarray(0, 12), { authTagLength: 16 })
  opening.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString('utf8')
  } catch {
    return null
  }
}
