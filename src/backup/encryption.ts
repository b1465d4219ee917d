import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { BrokenArchive } from './tar.ts'

/*
 * An encrypted archive: a head, a salt, then chunks of AES-256-GCM. The key is made of the key file's words and the salt by
 * scrypt, so it is another for each archive; a chunk's nonce is its number, and says whether it is the last. So a chunk that was
 * changed, moved, left out or added, and an end that was cut off, are found before anything of them is used.
 */
const head = Buffer.from('open-pep-encrypted-backup 1\n')
const saltBytes = 16
const tagBytes = 16
const chunkBytes = 64 * 1024
const cipher = 'aes-256-gcm'
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

const keyOf = (words: string, salt: Buffer): Promise<Buffer> =>
  (promisify(scrypt) as (words: string, salt: Buffer, length: number, cost: object) => Promise<Buffer>)(
    words.normalize('NFC'),
    salt,
    32,
    cost
  )

function nonceOf(chunk: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(chunk), 0)
  nonce[11] = last ? 1 : 0
  return nonce
}

export async function* encrypted(plain: AsyncIterable<Uint8Array>, words: string): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(saltBytes)
  const key = await keyOf(words, salt)
  yield Buffer.concat([head, salt])
  for await (const { bytes, number, last } of chunksOf(plain, chunkBytes)) {
    const sealing = createCipheriv(cipher, key, nonceOf(number, last), { authTagLength: tagBytes })
    yield Buffer.concat([sealing.update(bytes), sealing.final(), sealing.getAuthTag()])
  }
}

export async function* decrypted(sealed: AsyncIterable<Uint8Array>, words: string): AsyncGenerator<Uint8Array> {
  const chunks = sealed[Symbol.asyncIterator]()
  let begun = Buffer.alloc(0)
  while (begun.length < head.length + saltBytes) {
    const { value, done } = await chunks.next()
    if (done) throw new BrokenArchive('The archive ends too early: it was cut off.')
    begun = Buffer.concat([begun, value])
  }
  const key = await keyOf(words, begun.subarray(head.length, head.length + saltBytes))
  const rest = begun.subarray(head.length + saltBytes)
  async function* body(): AsyncGenerator<Uint8Array> {
    yield rest
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  for await (const { bytes, number, last } of chunksOf(body(), chunkBytes + tagBytes)) {
    if (bytes.length < tagBytes) throw new BrokenArchive('The archive ends too early: it was cut off.')
    const opening = createDecipheriv(cipher, key, nonceOf(number, last), { authTagLength: tagBytes })
    opening.setAuthTag(bytes.subarray(-tagBytes))
    const plain = opening.update(bytes.subarray(0, -tagBytes))
    try {
      opening.final()
    } catch {
      throw new BrokenArchive(
        number === 0
          ? 'The key is not the one that this backup was encrypted with, or its beginning was changed.'
          : 'The encrypted backup was changed or cut off.'
      )
    }
    yield plain
  }
}

/** Whether an archive's first bytes say that it is encrypted. */
export const isEncrypted = (first: Uint8Array): boolean => head.equals(first.subarray(0, head.length))

interface Chunk {
  readonly bytes: Buffer
  readonly number: number
  readonly last: boolean
}

/** The stream in pieces of one size, the last one shorter or as long; an empty stream is one empty piece. */
async function* chunksOf(stream: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Chunk> {
  let held = Buffer.alloc(0)
  let number = 0
  for await (const bytes of stream) {
    held = Buffer.concat([held, bytes])
    let from = 0
    // What is held back may be the last piece.
    for (; held.length - from > size; from += size)
      yield { bytes: held.subarray(from, from + size), number: number++, last: false }
    held = held.subarray(from)
  }
  yield { bytes: held, number, last: true }
}
