import { hkdfSync } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { openWords, sealWords } from '../sealed.ts'

const stepSeconds = 30

/** A new key for an authenticator app, in its letters and figures. */
export const newKey = (): string => new Secret({ size: 20 }).base32
export const isKey = (text: string): boolean => /^[A-Z2-7]{32}$/.test(text)

const codes = (key: string, label = '') =>
  new TOTP({ issuer: 'Open PEP', label, secret: Secret.fromBase32(key), period: stepSeconds })

/** What the QR code says to the app. */
export const keyAddress = (key: string, email: string): string => codes(key, email).toString()

/** The step whose code this is, one step of drift allowed either way; null where it is none of them. */
export function stepOf(code: string, key: string, now: Temporal.Instant): number | null {
  const token = code.replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = now.epochMilliseconds
  const drift = codes(key).validate({ token, timestamp, window: 1 })
  return drift === null ? null : Math.floor(timestamp / 1000 / stepSeconds) + drift
}

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'authenticator keys', 32))

/** How a key is stored: whoever reads the database alone cannot make codes. */
export const sealKey = (key: string, secret: string): string => sealWords(key, keyOf(secret))

/** Null where it was not sealed by this service's secret. */
export const openKey = (sealed: string, secret: string): string | null => openWords(sealed, keyOf(secret))
