// Telling alone: where one chooses how to tell, then one question a page.

import { hrefOf, type Address } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'

const under = (fr: string, other: string): Address => ({ fr, en: other, ar: other })

export const aloneAddresses = {
  tell: under('/raconter', '/tell'),
  language: under('/raconter/seul', '/tell/alone'),
  idea: under('/raconter/seul/idee', '/tell/alone/idea'),
  words: under('/raconter/seul/mots', '/tell/alone/words'),
  title: under('/raconter/seul/titre', '/tell/alone/title'),
  when: under('/raconter/seul/quand', '/tell/alone/when'),
  name: under('/raconter/seul/nom', '/tell/alone/name'),
  agreements: under('/raconter/seul/accords', '/tell/alone/agreements'),
  send: under('/raconter/seul/envoyer', '/tell/alone/send'),
  thanks: under('/raconter/seul/merci', '/tell/alone/thanks'),
  resume: under('/raconter/seul/reprendre', '/tell/alone/resume'),
  close: under('/raconter/seul/fermer', '/tell/alone/close'),
} as const satisfies Record<string, Address>
export type AlonePlace = keyof typeof aloneAddresses

/** Pages of others. */
export const elsewhere = {
  callback: under('/raconter/rappel', '/tell/callback'),
  card: under('/ma-carte', '/my-card'),
  myStories: under('/ma-carte/recit', '/my-card/story'),
  desk: under('/bureau/recits', '/bureau/recits'),
} as const satisfies Record<string, Address>

export const to = (locale: Locale, place: AlonePlace): string => hrefOf(locale, aloneAddresses[place])
