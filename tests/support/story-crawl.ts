// A visitor who opens every public address about one story, in three languages, follows every link she finds, and
// searches for each word: where does she meet them?

import { hrefOf } from '#core/doors.ts'
import { visitor } from '#core/people/roles.ts'
import { locales } from '#core/platform/i18n.ts'
import { answerOf, pathsOf } from './crawl.ts'
import type { Town } from './town.ts'

type Told = { code: string; files: readonly string[] }

const valuesOf = (story: Told): Record<string, readonly string[]> => ({
  code: [story.code],
  file_id: story.files,
  id: story.files.slice(0, 1),
  slug: ['x'],
  name: [
    'fr.vtt',
    'fr.srt',
    'fr.txt',
    'en.vtt',
    'en.srt',
    'ar.vtt',
    'ar.txt',
    'chapitres.vtt',
    'fr.descriptions.vtt',
    'fr.descriptions.txt',
  ],
  language: ['fr', 'en', 'ar'],
  page: ['mentions'],
  number: ['123456'],
})

/** Every one of `words` that a visitor meets, and where; how many pages she opened. */
export async function crawl(
  town: Town,
  story: Told,
  planted: readonly string[],
): Promise<{ met: Map<string, string[]>; pages: number }> {
  const anyone = town.as(visitor)
  const open = town.app.doors.filter((door) => door.method === 'get' && door.who === 'anyone')
  /** What is read there: body, headers; and the addresses it leads to. */
  const read = async (path: string): Promise<{ all: string; links: string[] }> => {
    const { all, body, location } = await answerOf(anyone, path)
    const links = [...`${body} href="${location ?? ''}"`.matchAll(/(?:href|src|srcset|url|poster)=?"?:?\s?"([^"\s]+)/g)]
      .map(([, link = '']) => link.replaceAll('&amp;', '&').replace('http://localhost:3000', '').split('#')[0] ?? '')
      .filter((link) => link.startsWith('/') && !link.startsWith('/bureau') && !link.startsWith('//'))
    return { all, links }
  }
  const words = planted.map((word) => word.toLowerCase())
  const met = new Map<string, string[]>()
  const done = new Set<string>()
  let waiting = [
    ...open.flatMap((door) => locales.flatMap((locale) => pathsOf(door, locale, valuesOf(story)))),
    ...locales.flatMap((locale) =>
      ['fr', 'en', 'ar'].map(
        (text) =>
          `${hrefOf(locale, { fr: '/recits/:code/x', en: '/stories/:code/x', ar: '/stories/:code/x' }, { code: story.code })}?texte=${text}`,
      ),
    ),
    `/recits/${story.code}/x?facile=1`,
  ]
  for (let depth = 0; depth < 3; depth++) {
    const next: string[] = []
    for (const path of new Set(waiting)) {
      if (done.has(path)) continue
      done.add(path)
      const { all, links } = await read(path)
      for (const word of words) if (all.includes(word)) met.set(word, [...(met.get(word) ?? []), path])
      // Deeper, only what is about this story: lists lead to lists without end.
      next.push(...links.filter((link) => depth === 0 || link.includes(story.code) || link.startsWith('/fichiers')))
    }
    waiting = next
  }
  for (const word of words)
    for (const path of [
      `/recits?q=${encodeURIComponent(word)}&mots=exacts`,
      `/api/v1/recherche?q=${encodeURIComponent(word)}`,
    ])
      if ((await read(path)).all.includes(story.code)) met.set(word, [...(met.get(word) ?? []), `searching ${path}`])
  return { met, pages: done.size }
}
