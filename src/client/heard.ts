// Where one was in a sound, kept on this device and nowhere else. Never at a kiosk: the next person is another one.

import { remembered, root } from '#client/dom.ts'

type Places = Record<string, number>
const most = 30
/** Nobody needs to find again the first seconds, nor the last. */
const [least, end] = [15, 10]
const every = 5

function read(): Places {
  try {
    const kept: unknown = JSON.parse(remembered.get('heard') ?? '{}')
    return kept && typeof kept === 'object' ? (kept as Places) : {}
  } catch {
    return {}
  }
}

function write(places: Places) {
  const kept = Object.entries(places).slice(-most)
  remembered.set('heard', kept.length > 0 ? JSON.stringify(Object.fromEntries(kept)) : null)
}

let last = 0

/** Kept every few seconds, and at once when one stops. */
export function keepPlace(id: string, second: number, length: number, isNow = false): void {
  if (root.dataset.kiosk !== undefined || (!isNow && Math.abs(second - last) < every)) return
  last = second
  if (second < least || second > length - end) return forgetPlace(id)
  const { [id]: _, ...others } = read()
  write({ ...others, [id]: Math.floor(second) })
}

export function forgetPlace(id: string): void {
  const { [id]: known, ...others } = read()
  if (known !== undefined) write(others)
}

/** The second where one was, if it was kept. */
export function placeIn(id: string): number | undefined {
  const known = read()[id]
  return typeof known === 'number' && Number.isFinite(known) && known >= 0 ? known : undefined
}
