// Lengths of sounds in figures and in words, the same on the server and in browsers.

import { remembered } from '#core/platform/remembered.ts'

/** “1:23”, “1:02:03”. Milliseconds. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** “2 minutes 31 secondes”, as that language says it; BCP 47. */
export function inWords(ms: number, language: string): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const parts = [
    ['hour', Math.floor(seconds / 3600)],
    ['minute', Math.floor(seconds / 60) % 60],
    ['second', seconds % 60],
  ] as const
  const said = parts.filter(([, value]) => value > 0)
  const { units, joiner } = formatsOf(language)
  return joiner.format((said.length > 0 ? said : parts.slice(2)).map(([unit, value]) => units[unit].format(value)))
}

/** Whole minutes for a card: never none. */
export const minutesIn = (ms: number): number => Math.max(1, Math.round(ms / 60_000))

type Formats = { units: Record<'hour' | 'minute' | 'second', Intl.NumberFormat>; joiner: Intl.ListFormat }
const formats = remembered<Formats>(50)

const formatsOf = (language: string): Formats =>
  formats(language, () => {
    const unit = (name: string) => new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' })
    return {
      units: { hour: unit('hour'), minute: unit('minute'), second: unit('second') },
      joiner: new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }),
    }
  })
