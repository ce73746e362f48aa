// Reading doors: the list, a story, and the short address printed on paper. Only the reader's connection.

import { isVoice } from '#core/contribution/content.ts'
import { pathOf } from '#core/contribution/kind.ts'
import { type Doors, type Reading } from '#core/doors.ts'
import { AppError } from '#core/platform/errors.ts'
import { getStoryAmongOthers } from '#core/shelf/crossings/crossings.ts'
import { findAddress } from '#core/shelf/stories.ts'
import { machineHead } from '#ui/machine-head.tsx'
import { MediaHead } from '#ui/media-head.tsx'
import { page } from '#ui/respond.tsx'
import { whoIn } from '#ui/who.ts'
import { addresses } from './reading.addresses.ts'
import { facetsOf } from './reading.finding.ts'
import { placesAsGeoJson } from './reading.geojson.ts'
import { isNarrowed, shownOf } from './reading.input.ts'
import { Beside, besidesOf } from './reading.beside.tsx'
import { listTitle, StoryListPage } from './reading.list.tsx'
import { seenBy } from './reading.rules.ts'
import { mostPlaces, selectedBy, viewOf, waysOf } from './reading.selection.tsx'
import { StoryPage } from './reading.story.tsx'
import { readingTexts } from './reading.texts.ts'
import { testimonyKind } from './testimonies.kind.ts'

export function readingRoutes(doors: Doors): void {
  doors.read(addresses.list, listStories)
  doors.read(addresses.places, listPlaces)
  doors.read(addresses.story, showStory)
  doors.read(addresses.short, followShort)
}

async function listStories(reading: Reading): Promise<Response> {
  const { locale } = reading
  const t = readingTexts.in(locale)
  const selected = await selectedBy(reading)
  const { chosen, selection, themes } = selected
  // Counted while the database reads what is shown.
  const [shown, besides, facets] = await Promise.all([
    viewOf(reading, selected),
    besidesOf(reading, selected),
    facetsOf(selected, locale),
  ])
  const words = { title: listTitle(locale, chosen.q), description: t('list.description') }
  return page(
    reading,
    {
      ...words,
      head: machineHead(reading, { kind: 'list', ...words }),
      main: 'wrap',
      // Every narrowing is for people: search engines are given the whole list, the themes and the stories.
      noindex: isNarrowed(chosen) || Boolean(chosen.apres || chosen.avant),
    },
    <>
      <StoryListPage
        chosen={chosen}
        count={selection.count}
        found={selected.found}
        facets={facets}
        themes={themes}
        nearest={selection.count === 0 ? selection.nearest() : []}
      >
        {shown}
      </StoryListPage>
      {besides && <Beside {...besides} />}
    </>,
  )
}

/** The places of the same selection, for the map that moves. */
async function listPlaces(reading: Reading): Promise<Response> {
  const { selection, chosen, catalog } = await selectedBy(reading)
  const ways = await waysOf(reading, selection)
  const places = placesAsGeoJson(reading.locale, chosen, selection.places(mostPlaces), ways, catalog.town.name)
  return reading.c.body(JSON.stringify(places), 200, {
    'Content-Type': 'application/geo+json; charset=utf-8',
    'X-Robots-Tag': 'noindex',
  })
}

async function showStory(reading: Reading): Promise<Response> {
  const { reader, locale, c } = reading
  const named = { kind: testimonyKind.name, code: reading.param('code'), locale }
  const { story, crossings, gatherings } = await getStoryAmongOthers(reader, named)
  // One address for one story: an old or missing title leads to the right one.
  if (reading.param('slug') !== story.slug)
    return c.redirect(pathOf(testimonyKind, locale, story.code, story.slug) + new URL(c.req.url).search, 301)
  const asked = { show: shownOf(reading.query('texte')), translation: reading.query('traduction') }
  const seen = seenBy(story, locale, asked)
  const voices = story.credits.filter(isVoice)
  const described =
    (seen.words.lead ?? seen.words.quote)?.text ??
    readingTexts.in(locale)('story.described', { who: whoIn(voices, locale) })
  const shown = (
    <StoryPage
      story={story}
      seen={seen}
      voices={voices}
      crossings={crossings}
      gatherings={gatherings}
      kinds={reading.kinds}
      asked={asked}
      isEasy={reading.isEasy}
      origin={reading.config.origin}
    />
  )
  return page(
    reading,
    {
      title: seen.words.title.text,
      description: described,
      hasEasy: seen.easy !== undefined,
      sheet: 'story',
      head: (
        <>
          {machineHead(reading, { kind: 'story', story })}
          <MediaHead media={story.media} />
        </>
      ),
    },
    shown,
  )
}

async function followShort(reading: Reading): Promise<Response> {
  const code = reading.param('code')
  if (!/^\d{6}$/.test(code)) throw new AppError('not_found')
  const found = await findAddress(reading.reader, code)
  const kind = reading.kinds.get(found.kind)
  if (!kind) throw new AppError('not_found')
  return reading.c.redirect(pathOf(kind, reading.locale, found.code, found.slug), 302)
}
