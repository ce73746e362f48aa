// How much of a file each request carries. Where something between holds a request whole before passing it on, a cut
// costs one of them: they begin small, and grow on a line that carries them at once, since each costs the server the
// same whatever it holds.

export const firstChunk = 8_000_000
const largestChunk = 128_000_000
const quick_ms = 2_000

/** Bytes of the next request, after one of `size` bytes that took this long. */
export const nextChunk = (size: number, took_ms: number): number =>
  took_ms < quick_ms ? Math.min(size * 2, largestChunk) : firstChunk
