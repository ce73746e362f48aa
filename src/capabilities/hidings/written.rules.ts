// Where what is hidden in one place stands again in writing: every text of a story, and the words under sealed seconds.

import { mediaOf, type Content } from '#core/contribution/content.ts'
import { plainTextOf } from '#core/contribution/document.ts'
import type { Kind } from '#core/contribution/kind.ts'
import type { Media } from '#core/contribution/media.content.ts'
import { isInSpan } from '#core/media/hidings.ts'
import type { Span } from '#core/media/media.tables.ts'
import type { Written } from './passages.rules.ts'

/** Every text in which sealed words may stand again: bodies, titles, places, what is said of each file, chapters, what one sees. */
export function writtenIn(contents: readonly Content[], kind: Kind): Written[] {
  return contents
    .flatMap((content) => [
      ...content.texts.flatMap(({ language, title, lead, quote, body }) =>
        [title, lead, quote, plainTextOf(body)].map((text) => ({ where: 'text', language, text })),
      ),
      ...stringsIn(kind.publicDetails(content.details), kind.codes ?? []).map((text) => ({
        where: 'details',
        language: content.language,
        text,
      })),
      ...mediaOf(content).flatMap((media) => [
        ...media.words.flatMap(({ language, title, caption, alt, description }) =>
          [title, caption, alt, description].map((text) => ({ where: 'media', language, text })),
        ),
        { where: 'media', language: content.language, text: `${media.credit}\n${media.place}` },
        ...media.transcripts.flatMap(({ language, chapters }) =>
          chapters.map(({ title }) => ({ where: 'chapters', language, text: title })),
        ),
        ...(media.descriptions ?? []).map(({ language, cues }) => ({
          where: 'media',
          language,
          text: cues.map(({ text }) => text).join('\n'),
        })),
      ]),
    ])
    .filter(({ text }) => text.trim() !== '')
}

function stringsIn(value: unknown, codes: readonly string[]): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, each]) => (codes.includes(key) ? [] : stringsIn(each, codes)))
}

/** The words under what is sealed, said or seen, in every language they are written down. */
export const sealedLines = (media: Media | undefined, spans: readonly Span[]): { text: string; language: string }[] =>
  [...(media?.transcripts ?? []), ...(media?.descriptions ?? [])].flatMap(({ language, cues }) => {
    // Lines that follow one another are one saying.
    const said = cues.filter((cue) => isInSpan(cue, spans))
    return said.length === 0
      ? []
      : [...said.map(({ text }) => ({ text, language })), { text: said.map(({ text }) => text).join(' '), language }]
  })
