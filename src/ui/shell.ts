// What every page needs to know about its town and its reader. Built once a request by the server, given to `Page`
// and `DeskPage`.

import type { Locale } from '#core/platform/i18n.ts'
import type { Accent } from '#ui/accents.ts'
import type { IconName } from '#ui/icons.tsx'

export type NavEntry = { href: string; label: string; icon?: IconName; current?: boolean; count?: number }

/** One language the page can be read in: its own name is shown, never a flag. */
export type LanguageLink = { locale: string; href: string }

export type Shell = {
  locale: Locale
  town: string
  /** “Mieux nous connaître pour mieux vivre ensemble” */
  motto: string
  /** Address of the home page in this locale. */
  home: string
  timeZone?: string
  accent?: Accent
  languages: LanguageLink[]
  /** The ways in, with their icons: Écouter, Raconter, Se rencontrer. */
  nav: NavEntry[]
  /** What the menu panel opens on; no panel when empty. */
  menu: NavEntry[]
  legal: NavEntry[]
  /** The same page in its easy version, or back from it; absent when the page has none. */
  easyHref?: string
  isEasy?: boolean
  /** The same page with big buttons, or back from them. */
  bigHref?: string
  isBig?: boolean
  text?: '1' | '2' | '3'
  /** Shown number, number to dial and, when known, who answers: “Inès, Karim ou Bernadette”. */
  phone?: { shown: string; dial: string; who?: string }
  /** Declared accessibility, and where the statement is. */
  accessibility: { level: 'no' | 'partly' | 'fully'; href: string }
  /** Who carries this site: “Ce site est porté par la ville de Valmorey, son CCAS…” */
  carriedBy?: string
  sourceHref: string
  /** `style` before anything shows; `paper` when printed; `big` only while buttons are big. */
  assets: { style: string; paper: string; big: string; script: string }
}

/** A desk page also knows who is at work. */
export type DeskShell = Shell & {
  who: { name: string; role: string; href?: string }
  desk: NavEntry[]
  /** Where the sign-out form posts. */
  signOut: string
}
