// A set of small numbers, one bit each: what lets a hundred thousand contributions be counted in a millisecond.

export type Bitmap = { words: Uint32Array }

export const emptyBitmap = (): Bitmap => ({ words: new Uint32Array(4) })

/** Adds a number, zero or more; the set grows as needed. */
export function add(bitmap: Bitmap, at: number): void {
  const word = at >>> 5
  if (word >= bitmap.words.length) {
    const grown = new Uint32Array(Math.max(word + 1, bitmap.words.length * 2))
    grown.set(bitmap.words)
    bitmap.words = grown
  }
  bitmap.words[word]! |= 1 << (at & 31)
}

export function remove(bitmap: Bitmap, at: number): void {
  const word = at >>> 5
  if (word < bitmap.words.length) bitmap.words[word]! &= ~(1 << (at & 31))
}

export const has = (bitmap: Bitmap, at: number): boolean => ((bitmap.words[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0

/** What is in both. */
export function both(one: Bitmap, other: Bitmap): Bitmap {
  const length = Math.min(one.words.length, other.words.length)
  const words = new Uint32Array(length)
  for (let word = 0; word < length; word++) words[word] = one.words[word]! & other.words[word]!
  return { words }
}

/** What is in the one and not in the other. */
export function but(one: Bitmap, other: Bitmap): Bitmap {
  const words = one.words.slice()
  const length = Math.min(words.length, other.words.length)
  for (let word = 0; word < length; word++) words[word]! &= ~other.words[word]!
  return { words }
}

/** What is in any. */
export function any(bitmaps: readonly Bitmap[]): Bitmap {
  const words = new Uint32Array(Math.max(1, ...bitmaps.map((each) => each.words.length)))
  for (const bitmap of bitmaps)
    for (let word = 0; word < bitmap.words.length; word++) words[word]! |= bitmap.words[word]!
  return { words }
}

/** The set of these numbers. */
export function bitmapOf(numbers: Iterable<number>): Bitmap {
  const bitmap = emptyBitmap()
  for (const each of numbers) add(bitmap, each)
  return bitmap
}

/** Its numbers, the smallest first. */
export function numbersOf(bitmap: Bitmap): number[] {
  const numbers: number[] = []
  for (const [at, word] of bitmap.words.entries())
    for (let left = word; left !== 0; left &= left - 1) numbers.push(at * 32 + 31 - Math.clz32(left & -left))
  return numbers
}

/** How many numbers it holds. */
export function size(bitmap: Bitmap): number {
  let total = 0
  for (const word of bitmap.words) total += ones(word)
  return total
}

/** How many are in both, without making the set. */
export function sizeOfBoth(one: Bitmap, other: Bitmap): number {
  const length = Math.min(one.words.length, other.words.length)
  let total = 0
  for (let word = 0; word < length; word++) {
    const shared = one.words[word]! & other.words[word]!
    if (shared !== 0) total += ones(shared)
  }
  return total
}

// Ones of 32 bits, added up by pairs, fours, then eights.
function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555)
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333)
  return (((sum + (sum >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
