// Where the town's own pages and screens are.

import { everywhere, inTwoTongues, type Address } from '#core/doors.ts'

export const addresses = {
  home: everywhere('/'),
  themes: everywhere('/themes'),
  theme: everywhere('/themes/:slug'),
  mentions: inTwoTongues('/mentions-legales', '/legal'),
  privacy: inTwoTongues('/confidentialite', '/privacy'),
  terms: inTwoTongues('/conditions', '/terms'),
  accessibility: inTwoTongues('/accessibilite', '/accessibility'),
  contact: everywhere('/contact'),
  help: inTwoTongues('/aide', '/help'),
  site_map: inTwoTongues('/plan-du-site', '/sitemap'),
  software: inTwoTongues('/logiciel-libre', '/free-software'),
  moderation: everywhere('/moderation'),
  /** For machines: one address, whatever the language. */
  statement: everywhere('/accessibilite.json'),
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
  theme_picks: everywhere('/bureau/themes/:id/recits'),
  compose: everywhere('/bureau/accueil'),
  compose_preview: everywhere('/bureau/accueil/apercu'),
  compose_voice: everywhere('/bureau/accueil/voix'),
  compose_bands: everywhere('/bureau/accueil/bandes'),
  compose_publish: everywhere('/bureau/accueil/publier'),
  compose_undo: everywhere('/bureau/accueil/defaire'),
  thread_new: everywhere('/bureau/accueil/fils/nouveau'),
  thread: everywhere('/bureau/accueil/fils/:id'),
  thread_move: everywhere('/bureau/accueil/fils/:id/place'),
  thread_picks: everywhere('/bureau/accueil/fils/:id/recits'),
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

/** Screens of other capabilities. */
export const elsewhere = { account: inTwoTongues('/mon-compte', '/my-account') } satisfies Record<string, Address>

/** Those who compose the home and open the themes (territory.can.ts). */
export const composers = ['editor', 'administrator'] as const

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
