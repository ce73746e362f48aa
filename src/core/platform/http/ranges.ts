// A part of a file, as players and maps ask for it (RFC 9110 §14): one range at a time (SEC-38).

/** Both ends included. */
export type Range = { start: number; end: number }

/**
 * Reads a `Range` for a file of `size` bytes: the part, 'whole' when nothing (that is understood) is asked, or
 * 'refused' (416) when the part is not in the file or several are asked at once.
 */
export function rangeOf(asked: string | undefined, size: number): Range | 'whole' | 'refused' {
  const [, list] = /^bytes=(.*)$/i.exec(asked?.trim() ?? '') ?? []
  if (list === undefined) return 'whole'
  if (list.includes(',')) return 'refused'
  const [found, first = '', last = ''] = /^\s*(\d{0,15})-(\d{0,15})\s*$/.exec(list) ?? []
  if (found === undefined || (!first && !last)) return 'refused'
  const range = first
    ? { start: Number(first), end: last ? Math.min(Number(last), size - 1) : size - 1 }
    : { start: Math.max(0, size - Number(last)), end: size - 1 }
  return range.start <= range.end ? range : 'refused'
}
