// The two things to know of a font before drawing words with it: which letters it has, and how wide each is. Reads a
// TrueType file's `cmap` and `hmtx` tables (OpenType 1.9), nothing else; shaping is left to who draws.

export type Font = {
  family: string
  /** Whether the font draws this code point. */
  has(codePoint: number): boolean
  /** Width of a code point drawn alone, in parts of the font's size; 0 for one it does not have. */
  widthOf(codePoint: number): number
}

/** Throws when the file is no TrueType font with a Unicode map: a font of ours is broken, not something typed. */
export function readFont(family: string, bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<string, number>()
  for (let index = 0; index < view.getUint16(4); index++) {
    const at = 12 + index * 16
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8))
  }
  const table = (name: string): number => {
    const offset = tables.get(name)
    if (offset === undefined) throw new Error(`${family}: no table ${name}`)
    return offset
  }
  const glyphs = glyphsOf(view, table('cmap'), family)
  const unitsPerEm = view.getUint16(table('head') + 18)
  const widths = view.getUint16(table('hhea') + 34)
  const hmtx = table('hmtx')
  return {
    family,
    has: (codePoint) => glyphs.has(codePoint),
    widthOf: (codePoint) => {
      const glyph = glyphs.get(codePoint)
      return glyph === undefined ? 0 : view.getUint16(hmtx + Math.min(glyph, widths - 1) * 4) / unitsPerEm
    },
  }
}

/** Glyph of each code point, from the widest Unicode map: format 12, else format 4. */
function glyphsOf(view: DataView, cmap: number, family: string): Map<number, number> {
  const maps = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, index) => cmap + view.getUint32(cmap + 8 + index * 8),
  )
  for (const [format, read] of [
    [12, readGroups],
    [4, readSegments],
  ] as const) {
    const at = maps.find((each) => view.getUint16(each) === format)
    if (at !== undefined) return read(view, at)
  }
  throw new Error(`${family}: no Unicode map`)
}

function readGroups(view: DataView, at: number): Map<number, number> {
  const glyphs = new Map<number, number>()
  for (let index = 0; index < view.getUint32(at + 12); index++) {
    const group = at + 16 + index * 12
    const [start, end, first] = [view.getUint32(group), view.getUint32(group + 4), view.getUint32(group + 8)]
    for (let code = start; code <= end; code++) if (first + code - start > 0) glyphs.set(code, first + code - start)
  }
  return glyphs
}

function readSegments(view: DataView, at: number): Map<number, number> {
  const glyphs = new Map<number, number>()
  const doubled = view.getUint16(at + 6)
  for (let index = 0; index < doubled; index += 2) {
    const end = view.getUint16(at + 14 + index)
    const start = view.getUint16(at + 16 + doubled + index)
    const delta = view.getUint16(at + 16 + doubled * 2 + index)
    const rangeAt = at + 16 + doubled * 3 + index
    const range = view.getUint16(rangeAt)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const found = range === 0 ? code : view.getUint16(rangeAt + range + (code - start) * 2)
      const glyph = found === 0 ? 0 : (found + delta) & 0xffff
      if (glyph !== 0) glyphs.set(code, glyph)
    }
  }
  return glyphs
}
