// Numbers and codes that people read aloud, write on paper and type back, and the hashes kept of them.

import { createHash, randomBytes, randomInt } from 'node:crypto'

/** A six-digit number, never starting with 0, that names a page or a request (A-57). */
export const randomNumber = (): string => String(randomInt(100_000, 1_000_000))

/** A secret code of eight digits, easy to say on the telephone; guesses are rate-limited (P-09). */
export const randomCode = (): string => String(randomInt(0, 100_000_000)).padStart(8, '0')

/** 256 random bits for links and cookies, in URL-safe letters. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The digits of what someone typed: "48 21-73" and "482173" are one number. Arabic-Indic digits count too. */
export const digitsOf = (typed: string): string =>
  typed
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/\D/g, '')

/**
 * JSON with sorted keys, so that the same value always gives the same text (and the same hash).
 * Values must be plain JSON.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** Letters of an address for a title: "Elle m’a dessiné la ville" → "elle-m-a-dessine-la-ville". */
export function slugOf(title: string): string {
  const latin = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/đ/g, 'd')
    .replace(/ł/g, 'l')
    .replace(/ı/g, 'i')
  // Letters of every script stay (L-08); the rest becomes a dash.
  const words = latin.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')
  return [...words].slice(0, 60).join('').replace(/-+$/g, '') || 'sans-titre'
}
