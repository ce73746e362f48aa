// What makes this tab a kiosk: one value in its session storage, written when it begins.

export type Words = Partial<Record<string, string>>
export type Kiosk = {
  /** Seconds without a touch before everything is wiped. */
  idle: number
  /** Leaves the kiosk; '' when only closing the browser does. */
  code: string
  /** One more for each person. */
  epoch: number
  /** The last person's traces are being wiped: goes on wherever the tab wakes up. */
  ending: boolean
  /** Where each person begins, in the town's first language. */
  home: string
  /** The page that makes a kiosk. */
  start: string
  /** Where one is signed out. */
  end: string
  /** Addresses that are not for kiosks: the desk and its doors. */
  closed: string[]
  words: Partial<Record<string, Words>>
}

export function isKiosk(value: unknown): value is Kiosk {
  const kiosk = value as Partial<Kiosk> | null
  return (
    typeof kiosk?.idle === 'number' &&
    kiosk.idle >= 15 &&
    kiosk.idle <= 60 &&
    typeof kiosk.code === 'string' &&
    typeof kiosk.epoch === 'number' &&
    [kiosk.home, kiosk.start, kiosk.end].every((address) => typeof address === 'string' && /^\/(?!\/)/.test(address)) &&
    Array.isArray(kiosk.closed)
  )
}
