import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { codesFor, howManyCodes, recoveryDigest } from './recovery-codes.ts'

const seal = (words: string) => createHmac('sha256', 'a secret').update(words).digest()

it('are ten different ones, of twelve figures in groups of four, the same for the same word and others for another', () => {
  const codes = codesFor(seal, 'jo', 'one')
  expect(new Set(codes).size).toBe(howManyCodes)
  for (const code of codes) expect(code).toMatch(/^\d{4} \d{4} \d{4}$/)
  expect(codesFor(seal, 'jo', 'one')).toEqual(codes)
  for (const others of [codesFor(seal, 'jo', 'two'), codesFor(seal, 'ali', 'one')])
    expect(others.filter(code => codes.includes(code))).toEqual([])
})

it('are kept the same however they are typed, and differently for each person', () => {
  const kept = recoveryDigest(seal, 'jo', '1234 5678 9012')
  expect(recoveryDigest(seal, 'jo', ' 1234-5678-9012 ')).toEqual(kept)
  expect(recoveryDigest(seal, 'jo', '123456789012')).toEqual(kept)
  expect(recoveryDigest(seal, 'ali', '123456789012')).not.toEqual(kept)
})

it.each(['', '123456', '1234 5678 901', '1234 5678 901x'])('%j is none', typed =>
  expect(recoveryDigest(seal, 'jo', typed)).toBeNull()
)
