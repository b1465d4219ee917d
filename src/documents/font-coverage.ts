import { readFileSync } from 'node:fs'

/** A TrueType font's character map: which code points it has a glyph for. */
export type Coverage = (codePoint: number) => boolean

type Range = readonly [from: number, to: number]

const tableOffset = (font: DataView, name: string): number => {
  const tables = font.getUint16(4)
  for (let index = 0; index < tables; index += 1) {
    const at = 12 + index * 16
    const tag = String.fromCharCode(...[0, 1, 2, 3].map(byte => font.getUint8(at + byte)))
    if (tag === name) return font.getUint32(at + 8)
  }
  throw new Error(`The font has no table "${name}".`)
}

/** Format 12: whole groups of code points. */
const wideRanges = (font: DataView, at: number): Range[] =>
  Array.from({ length: font.getUint32(at + 12) }, (_, group) => {
    const start = at + 16 + group * 12
    return [font.getUint32(start), font.getUint32(start + 4)] as const
  })

/** Format 4: segments of the basic plane; a segment may map some of its code points to no glyph. */
const basicRanges = (font: DataView, at: number): Range[] => {
  const segments = font.getUint16(at + 6) / 2
  const ranges: Range[] = []
  for (let segment = 0; segment < segments; segment += 1) {
    const end = font.getUint16(at + 14 + segment * 2)
    const start = font.getUint16(at + 16 + (segments + segment) * 2)
    const delta = font.getUint16(at + 16 + (2 * segments + segment) * 2)
    const offsetAt = at + 16 + (3 * segments + segment) * 2
    const offset = font.getUint16(offsetAt)
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph = offset === 0 ? code + delta : font.getUint16(offsetAt + offset + (code - start) * 2)
      if ((glyph & 0xffff) !== 0) ranges.push([code, code])
    }
  }
  return ranges
}

export const fontCoverage = (path: string): Coverage => {
  const bytes = readFileSync(path)
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const cmap = tableOffset(font, 'cmap')
  const covered = new Set<number>()
  for (let index = 0; index < font.getUint16(cmap + 2); index += 1) {
    const at = cmap + font.getUint32(cmap + 4 + index * 8 + 4)
    const format = font.getUint16(at)
    const ranges = format === 12 ? wideRanges(font, at) : format === 4 ? basicRanges(font, at) : []
    for (const [from, to] of ranges) for (let code = from; code <= to; code += 1) covered.add(code)
  }
  return codePoint => covered.has(codePoint)
}
