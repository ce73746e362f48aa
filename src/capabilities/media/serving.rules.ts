// Which bytes are meant, and what is said of them to a browser. Pure.

import type { MediaNature } from '#core/contribution/media.content.ts'
import type { Derived } from '#core/media/media.tables.ts'

/** The best that plays in every browser, by nature, first found first. */
const best: Record<MediaNature, readonly string[]> = {
  sound: ['aac', 'mp3', 'opus', 'vorbis', 'wav'],
  video: ['h264', 'vp9', 'vp8', 'av1'],
  picture: ['jpeg-1600', 'jpeg-960', 'jpeg-480'],
  document: ['jpeg-1600', 'jpeg-960', 'jpeg-480'],
}

/** The copy meant by the last word of an address; 'original' when it is that; undefined when there is no such thing. */
export function bytesMeant(
  what: string,
  nature: MediaNature,
  copies: readonly Derived[],
): Derived | 'original' | undefined {
  if (what === 'original') return 'original'
  if (what !== 'mieux') return copies.find(({ name }) => name === what)
  return bestOf(nature, copies) ?? 'original'
}

const bestOf = (nature: MediaNature, copies: readonly Derived[]): Derived | undefined =>
  best[nature].map((name) => copies.find((copy) => copy.name === name)).find((copy) => copy !== undefined)

/** As the public has or will have it: 'public' for the best, 'public-jpeg-960-p2' for one copy. Never the original. */
export function publicBytesMeant(what: string, nature: MediaNature, copies: readonly Derived[]): Derived | undefined {
  if (what === 'public') return bestOf(nature, copies)
  return what.startsWith('public-') ? copies.find(({ name }) => `public-${name}` === what) : undefined
}

/** Types that a player or an <img> may be given as they were found; anything else only to be kept. */
const shownTypes = /^(?:audio|video)\/[a-z0-9.+-]+$|^image\/(?:jpeg|png|webp|avif|gif)$/

/** What an original is said to be. It may come from anyone: never a page, never a program, never a drawing that runs. */
export function typeOfOriginal(media_type: string): string {
  const [type = ''] = media_type.toLowerCase().split(/\s*;/)
  return shownTypes.test(type) ? type : 'application/octet-stream'
}

/** What every file says of itself: opened alone, it runs nothing and reaches nothing. */
export const fileHeaders = (media_type: string, disposition: string): Record<string, string> => ({
  'content-type': media_type,
  'content-disposition': disposition,
  'content-security-policy': "default-src 'none'; img-src 'self'; media-src 'self'; sandbox",
})
