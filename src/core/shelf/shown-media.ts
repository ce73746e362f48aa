// What readers and machines ask of the media that the shelf shows: which one is the telling, which copies a browser can
// play, where its captions are. Pure.

import type { ShownFile, ShownMedia, ShownTranscript } from './shelve-media.ts'

export const isHeard = ({ nature }: Pick<ShownMedia, 'nature'>): boolean => nature === 'sound' || nature === 'video'
export const isSeen = ({ nature }: Pick<ShownMedia, 'nature'>): boolean => !isHeard({ nature })

/** The telling itself, heard or seen: the first one. */
export const tellingOf = <Media extends Pick<ShownMedia, 'use' | 'nature'>>(
  media: readonly Media[],
): Media | undefined => media.find((each) => each.use === 'story' && isHeard(each))

/**
 * Everything heard, in the order of its page: the telling first, then the others. The mark comes before the addresses of
 * its seconds: `#t=83` in the first, `#s2-t=83` in the second.
 */
export function soundsOf<Media extends Pick<ShownMedia, 'use' | 'nature'>>(
  media: readonly Media[],
): { sound: Media; mark: string }[] {
  const first = tellingOf(media)
  const sounds = [...(first ? [first] : []), ...media.filter((each) => isHeard(each) && each !== first)]
  return sounds.map((sound, at) => ({ sound, mark: at === 0 ? '' : `s${at + 1}-` }))
}

/** The copies a browser may play, the lightest first: it takes the first it knows. */
export function playableOf({ nature, files }: Pick<ShownMedia, 'nature' | 'files'>): ShownFile[] {
  const kind = nature === 'video' ? 'video/' : 'audio/'
  return files.filter(({ media_type }) => media_type.startsWith(kind)).toSorted((one, other) => rank(one) - rank(other))
}

const order = ['audio/ogg', 'audio/mp4', 'audio/mpeg', 'video/webm', 'video/mp4']
const rank = ({ media_type }: ShownFile): number => (order.indexOf(media_type) + order.length + 1) % (order.length + 1)

/** The copy that every program can play: what a podcast gives. */
export const portableOf = (media: Pick<ShownMedia, 'nature' | 'files'>): ShownFile | undefined =>
  ['audio/mpeg', 'audio/mp4', 'video/mp4']
    .map((type) => media.files.find(({ media_type }) => media_type === type))
    .find((file) => file !== undefined) ?? playableOf(media)[0]

/** Its picture, by type; the widest last. */
export const picturesOf = ({ files }: Pick<ShownMedia, 'files'>, media_type: string): ShownFile[] =>
  files.filter((file) => file.media_type === media_type).toSorted((one, other) => (one.width ?? 0) - (other.width ?? 0))

/** The still picture of a film. */
export const posterOf = ({ files }: Pick<ShownMedia, 'files'>): ShownFile | undefined =>
  files.find(({ name, media_type }) => name.startsWith('poster') && media_type === 'image/jpeg') ??
  files.find(({ media_type }) => media_type === 'image/jpeg')

/** Its words, in the languages in which there are some: the one told first. */
export const wordsOf = ({ transcripts }: Pick<ShownMedia, 'transcripts'>): ShownTranscript[] => withWords(transcripts)

/** What one sees in it, in the languages in which it is written; nothing when its sound says it all. */
export const sightsOf = ({ descriptions }: Pick<ShownMedia, 'descriptions'>): ShownTranscript[] =>
  withWords(descriptions ?? [])

/** The place in the page of what one sees from that second; `mark` as in soundsOf. */
export const sightPlace = (mark: string, language: string, second: number): string => `${mark}vu-${language}=${second}`

const withWords = (written: readonly ShownTranscript[]): ShownTranscript[] =>
  written
    .filter(({ cues }) => cues.some(({ text }) => text.trim() !== ''))
    .toSorted((one, other) => Number(other.form === 'original') - Number(one.form === 'original'))

/** Heard, without words for those who do not hear, with the reason and the day they will come. */
export const lacksWords = (media: Pick<ShownMedia, 'nature' | 'transcripts' | 'excuse'>): boolean =>
  isHeard(media) && media.excuse !== null && wordsOf(media).length === 0

/** Where its captions are, for browsers (`vtt`), other players (`srt`) and paper (`txt`). The same in every language. */
export const captionsPath = (
  code: string,
  media: Pick<ShownMedia, 'id'>,
  language: string,
  form: 'vtt' | 'srt' | 'txt',
): string => `/transcriptions/${code}/${media.id}/${encodeURIComponent(language)}.${form}`

/** Where what one sees in it is, as a file. */
export const sightsPath = (
  code: string,
  media: Pick<ShownMedia, 'id'>,
  language: string,
  form: 'vtt' | 'txt',
): string => `/transcriptions/${code}/${media.id}/${encodeURIComponent(language)}.descriptions.${form}`
