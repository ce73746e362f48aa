// Where the town's own pages and screens are.

import { everywhere, type Address } from '#core/doors.ts'

const under = (fr: string, other: string): Address => ({ fr, en: other, ar: other })

export const addresses = {
  home: everywhere('/'),
  themes: everywhere('/themes'),
  theme: everywhere('/themes/:slug'),
  mentions: under('/mentions-legales', '/legal'),
  privacy: under('/confidentialite', '/privacy'),
  terms: under('/conditions', '/terms'),
  accessibility: under('/accessibilite', '/accessibility'),
  contact: everywhere('/contact'),
  help: under('/aide', '/help'),
  site_map: under('/plan-du-site', '/sitemap'),
  software: under('/logiciel-libre', '/free-software'),
  moderation: everywhere('/moderation'),
  /** For machines: one address, whatever the language. */
  statement: everywhere('/accessibilite.json'),
  sitemap: everywhere('/sitemap.xml'),
  robots: everywhere('/robots.txt'),
  /** The name other sites give to the terms. */
  cgu: everywhere('/cgu'),
} satisfies Record<string, Address>

export const desk = {
  home: everywhere('/bureau'),
  settings: everywhere('/bureau/reglages'),
  open: everywhere('/bureau/reglages/ouvrir'),
  close: everywhere('/bureau/reglages/fermer'),
  pages: everywhere('/bureau/reglages/pages'),
  statement: everywhere('/bureau/reglages/accessibilite'),
  themes: everywhere('/bureau/themes'),
  theme_new: everywhere('/bureau/themes/nouveau'),
  theme: everywhere('/bureau/themes/:id'),
  theme_move: everywhere('/bureau/themes/:id/place'),
  theme_retire: everywhere('/bureau/themes/:id/retirer'),
  members: everywhere('/bureau/membres'),
  member_invite: everywhere('/bureau/membres/inviter'),
  member: everywhere('/bureau/membres/:id'),
  member_link: everywhere('/bureau/membres/:id/lien'),
  member_remove: everywhere('/bureau/membres/:id/enlever'),
  member_relay: everywhere('/bureau/membres/:id/presentation'),
  journal: everywhere('/bureau/journal'),
  letters: everywhere('/bureau/lettres'),
  letter: everywhere('/bureau/lettres/:id'),
} satisfies Record<string, Address>

/** Pages anyone may read, by the word the menus and the site map name them with. */
export const publicPages = [
  'themes',
  'contact',
  'help',
  'mentions',
  'privacy',
  'terms',
  'accessibility',
  'moderation',
  'site_map',
  'software',
] as const
export type PublicPage = (typeof publicPages)[number]
