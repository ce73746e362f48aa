// What a kiosk is made with: how long it waits, and what its pages need to know.

import type { Kiosk } from '#client/kiosk-mark.ts'
import { hrefOf } from '#core/doors.ts'
import { defaultLocale, locales } from '#core/platform/i18n.ts'
import { addresses, elsewhere } from './kiosk.addresses.ts'
import { texts } from './texts.ts'

/** Seconds without a touch before everything is wiped: no one’s traces stay longer than a minute. */
export const waits = [15, 30, 45, 60] as const
const usual = 60

/** The wait asked for by the address (`/borne?attente=45`), in seconds: the nearest of those offered. */
export function waitOf(asked: string): number {
  const seconds = asked.trim() === '' ? NaN : Number(asked)
  if (!Number.isFinite(seconds)) return usual
  return waits.reduce<number>(
    (best, each) => (Math.abs(each - seconds) < Math.abs(best - seconds) ? each : best),
    waits[0],
  )
}

const said = [
  'still',
  'soon',
  'stay',
  'wiping',
  'done',
  'settings',
  'code',
  'leave',
  'wrong',
  'outside',
  'phone',
  'understood',
] as const

/** What the script keeps in the tab (`Kiosk` in client/kiosk-mark.ts), but for the wait and the code, chosen there. */
export const markOf = (start: string): Omit<Kiosk, 'idle' | 'code' | 'epoch' | 'ending'> => ({
  home: hrefOf(defaultLocale, elsewhere.home),
  start,
  end: hrefOf(defaultLocale, addresses.end),
  closed: locales.flatMap((locale) => elsewhere.closed.map((address) => hrefOf(locale, address))),
  words: Object.fromEntries(
    locales.map((locale) => [locale, Object.fromEntries(said.map((name) => [name, texts.in(locale)(`word.${name}`)]))]),
  ),
})

/** Cookies the browser sent, each to be dropped; names that no browser of ours would send are left aside. */
export const dropCookies = (names: Iterable<string>, isSecure: boolean): string[] =>
  [...names]
    .filter((name) => /^[\w.-]{1,80}$/.test(name))
    .slice(0, 50)
    .map((name) => `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`)
