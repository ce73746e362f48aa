// Addresses of the workshop, on the desk: the same path in every language.

import { everywhere, hrefOf, type Address } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Step } from './editor.rules.ts'

const story = '/bureau/recits/:code{[0-9]{6}}'

export const editorAddresses = {
  list: everywhere('/bureau/recits'),
  begin: everywhere('/bureau/recits/nouveau'),
  takeOver: everywhere('/bureau/recits/prendre'),
  story: everywhere(story),
  submit: everywhere(`${story}/envoyer`),
  preview: everywhere(`${story}/apercu`),
  history: everywhere(`${story}/historique`),
  text: everywhere(`${story}/texte`),
  translations: everywhere(`${story}/traductions`),
  translation: everywhere(`${story}/traductions/:language`),
  easy: everywhere(`${story}/facile`),
  easyText: everywhere(`${story}/facile/:language`),
  journey: everywhere(`${story}/quand-et-ou`),
  stages: everywhere(`${story}/etapes`),
  stage: everywhere(`${story}/etapes/:number`),
  stageWords: everywhere(`${story}/etapes/:number/mots`),
  themes: everywhere(`${story}/themes`),
  people: everywhere(`${story}/personnes`),
  pseudonym: everywhere(`${story}/personnes/autre-nom`),
  licence: everywhere(`${story}/licence`),
} as const satisfies Record<string, Address>

/** Screens of others that a story leads to. */
export const elsewhere = {
  media: everywhere('/bureau/medias/:code'),
  medium: everywhere('/bureau/medias/:code/:file_id'),
  transcript: everywhere('/bureau/transcriptions/:code/:file_id'),
  register: everywhere('/bureau/personnes/:code/:file_id'),
  /** What is hidden of it, and hiding more. */
  hidings: everywhere('/bureau/masquer/:code'),
  papers: everywhere('/bureau/papiers/:code'),
  consents: everywhere(`${story}/accords`),
  reread: everywhere(`${story}/relecture-temoin`),
  takeBack: everywhere(`${story}/reprendre`),
  crossings: everywhere(`${story}/croisements`),
  review: everywhere('/bureau/relecture/:code'),
  online: { fr: '/recits/:code', en: '/stories/:code', ar: '/stories/:code' },
} as const satisfies Record<string, Address>

export type EditorPlace = keyof typeof editorAddresses

/** `at('fr', 'translation', '482913', { language: 'ar' })` */
export const at = (locale: Locale, place: EditorPlace, code = '', more: Record<string, string> = {}): string =>
  hrefOf(locale, editorAddresses[place], { code, ...more })

/** The page of each step; every step has the name of its address. */
export const stepHref = (locale: Locale, step: Step, code: string): string => at(locale, step, code)
