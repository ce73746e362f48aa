// Timestamps of WebVTT, exactly as its specification collects them (§6.3). Pure.

/** Undefined when the whole text is not a WebVTT timestamp. */
export function readStrictTime(text: string): number | undefined {
  const found = /^(\d+):(\d\d)(?::(\d\d))?\.(\d{3})$/.exec(text)
  if (!found) return undefined
  const [, first = '', second = '', third, rest = ''] = found
  // Two digits up to 59 may be minutes; anything else can only be hours, and hours ask for three parts.
  const mayBeMinutes = first.length === 2 && Number(first) <= 59
  if (third === undefined && !mayBeMinutes) return undefined
  const [hours, minutes, seconds] =
    third === undefined ? [0, Number(first), Number(second)] : [Number(first), Number(second), Number(third)]
  if (minutes > 59 || seconds > 59) return undefined
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number(rest)
}

const timing = /^[\t\f ]*([\d:.]+)[\t\f ]*-->[\t\f ]*([\d:]+\.\d+)/

/** The two times of a cue's line. Settings after them say where to draw: nothing of what is said. */
export function readTiming(line: string): { start: number; end: number } | undefined {
  const found = timing.exec(line)
  const [start, end] = [readStrictTime(found?.[1] ?? ''), readStrictTime(found?.[2] ?? '')]
  return start === undefined || end === undefined ? undefined : { start, end }
}
