import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

export type Encoding = 'utf8' | 'cp1252' | 'utf16-le' | 'utf16-be'

const sliceSize = 1 << 16

/** UTF-16 by its mark, or by the zero bytes that Latin text has in it; else UTF-8 where valid; else what Windows in England writes. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16-le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16-be'
  const start = bytes.subarray(0, 200)
  const zeros = (parity: number) => start.filter((byte, at) => byte === 0 && at % 2 === parity).length
  if (zeros(1) > start.length / 4) return 'utf16-le'
  if (zeros(0) > start.length / 4) return 'utf16-be'
  return isUtf8(bytes) ? 'utf8' : 'cp1252'
}

/** The bytes as UTF-8 without its mark, a slice at a time, so that a file of 50,000 rows never blocks the server. */
export function* utf8Slices(bytes: Uint8Array, encoding: Encoding): Generator<Buffer> {
  const decoder = encoding === 'utf8' ? null : iconv.getDecoder(encoding === 'cp1252' ? 'windows-1252' : encoding)
  const marked = encoding === 'utf8' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  for (let at = marked ? 3 : 0; at < bytes.length; at += sliceSize) {
    const slice = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(sliceSize, bytes.length - at))
    yield decoder ? Buffer.from(decoder.write(slice)) : slice
  }
  const rest = decoder?.end()
  if (rest) yield Buffer.from(rest)
}
