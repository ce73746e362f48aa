// Dates people are not sure of, in EDTF (ISO 8601-2): what they say about time, without pretending to know more.

import parse from 'edtf'

export type Period = { readonly start: string; readonly end: string }

export function isEdtf(text: string): boolean {
  return boundsOf(text) !== undefined
}

/** Whether a date says of itself that nobody is sure of it: `1974~`, `1974?`, `196X`. */
export const isAbout = (text: string): boolean => /[~?%X]/.test(text)

// The same few thousand dates come back, and reading one takes a third of a millisecond.
const known = new Map<string, Period | undefined>()
const maxKnown = 5_000

/** First and last day that an EDTF text may cover, `{ start: '1969-01-01', end: '1969-01-31' }`; undefined if unreadable. */
export function boundsOf(text: string): Period | undefined {
  if (text === '' || text.length > 60) return undefined
  if (!known.has(text)) {
    if (known.size >= maxKnown) known.clear()
    known.set(text, readBounds(text))
  }
  return known.get(text)
}

function readBounds(text: string): Period | undefined {
  try {
    const date = parse(text, { level: 2 })
    if (!Number.isFinite(date.min)) return undefined
    // "1969/..": still going on. A day far ahead keeps comparisons simple.
    const [start, end] = [dayOf(date.min), Number.isFinite(date.max) ? dayOf(date.max) : '9999-12-31']
    return start && end ? { start, end } : undefined
  } catch {
    // The parser's only way to say no.
    return undefined
  }
}

function dayOf(milliseconds: number): string | undefined {
  const iso = new Date(milliseconds).toISOString()
  // Only common-era years of four digits: a life story does not need more, and date columns stay comparable.
  return /^\d{4}-/.test(iso) ? iso.slice(0, 10) : undefined
}
