// oEmbed 1.0: what another site shows when someone writes the address of one of our pages there. The frame it gets holds
// no word of the story: it opens our own page, which knows what may still be shown.

import { element, escaped, xmlDocument } from './xml.ts'

export type Embedded = {
  title: string
  author: string
  provider: { name: string; url: string }
  thumbnail: { url: string; width: number; height: number }
  frame: { url: string; width: number; height: number }
}
export type Room = { maxwidth: number; maxheight: number }

const usual = { width: 600, height: 360 }
/** Below this the frame cannot be read: a link is given. */
const least = { width: 240, height: 200 }

/** The size of the frame in that room, or undefined when there is no room for one. */
export function frameIn(room: Room): { width: number; height: number } | undefined {
  const width = Math.min(usual.width, room.maxwidth)
  const height = Math.min(usual.height, room.maxheight)
  return width < least.width || height < least.height ? undefined : { width, height }
}

/** The answer's fields, in the order they are written. A title and a name are kept by those who ask: for an hour. */
export function oembedOf(page: Omit<Embedded, 'frame'> & { frame: Embedded['frame'] | undefined }) {
  const { title, author, provider, thumbnail, frame } = page
  return {
    version: '1.0',
    type: frame ? 'rich' : 'link',
    title,
    author_name: author,
    provider_name: provider.name,
    provider_url: provider.url,
    cache_age: 3_600,
    thumbnail_url: thumbnail.url,
    thumbnail_width: thumbnail.width,
    thumbnail_height: thumbnail.height,
    // In its sandbox the frame keeps our origin, so that our styles reach it; it may run no script.
    ...(frame && {
      html: `<iframe src="${escaped(frame.url)}" title="${escaped(title)}" width="${frame.width}" height="${frame.height}" loading="lazy" sandbox="allow-same-origin allow-popups allow-top-navigation-by-user-activation"></iframe>`,
      width: frame.width,
      height: frame.height,
    }),
  }
}

/** The same answer in XML. */
export const oembedXml = (answer: ReturnType<typeof oembedOf>): string =>
  xmlDocument(
    element(
      'oembed',
      {},
      Object.entries(answer).map(([name, value]) => element(name, {}, String(value))),
    ),
  )
