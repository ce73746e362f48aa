// Instants of a sound, written and read: 00:01:02.345. Pure, and used in browsers too.

const two = (value: number): string => String(value).padStart(2, '0')

/** 62345 is `00:01:02.345`. `comma`: as SubRip writes it. */
export function writeTime(ms: number, point: '.' | ',' = '.'): string {
  const whole = Math.max(0, Math.round(ms))
  const [seconds, rest] = [Math.floor(whole / 1000), whole % 1000]
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${clock}${point}${String(rest).padStart(3, '0')}`
}

/** 62345 is `1:02`, 3662000 is `1:01:02`: for people who look. */
export function shortTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

export const looseTime = String.raw`(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?`

/** As people and recorders write it: `1:02`, `00:01:02`, `00:01:02,345`. Undefined when it is none. */
export function readTime(text: string): number | undefined {
  const found = new RegExp(`^${looseTime}$`).exec(text.trim())
  return found ? timeOf(found.slice(1)) : undefined
}

/** From the four parts of `looseTime`. */
export function timeOf([hours = '0', minutes = '0', seconds = '0', rest = '0']: readonly (string | undefined)[]):
  | number
  | undefined {
  if (Number(seconds) > 59 || (hours !== '0' && Number(minutes) > 59)) return undefined
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(rest.padEnd(3, '0'))
}
