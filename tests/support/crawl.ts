// What a visitor meets on public pages, whatever the door: every address that doors open, and all that an answer says,
// coded or not.

import { hrefOf, type Door } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Client } from './town.ts'

/** The addresses of a door in a language, its parameters filled with each of these values; "x" for those unknown. */
export function pathsOf(door: Door, locale: Locale, values: Record<string, readonly string[]>): string[] {
  let all: Record<string, string>[] = [{}]
  for (const [, name = ''] of door.address[locale].matchAll(/:([a-z_]+)/g))
    all = all.flatMap((params) => (values[name] ?? ['x']).map((value) => ({ ...params, [name]: value })))
  return all.map((params) => hrefOf(locale, door.address, params))
}

/** Letters as they are, however they were coded; in small ones. */
export const decoded = (text: string): string =>
  text
    .replace(/(?:%[0-9a-f]{2})+/gi, (coded) => {
      try {
        return decodeURIComponent(coded)
      } catch {
        return coded
      }
    })
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .normalize('NFC')
    .toLowerCase()

/** One answer: its body and headers, decoded; the address it leads to; and its body as it came. */
export async function answerOf(
  visitor: Client,
  path: string,
): Promise<{ status: number; all: string; body: string; location: string | null }> {
  const response = await visitor.get(path)
  if (response.status >= 500) throw new Error(`${path} → ${response.status}`)
  const body = await response.text()
  return {
    status: response.status,
    all: decoded(`${body} ${[...response.headers].join(' ')}`),
    body,
    location: response.headers.get('location'),
  }
}

/** The same, and all that is read where it leads. */
export async function readThrough(visitor: Client, path: string): Promise<{ status: number; all: string }> {
  const { status, all, location } = await answerOf(visitor, path)
  if (!location?.startsWith('/')) return { status, all }
  const next = await readThrough(visitor, location)
  return { status: next.status, all: `${all} ${next.all}` }
}
