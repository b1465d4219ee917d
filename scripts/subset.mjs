/** A TrueType font with some of its letters only. Its rules for joining letters go, so it suits scripts that have none. */

const round4 = length => (length + 3) & ~3

function tablesOf(ttf) {
  const entries = Array.from({ length: ttf.readUInt16BE(4) }, (_, index) => {
    const at = 12 + index * 16
    return [
      ttf.toString('latin1', at, at + 4),
      ttf.subarray(ttf.readUInt32BE(at + 8), ttf.readUInt32BE(at + 8) + ttf.readUInt32BE(at + 12))
    ]
  })
  return new Map(entries)
}

/** Which glyph draws each of these code points. */
function glyphsOf(cmap, wanted) {
  const found = new Map()
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4))
    if (table.readUInt16BE(0) !== 4) continue
    const segments = table.readUInt16BE(6) / 2
    for (let segment = 0; segment < segments; segment += 1) {
      const [end, start] = [table.readUInt16BE(14 + segment * 2), table.readUInt16BE(16 + (segments + segment) * 2)]
      const delta = table.readUInt16BE(16 + (2 * segments + segment) * 2)
      const offsetAt = 16 + (3 * segments + segment) * 2
      const offset = table.readUInt16BE(offsetAt)
      for (let code = start; code <= end && code < 0xffff; code += 1) {
        if (!wanted(code)) continue
        const plain = offset === 0 ? code : table.readUInt16BE(offsetAt + offset + (code - start) * 2)
        const glyph = plain === 0 ? 0 : (plain + delta) & 0xffff
        if (glyph !== 0) found.set(code, glyph)
      }
    }
  }
  return found
}

/** The glyphs that a glyph is put together from. */
function partsOf(glyph) {
  const parts = []
  if (glyph.length === 0 || glyph.readInt16BE(0) >= 0) return parts
  for (let at = 10, more = true; more; ) {
    const flags = glyph.readUInt16BE(at)
    parts.push(glyph.readUInt16BE(at + 2))
    const scale = flags & 0x08 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0
    at += 4 + (flags & 0x01 ? 4 : 2) + scale
    more = (flags & 0x20) !== 0
  }
  return parts
}

function cmapFor(glyphs) {
  const codes = [...glyphs.keys()].sort((a, b) => a - b)
  const table = Buffer.alloc(12 + 16 + codes.length * 12)
  table.writeUInt16BE(1, 2)
  table.writeUInt16BE(3, 4)
  table.writeUInt16BE(10, 6)
  table.writeUInt32BE(12, 8)
  table.writeUInt16BE(12, 12)
  table.writeUInt32BE(16 + codes.length * 12, 16)
  table.writeUInt32BE(codes.length, 24)
  codes.forEach((code, index) => {
    const at = 28 + index * 12
    table.writeUInt32BE(code, at)
    table.writeUInt32BE(code, at + 4)
    table.writeUInt32BE(glyphs.get(code), at + 8)
  })
  return table
}

/**
 * @param {Buffer} ttf
 * @param {(codePoint: number) => boolean} wanted
 * @returns {Buffer}
 */
export function subset(ttf, wanted) {
  const tables = tablesOf(ttf)
  const [glyf, loca, cmap, head] = ['glyf', 'loca', 'cmap', 'head'].map(tag => tables.get(tag))
  const wide = head.readInt16BE(50) === 1
  const at = index => (wide ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2)
  const count = loca.length / (wide ? 4 : 2) - 1
  const glyph = index => glyf.subarray(at(index), at(index + 1))
  const glyphs = glyphsOf(cmap, wanted)
  const kept = new Set([0, ...glyphs.values()])
  for (const index of kept) for (const part of partsOf(glyph(index))) kept.add(part)

  const pieces = Array.from({ length: count }, (_, index) => (kept.has(index) ? glyph(index) : Buffer.alloc(0)))
  const starts = Buffer.alloc((count + 1) * 4)
  let length = 0
  const padded = pieces.map((piece, index) => {
    starts.writeUInt32BE(length, index * 4)
    length += round4(piece.length)
    return Buffer.concat([piece], round4(piece.length))
  })
  starts.writeUInt32BE(length, count * 4)
  const newHead = Buffer.from(head)
  newHead.writeInt16BE(1, 50)
  const post = Buffer.from(tables.get('post').subarray(0, 32))
  post.writeUInt32BE(0x00030000, 0)
  const unchanged = ['OS/2', 'cvt ', 'fpgm', 'gasp', 'hhea', 'hmtx', 'maxp', 'name', 'prep']
  const all = [
    ...unchanged.flatMap(tag => (tables.has(tag) ? [[tag, tables.get(tag)]] : [])),
    ...[
      ['cmap', cmapFor(glyphs)],
      ['glyf', Buffer.concat(padded)],
      ['head', newHead],
      ['loca', starts],
      ['post', post]
    ]
  ].sort(([one], [other]) => (one < other ? -1 : 1))
  return assemble(all)
}

function assemble(tables) {
  const directory = Buffer.alloc(12 + tables.length * 16)
  directory.writeUInt32BE(0x00010000, 0)
  directory.writeUInt16BE(tables.length, 4)
  let offset = directory.length
  const bodies = tables.map(([tag, data], index) => {
    const at = 12 + index * 16
    directory.write(tag, at, 'latin1')
    directory.writeUInt32BE(offset, at + 8)
    directory.writeUInt32BE(data.length, at + 12)
    offset += round4(data.length)
    return Buffer.concat([data], round4(data.length))
  })
  return Buffer.concat([directory, ...bodies])
}
