// Telling alone: where one chooses how to tell, then one question a page.

import { hrefOf, inTwoTongues, type Address } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'

export const aloneAddresses = {
  tell: inTwoTongues('/raconter', '/tell'),
  language: inTwoTongues('/raconter/seul', '/tell/alone'),
  idea: inTwoTongues('/raconter/seul/idee', '/tell/alone/idea'),
  words: inTwoTongues('/raconter/seul/mots', '/tell/alone/words'),
  title: inTwoTongues('/raconter/seul/titre', '/tell/alone/title'),
  when: inTwoTongues('/raconter/seul/quand', '/tell/alone/when'),
  name: inTwoTongues('/raconter/seul/nom', '/tell/alone/name'),
  agreements: inTwoTongues('/raconter/seul/accords', '/tell/alone/agreements'),
  send: inTwoTongues('/raconter/seul/envoyer', '/tell/alone/send'),
  thanks: inTwoTongues('/raconter/seul/merci', '/tell/alone/thanks'),
  resume: inTwoTongues('/raconter/seul/reprendre', '/tell/alone/resume'),
  close: inTwoTongues('/raconter/seul/fermer', '/tell/alone/close'),
} as const satisfies Record<string, Address>
export type AlonePlace = keyof typeof aloneAddresses

/** Pages of others. */
export const elsewhere = {
  callback: inTwoTongues('/raconter/rappel', '/tell/callback'),
  card: inTwoTongues('/ma-carte', '/my-card'),
  myStories: inTwoTongues('/ma-carte/recit', '/my-card/story'),
  desk: inTwoTongues('/bureau/recits', '/bureau/recits'),
  sound: inTwoTongues('/carte/fichiers/:file_id/mieux', '/carte/fichiers/:file_id/mieux'),
} as const satisfies Record<string, Address>

export const to = (locale: Locale, place: AlonePlace): string => hrefOf(locale, aloneAddresses[place])
