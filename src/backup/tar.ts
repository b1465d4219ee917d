/** One file in an archive. */
export interface Entry {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The archive cannot be read: not one of ours, cut off, or changed on the way. */
export class BrokenArchive extends Error {
  override readonly name = 'BrokenArchive'
}

const block = 512
const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`
const padding = (size: number): number => (block - (size % block)) % block

const sumOf = (header: Uint8Array): number =>
  header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)

/** A ustar header and the bytes: any `tar` can list and take out what we write. */
export function* packed({ name, bytes }: Entry): Generator<Uint8Array> {
  const header = Buffer.alloc(block)
  if (Buffer.byteLength(name) > 100) throw new Error(`The name ${name} is too long for an archive.`)
  header.write(name, 0)
  header.write(octal(0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(bytes.length, 12), 124)
  header.write(octal(0, 12), 136)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${octal(sumOf(header), 7)} `, 148)
  yield header
  yield bytes
  if (padding(bytes.length) > 0) yield Buffer.alloc(padding(bytes.length))
}

export const archiveEnd: Uint8Array = Buffer.alloc(2 * block)

/** Nothing that we write is longer: a header that claims more is not believed. */
const longest = 256 * 1024 * 1024

/** The entries of an archive, one after the other; throws `BrokenArchive` where it is cut off or not an archive. */
export async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const take = reader(source)
  for (;;) {
    const header = await take(block)
    if (header.every(byte => byte === 0)) return
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
    const sum = Number.parseInt(header.toString('latin1', 148, 154), 8)
    if (header.toString('latin1', 257, 262) !== 'ustar' || sum !== sumOf(header) || !(size >= 0 && size <= longest))
      throw new BrokenArchive('This is not an archive of Open PEP, or it was damaged.')
    const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '')
    const bytes = await take(size)
    await take(padding(size))
    yield { name, bytes }
  }
}

/** Hands out exact lengths from a stream of chunks. */
function reader(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]()
  let held: Uint8Array[] = []
  let length = 0
  return async (wanted: number): Promise<Buffer> => {
    while (length < wanted) {
      const { value, done } = await chunks.next()
      if (done) throw new BrokenArchive('The archive ends too early: it was cut off.')
      held.push(value)
      length += value.length
    }
    const all =
      held.length === 1 && held[0]
        ? Buffer.from(held[0].buffer, held[0].byteOffset, held[0].length)
        : Buffer.concat(held)
    held = [all.subarray(wanted)]
    length -= wanted
    return all.subarray(0, wanted)
  }
}
