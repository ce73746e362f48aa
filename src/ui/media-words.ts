// The words that go with a sound or a picture, for one reader: each part in her language when it was written in it.

import { rightsOf, statementOf } from '#core/exchange/rights.ts'
import type { Licence } from '#core/contribution/content.ts'
import { intlLocale, type Locale } from '#core/platform/i18n.ts'
import { remembered } from '#core/platform/remembered.ts'
import type { Words } from '#core/shelf/cards.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import { mediaTexts } from '#ui/media-texts.ts'
import { quoted } from '#ui/quotes.ts'
import { wordsIn } from '#ui/words-in.ts'

type Part = 'title' | 'caption' | 'alt' | 'description'
export type WordsOfMedia = Record<Part, Words | undefined>

/** `told`: the language of the contribution. */
export function mediaWordsIn({ words }: Pick<ShownMedia, 'words'>, locale: Locale, told: string): WordsOfMedia {
  const part = (name: Part) =>
    wordsIn(Object.fromEntries(words.map((each) => [each.language, each[name].trim()])), locale, told)
  return { title: part('title'), caption: part('caption'), alt: part('alt'), description: part('description') }
}

/** "CC-BY-SA-4.0" is an identifier; people write CC BY-SA 4.0. */
export const licenceName = (licence: Licence): string =>
  licence
    .replace(/^CC-/, 'CC ')
    .replace(/^CC0-/, 'CC0 ')
    .replace(/-(?=\d)/, ' ')

/** The page of a licence that people can read; undefined when all rights are kept. */
export function deedOf(licence: Licence, locale: Locale): string | undefined {
  const { uri, isLicence } = rightsOf(licence)
  return isLicence ? `${uri}deed.${locale}` : undefined
}

export type RightsOfMedia = { name: string; href: string; isLicence: boolean }

/** What may be done with a file: a licence, or a rights statement in words. */
export function mediaRightsIn(media: Pick<ShownMedia, 'licence' | 'rights'>, locale: Locale): RightsOfMedia {
  const t = mediaTexts.in(locale)
  const deed = deedOf(media.licence, locale)
  if (deed) return { name: licenceName(media.licence), href: deed, isLicence: true }
  const statement = media.rights === '' ? 'InC' : media.rights
  return { name: t(`rights.${statement}`), href: statementOf(statement).uri, isLicence: false }
}

/** The line to copy beside a picture used elsewhere: what it is, who made it, what is allowed, where it comes from. */
export function creditLineOf(
  media: Pick<ShownMedia, 'licence' | 'rights' | 'credit'>,
  { title }: Pick<WordsOfMedia, 'title'>,
  locale: Locale,
  address: string,
): string {
  const { name } = mediaRightsIn(media, locale)
  return [title && quoted(title.text, title.language), media.credit, name, address].filter(Boolean).join(' · ')
}

const sizes = remembered<Intl.NumberFormat>(50)

/** “1,2 Mo”, as the page's language writes it. */
export function sizeIn(bytes: number, locale: Locale): string {
  const isLarge = bytes >= 1_000_000
  const digits = isLarge && bytes < 10_000_000 ? 1 : 0
  const unit = isLarge ? 'megabyte' : 'kilobyte'
  const make = () => new Intl.NumberFormat(intlLocale[locale], { style: 'unit', unit, maximumFractionDigits: digits })
  const format = sizes(`${locale} ${unit} ${digits}`, make)
  return format.format(isLarge ? bytes / 1_000_000 : Math.max(1, bytes / 1000))
}
