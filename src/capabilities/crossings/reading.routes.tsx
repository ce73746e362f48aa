// Reading doors of crossings. Only the reader's connection.

import type { Doors, Reading } from '#core/doors.ts'
import { findGatheringPage, getPlacePage, listGatherings, listSharedPlaces } from '#core/shelf/crossings/accounts.ts'
import { page } from '#ui/respond.tsx'
import { wordsIn } from '#ui/words-in.ts'
import { addresses } from './crossings.addresses.ts'
import { CrossingsIndexPage, GatheringAccountsPage, PlaceAccountsPage } from './reading.pages.tsx'
import { texts } from './texts.ts'

export function readingRoutes(doors: Doors): void {
  doors.read(addresses.index, async (reading) => {
    const t = texts.in(reading.locale)
    const [gatherings, places] = [await listGatherings(reading.reader), await listSharedPlaces(reading.reader)]
    return page(
      reading,
      { title: t('index.title'), description: t('index.lead'), main: 'wrap' },
      <CrossingsIndexPage gatherings={gatherings} places={places} />,
    )
  })
  doors.read(addresses.together, showTogether)
}

async function showTogether(reading: Reading): Promise<Response> {
  const { reader, locale, kinds } = reading
  const t = texts.in(locale)
  const slug = reading.param('slug')
  // What editors composed has the first word on an address.
  const gathering = await findGatheringPage(reader, slug, locale)
  if (gathering) {
    const description = wordsIn(gathering.presentations, locale)?.text
    return page(
      reading,
      {
        title: wordsIn(gathering.titles, locale)?.text ?? gathering.slug,
        ...(description && { description }),
        main: 'wrap',
      },
      <GatheringAccountsPage gathering={gathering} kinds={kinds} />,
    )
  }
  const [after, before, country] = [reading.query('apres'), reading.query('avant'), reading.query('pays')]
  const place = await getPlacePage(reader, { slug, locale, country, after, before })
  return page(
    reading,
    {
      title: place.name,
      description: t('place.lead', { count: place.items }),
      main: 'wrap',
      noindex: Boolean(after || before || country),
    },
    <PlaceAccountsPage place={place} kinds={kinds} />,
  )
}
