// From what people type and tick to the parts they mean: times, lines of a transcript, squares laid over a picture.

import type { Region, Span } from '#core/media/media.tables.ts'
import { clock } from '#ui/durations.ts'

/** What is ticked over a picture: so many squares across, so many down. On a phone, a finger is as wide as one. */
export const columns = 6
export const rows = 4
export const cellCount = columns * rows

const latinDigits = (typed: string): string =>
  typed
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))

/** Milliseconds from “1:23,4”, “1:02:03” or “83”; undefined for anything else. */
export function readTime(typed: string): number | undefined {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,٫](\d{1,3}))?$/.exec(latinDigits(typed.trim()))
  if (!match) return undefined
  const [, hours = '0', minutes = '0', seconds = '0', part = ''] = match
  if (match[2] !== undefined && Number(seconds) > 59) return undefined
  if (match[1] !== undefined && Number(minutes) > 59) return undefined
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(part.padEnd(3, '0'))
}

/** “1:23,4” to the tenth of a second, as hints of forms write it and readTime() reads it back. */
export function writeTime(ms: number, locale: string): string {
  const tenths = Math.round(ms / 100)
  const part = tenths % 10
  return `${clock(tenths * 100)}${part > 0 ? `${locale === 'fr' ? ',' : '.'}${part}` : ''}`
}

/** Lines of a transcript that follow one another are one span; the silence between them goes too. */
const nearMs = 700

/** The spans of the lines ticked, in order. */
export function spansOfLines(lines: readonly Span[]): Span[] {
  const spans: Span[] = []
  for (const line of lines.toSorted((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms)) {
    const last = spans.at(-1)
    if (last && line.start_ms - last.end_ms <= nearMs) last.end_ms = Math.max(last.end_ms, line.end_ms)
    else spans.push({ ...line })
  }
  return spans
}

/** Few rectangles that cover exactly the squares ticked: runs of each row, joined with the same run of the row above. */
export function regionsOfCells(cells: readonly number[]): Region[] {
  const ticked = new Set(cells)
  const found: { from: number; to: number; top: number; bottom: number }[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (!ticked.has(row * columns + column)) continue
      const from = column
      while (column + 1 < columns && ticked.has(row * columns + column + 1)) column++
      const above = found.find((each) => each.bottom === row && each.from === from && each.to === column + 1)
      if (above) above.bottom = row + 1
      else found.push({ from, to: column + 1, top: row, bottom: row + 1 })
    }
  return found.map(({ from, to, top, bottom }) => ({
    x: from / columns,
    y: top / rows,
    w: (to - from) / columns,
    h: (bottom - top) / rows,
  }))
}

/** The one rectangle around all the squares ticked. */
export function regionAround(cells: readonly number[]): Region | null {
  const parts = regionsOfCells(cells)
  if (parts.length === 0) return null
  const [x, y] = [Math.min(...parts.map((each) => each.x)), Math.min(...parts.map((each) => each.y))]
  return {
    x,
    y,
    w: Math.max(...parts.map((each) => each.x + each.w)) - x,
    h: Math.max(...parts.map((each) => each.y + each.h)) - y,
  }
}

/** From percents as typed; null when nothing is typed, undefined when it is no part of the picture. */
export function regionOfPercents(typed: Record<'x' | 'y' | 'w' | 'h', string>): Region | null | undefined {
  const texts = [typed.x, typed.y, typed.w, typed.h].map((text) => latinDigits(text.trim()).replace(/[,٫]/, '.'))
  if (texts.every((text) => text === '')) return null
  const [x = NaN, y = NaN, w = NaN, h = NaN] = texts.map((text) =>
    /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Number(text) / 100 : NaN,
  )
  // Negated, so that NaN is wrong too. A little beyond the edge is the edge.
  if (!(x < 1 && y < 1 && w > 0 && h > 0 && x + w <= 1.001 && y + h <= 1.001)) return undefined
  return { x, y, w: Math.min(w, 1 - x), h: Math.min(h, 1 - y) }
}

/** Her family name, as names are most often said: all but the first word. '' when there is one only. */
export const surnameOf = (name: string): string => name.trim().split(/\s+/).slice(1).join(' ')
