// The picture shown with a link to a contribution, and the podcast's. What is drawn comes from the shelf: a name that is
// not agreed is not there to be drawn.

import { machines } from '#core/exchange/addresses.ts'
import { coverImage, previewImage } from '#core/exchange/preview-image.ts'
import type { Doors } from '#core/doors.ts'
import { notFound } from '#core/platform/errors.ts'
import { siteNameOf, workFor } from '#ui/machine-head.tsx'
import { quoted } from '#ui/quotes.ts'
import { namedIn } from './embed.routes.tsx'

export function previewRoutes(doors: Doors): void {
  doors.read(machines.preview, async (reading) => {
    const { story } = await namedIn(reading)
    const work = workFor(reading, story)
    if (!work) throw notFound()
    const { locale } = reading
    const texts = story.texts.filter((text) => text.form !== 'easy')
    // In the reader's language if someone translated it, else as it was told, else in any language that can be drawn.
    const quotes = [
      ...(work.quote ? [work.quote] : []),
      ...texts.map(({ quote, language }) => ({ text: quote, language })),
    ]
    const titles = [work.title, ...texts.map(({ title, language }) => ({ text: title, language }))]
    const bytes = await previewImage({
      said: [
        ...quotes.filter(({ text }) => text).map(({ text, language }) => ({ text: quoted(text, language), language })),
        ...titles,
      ],
      who: work.who,
      site: siteNameOf(reading),
      language: locale,
    })
    return pictureOf(bytes)
  })

  doors.read(machines.cover, async (reading) => {
    const { locale } = reading
    return pictureOf(await coverImage({ name: siteNameOf(reading), language: locale }))
  })
}

const pictureOf = (bytes: Uint8Array<ArrayBuffer>): Response =>
  new Response(bytes, {
    status: 200,
    headers: {
      'Content-Type': 'image/png',
      'Cache-Control': 'public, no-cache',
      // Made to be shown with a link, on any site.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  })
