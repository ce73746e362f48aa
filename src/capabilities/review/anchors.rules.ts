// Finding again, in today's words, the passage a remark is about. Pure. A remark keeps its quote and where it began in
// `plainTextOf` of the revision it was made on; when words before it moved, the nearest same passage is taken.

export type Anchor = { quote: string; start: number }
export type Passage = { start: number; end: number }

/** A function that finds passages in one text; what it prepares is prepared once, when first needed. */
export function passagesOf(plain: string): (anchor: Anchor) => Passage | undefined {
  let squeezed: Squeezed | undefined
  return (anchor) => {
    const quote = anchor.quote.replace(/^\uFFFD+|\uFFFD+$/g, '').trim()
    if (quote === '') return undefined
    const exact = nearest(plain, quote, anchor.start)
    if (exact !== undefined) return whole(plain, { start: exact, end: exact + quote.length })
    squeezed ??= squeeze(plain)
    return locateSqueezed(squeezed, quote, anchor.start)
  }
}

/** Where `wanted` stands in `text`, the nearest to `around`. */
function nearest(text: string, wanted: string, around: number): number | undefined {
  if (text.startsWith(wanted, around)) return around
  let best: number | undefined
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (best !== undefined && Math.abs(at - around) >= Math.abs(best - around)) break
    best = at
  }
  return best
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The passage up to whole signs: an accent, a vowel mark or a joined emoji is never cut in two. */
function whole(plain: string, { start, end }: Passage): Passage {
  const segments = graphemes.segment(plain)
  const first = segments.containing(start)
  const last = segments.containing(end - 1)
  return { start: first?.index ?? start, end: last ? last.index + last.segment.length : end }
}

/** The signs of a text that count when a passage was copied by hand, each with its place. */
type Squeezed = { text: string; starts: number[]; ends: number[] }

// Line ends, spaces and invisible marks of direction are lost or changed when people copy; accents may be composed anew.
const uncounted = /^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u

function squeeze(plain: string): Squeezed {
  const squeezed: Squeezed = { text: '', starts: [], ends: [] }
  for (const { segment, index } of graphemes.segment(plain)) {
    if (uncounted.test(segment)) continue
    const sign = segment.normalize('NFC').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    squeezed.text += sign
    for (let unit = 0; unit < sign.length; unit++) {
      squeezed.starts.push(index)
      squeezed.ends.push(index + segment.length)
    }
  }
  return squeezed
}

function locateSqueezed(squeezed: Squeezed, quote: string, around: number): Passage | undefined {
  const wanted = squeeze(quote).text
  if (wanted === '') return undefined
  // How many counted signs come before the place.
  let before = squeezed.starts.findIndex((start) => start >= around)
  if (before < 0) before = squeezed.starts.length
  const at = nearest(squeezed.text, wanted, before)
  if (at === undefined) return undefined
  const [start, end] = [squeezed.starts[at], squeezed.ends[at + wanted.length - 1]]
  return start === undefined || end === undefined ? undefined : { start, end }
}

// Infinity minus itself is not a number.
const afterAll = Number.MAX_SAFE_INTEGER

export type Placed<Thing> = { thing: Thing; number: number; passage: Passage | undefined }

/** Remarks numbered in the order of the text; those whose passage is no longer there come last. */
export function placeRemarks<Thing extends Anchor>(plain: string, remarks: readonly Thing[]): Placed<Thing>[] {
  const find = passagesOf(plain)
  return remarks
    .map((thing) => ({ thing, passage: find(thing) }))
    .sort(
      (a, b) =>
        (a.passage?.start ?? afterAll) - (b.passage?.start ?? afterAll) ||
        (a.passage?.end ?? 0) - (b.passage?.end ?? 0),
    )
    .map((placed, index) => ({ ...placed, number: index + 1 }))
}
