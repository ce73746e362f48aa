// Doors: how a capability opens addresses, and to whom. Every door is listed, so that tests try each with every role.
// A `read` door gets the reader's connection and nothing else: it cannot reach the desk. A `visit` door is a form that
// anyone may send; a `card` door is for a witness with her number and code; a `work` door is for members with a role.

import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import type { Kinds } from './contribution/kind.ts'
import type { Desk } from './desk.ts'
import type { Actor, CardHolder, Member, Role } from './people/roles.ts'
import type { DeskMenuEntry, MenuEntry } from './capability.ts'
import type { Config } from './platform/config.ts'
import type { Clock } from './platform/clock.ts'
import type { FormValues } from './platform/http/forms.ts'
import type { Limit, Limits } from './platform/http/limits.ts'
import type { Standing } from './platform/http/standing.ts'
import type { Locale } from './platform/i18n.ts'
import type { Vault } from './platform/vault/vault.ts'
import type { Catalog } from './shelf/catalog.ts'
import type { ShelfTables } from './shelf/shelf.tables.ts'
import type { Site } from './shelf/site.ts'

declare module 'hono' {
  interface ContextVariableMap {
    locale: Locale
    /** What was typed in the form being handled: an error page keeps it. */
    typed: FormValues
  }
}

/** A path per locale, without the locale's prefix, in Hono's notation: { fr: '/recits/:code', en: '/stories/:code', … }. */
export type Address = Record<Locale, string>
/** The same words in every language: for the desk. */
export const everywhere = (path: string): Address => ({ fr: path, en: path, ar: path })
/** In French, and as the other languages write it: an Arabic path would be unreadable once encoded. */
export const inTwoTongues = (fr: string, other: string): Address => ({ fr, en: other, ar: other })

/** The menus of the installation, gathered from the manifests and sorted. */
export type Menus = {
  navigation: readonly MenuEntry[]
  menu: readonly MenuEntry[]
  footer: readonly MenuEntry[]
  desk: readonly DeskMenuEntry[]
  /** Public addresses that search engines are told of, beside those of what is on the shelf. */
  sitemap: readonly Record<Locale, string>[]
}

/** What every handler knows of the request. */
export type Asked = {
  c: Context
  menus: Menus
  locale: Locale
  site: Site
  kinds: Kinds
  now: Clock
  config: Config
  vault: Vault
  /** A value of the address, such as ':code'. */
  param(name: string): string
  /** A value after the question mark; '' when absent, cut at 200 letters. */
  query(name: string): string
  /** Where this page is in each language: for the language switcher and hreflang. A handler may correct it. */
  alternates: Record<Locale, string>
  /** The easy-to-read version was asked for (`?facile=1`): works without script. */
  isEasy: boolean
}
export type Reading = Asked & {
  reader: Kysely<ShelfTables>
  /** What is on the shelf, in memory: selections, counts and pages of a list. */
  catalog: () => Promise<Catalog>
}
export type Streaming = Reading & {
  /** What the shelf says under this key, asked again once it has moved, in whatever process (http/standing.ts). */
  whileItStands: Standing['whileItStands']
}
export type Visit<Who extends Actor = Actor> = Reading & {
  desk: Desk
  actor: Who
  limits: Limits
  /** The network address asked from, for rate limits. */
  network: string
  /** The fields sent; empty for a GET. */
  form: FormValues
  /** Identifier of this sending, kept from the form or made for a new one (REL-11). */
  submission_id: string
}

export type Answer = Response | Promise<Response>
/** `evenClosed`: read by anyone before the site opens too, as its legal pages are (P-35). */
export type ReadRules = { evenClosed?: boolean }
export type VisitRules = { limits?: readonly Limit[] }

export type Doors = {
  read(address: Address, handler: (reading: Reading) => Answer, rules?: ReadRules): void
  /** Bytes of a file, sent as they are read: never kept, never compressed. The reader's connection, as `read`. */
  stream(address: Address, handler: (reading: Streaming) => Answer): void
  visit(method: 'get' | 'post', address: Address, rules: VisitRules, handler: (visit: Visit) => Answer): void
  card(method: 'get' | 'post', address: Address, handler: (visit: Visit<CardHolder>) => Answer): void
  work(
    method: 'get' | 'post',
    address: Address,
    roles: readonly Role[],
    handler: (visit: Visit<Member>) => Answer,
  ): void
  /**
   * A body that is no form: files, read as they come. Nothing of it was read, `form` is empty. `who` as for `card` and
   * `work`; a `get` also answers HEAD.
   */
  raw(
    method: Method,
    address: Address,
    who: 'card' | readonly Role[],
    handler: (visit: Visit<Member | CardHolder>) => Answer,
  ): void
}

export type Method = 'get' | 'post' | 'patch' | 'delete'

/** One line of the list of doors. */
export type Door = {
  capability: string
  method: Method
  address: Address
  who: 'anyone' | 'card' | readonly Role[]
  /** 'read': only the reader's connection. */
  connection: 'reader' | 'desk'
}

/** `/en/stories/482913` from the English path '/stories/482913'; French has no prefix. */
export const localPath = (locale: Locale, path: string): string =>
  (locale === 'fr' ? path : `/${locale}${path.replace(/^\/(?=[#?]|$)/, '')}`) || '/'

/** Fills the values of an address: `hrefOf('ar', addresses.story, { code: '482913' })`. */
export function hrefOf(locale: Locale, address: Address, params: Record<string, string> = {}): string {
  const path = address[locale].replace(/:([a-z_]+)(?:\{(?:[^{}]|\{[^}]*\})*\})?\??/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  return localPath(locale, path.replace(/\/+$/, '') || '/')
}
