import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { decrypted, encrypted, isEncrypted } from './encryption.ts'

const key = 'a key of thirty-two characters or more'
const chunk = 64 * 1024
const headAndSalt = 28 + 16

const all = async (stream: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(stream))
/** As a file comes: in pieces that keep to no border of ours. */
const inPieces = (bytes: Buffer, size = 50_001) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size))
  )
const seal = (plain: Buffer) => all(encrypted(inPieces(plain), key))
const open = (sealed: Buffer, words = key) => all(decrypted(inPieces(sealed), words))

test.each([0, chunk, 3 * chunk + 7])('%i bytes come back as they were', async size => {
  const plain = randomBytes(size)
  const sealed = await seal(plain)
  expect(isEncrypted(sealed)).toBe(true)
  expect(await open(sealed)).toEqual(plain)
})

test('the same bytes are never encrypted the same', async () => {
  const [one, other] = [await seal(Buffer.from('words')), await seal(Buffer.from('words'))]
  expect(one.subarray(headAndSalt).equals(other.subarray(headAndSalt))).toBe(false)
})

const sealedChunk = chunk + 16
let sealed: Buffer
beforeAll(async () => {
  sealed = await seal(randomBytes(3 * chunk + 7))
})
const part = (from: number, to?: number) =>
  sealed.subarray(headAndSalt + from * sealedChunk, to === undefined ? undefined : headAndSalt + to * sealedChunk)
const begin = () => sealed.subarray(0, headAndSalt)

test.each<[string, () => Buffer, RegExp]>([
  ['cut off between two chunks', () => Buffer.concat([begin(), part(0, 2)]), /changed or cut off/],
  ['cut off in a chunk', () => sealed.subarray(0, -5), /changed or cut off/],
  ['cut off in its head', () => sealed.subarray(0, 30), /too early/],
  ['with two chunks exchanged', () => Buffer.concat([begin(), part(0, 1), part(2, 3), part(1, 2), part(3)]), /changed/],
  ['without a chunk', () => Buffer.concat([begin(), part(0, 1), part(2)]), /changed/],
  ['with more behind it', () => Buffer.concat([sealed, Buffer.from('more')]), /changed/],
  [
    'with one bit changed',
    () => {
      const bytes = Buffer.from(sealed)
      bytes[headAndSalt + sealedChunk + 9] = (bytes[headAndSalt + sealedChunk + 9] ?? 0) ^ 1
      return bytes
    },
    /changed/
  ]
])('%s: refused', async (_name, change, words) => {
  await expect(open(change())).rejects.toThrow(words)
})

test('with another key: refused, and said so', async () => {
  await expect(open(sealed, `${key}.`)).rejects.toThrow(/The key is not the one/)
})
