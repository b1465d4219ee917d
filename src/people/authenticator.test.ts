import { Secret, TOTP } from 'otpauth'
import { expect, it } from 'vitest'
import { isKey, newKey, openKey, sealKey, stepOf } from './authenticator.ts'

const now = Temporal.Instant.from('2026-11-24T10:00:10Z')
const key = newKey()
const codeAt = (seconds: number) =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: now.add({ seconds }).epochMilliseconds })
const step = Math.floor(now.epochMilliseconds / 30_000)

it('takes the code of now, of the step before and of the next, and says which', () => {
  expect(stepOf(codeAt(0), key, now)).toBe(step)
  expect(stepOf(codeAt(-30), key, now)).toBe(step - 1)
  expect(stepOf(codeAt(30), key, now)).toBe(step + 1)
  expect(stepOf(codeAt(-90), key, now)).toBeNull()
})

it('takes a code as people type it', () => {
  const code = codeAt(0)
  expect(stepOf(` ${code.slice(0, 3)} ${code.slice(3)}`, key, now)).toBe(step)
})

it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('takes nothing else: %j', code =>
  expect(stepOf(code, key, now)).toBeNull()
)

it('keeps a key so that only this service can read it', () => {
  const sealed = sealKey(key, 'a secret of the service')
  expect(isKey(key)).toBe(true)
  expect(sealed).not.toContain(key)
  expect(openKey(sealed, 'a secret of the service')).toBe(key)
  expect(openKey(sealed, 'another secret')).toBeNull()
  expect(openKey('', 'a secret of the service')).toBeNull()
  const changed = `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`
  expect(openKey(changed, 'a secret of the service')).toBeNull()
})
