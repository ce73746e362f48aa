// What a file is called where nothing is said of it yet: the name it came with, or its day for a take recorded here.

import type { Locale } from '#core/platform/i18n.ts'
import { formatDay } from '#ui/dates.ts'
import { recorderTexts } from '#ui/recorder-texts.ts'
import { wordsIn } from '#ui/words-in.ts'

/** The day of a take, from the name that the recorder gave it (client/recorder-sending.ts). */
const recordedOn = (name: string): string | undefined => /^prise-(\d{4}-\d{2}-\d{2})-[0-9a-f-]{36}\./.exec(name)?.[1]

/** “Voix enregistrée le 22 novembre 2026”, or “devant-le-four.jpg”. */
export function fileNameIn(locale: Locale, name: string): string {
  const day = recordedOn(name)
  return day ? recorderTexts.in(locale)('recorded', { day: formatDay(day, locale) }) : name
}

/** What a file is called for this reader: the title it was given, else the name it came with. */
export function fileTitleIn(
  words: readonly { language: string; title: string }[],
  name: string,
  locale: Locale,
  told?: string,
): { text: string; language: string | undefined } {
  const titles = Object.fromEntries(words.map((each) => [each.language, each.title]))
  return wordsIn(titles, locale, told) ?? { text: fileNameIn(locale, name), language: undefined }
}

/** Before its ending, what is taken from a file is called: its story's number, and what it is called itself, shortened. */
export const takenName = (code: string, title: string): string =>
  `${code} ${[...title.replace(/\.[a-z0-9]{2,5}$/i, '')].slice(0, 80).join('').trim()}`
