// Sounds, films and pictures in schema.org: where each is, how long it lasts, its words, what may be done with it.

import type { ShownMedia } from '../shelf/shelve-media.ts'
import { captionsPath, picturesOf, portableOf, posterOf, wordsOf } from '../shelf/shown-media.ts'
import { mediaRightsOf } from './rights.ts'
import type { Work } from './work.ts'

export type Node = Record<string, unknown>

const most = 12
const types = { sound: 'AudioObject', video: 'VideoObject', picture: 'ImageObject', document: 'MediaObject' } as const

/** The first dozen, those that can be fetched. */
export const mediaNodes = (work: Work): Node[] =>
  work.story.media.slice(0, most).flatMap((media): Node[] => {
    const node = mediaNode(work, media)
    return node ? [node] : []
  })

function mediaNode(work: Work, media: ShownMedia): Node | undefined {
  const { origin, story, locale, title } = work
  const file = bestOf(media)
  if (!file) return undefined
  const said = media.words.find(({ language }) => language.split('-')[0] === locale) ?? media.words[0]
  const words = wordsOf(media)
  const [original] = words
  const poster = media.nature === 'video' ? posterOf(media) : undefined
  const rights = mediaRightsOf(media)
  return {
    '@type': types[media.nature],
    name: said?.title || title.text,
    contentUrl: origin + file.address,
    encodingFormat: file.media_type,
    contentSize: String(file.size),
    uploadDate: story.published_at.toISOString(),
    creditText: media.credit || work.who,
    [rights.isLicence ? 'license' : 'usageInfo']: rights.uri,
    ...(said?.alt && { description: said.alt }),
    ...(file.width && file.height && { width: file.width, height: file.height }),
    ...(media.duration_ms !== null && { duration: isoDuration(media.duration_ms) }),
    ...(poster && { thumbnailUrl: origin + poster.address }),
    ...(original && {
      inLanguage: original.language,
      transcript: origin + captionsPath(story.code, media, original.language, 'txt'),
      caption: words.map(({ language }) => ({
        '@type': 'MediaObject',
        encodingFormat: 'text/vtt',
        inLanguage: language,
        contentUrl: origin + captionsPath(story.code, media, language, 'vtt'),
      })),
    }),
  }
}

/** The copy to give to a program: one that all can play or show. */
export const bestOf = (media: ShownMedia) =>
  media.nature === 'sound' || media.nature === 'video'
    ? portableOf(media)
    : (picturesOf(media, 'image/jpeg').at(-1) ?? media.files[0])

/** “PT2M31S” (ISO 8601). */
export function isoDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const
  return `PT${parts.flatMap(([value, unit]) => (value > 0 ? `${value}${unit}` : [])).join('')}`
}
