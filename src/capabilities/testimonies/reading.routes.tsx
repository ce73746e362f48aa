// Reading doors: the list, a story, and the short address printed on paper. Only the reader's connection.

import { pathOf } from '#core/contribution/kind.ts'
import { type Doors, type Reading } from '#core/doors.ts'
import { AppError } from '#core/platform/errors.ts'
import { findTheme, listLanguages, listMedia, listThemeChoices } from '#core/shelf/browse.ts'
import { countCards, listCardPage, type CardFilter } from '#core/shelf/cards.ts'
import { listCrossings } from '#core/shelf/crossings.ts'
import { findAddress, getStory } from '#core/shelf/stories.ts'
import { page } from '#ui/respond.tsx'
import { whoIn } from '#ui/who.ts'
import { addresses } from './reading.addresses.ts'
import { choicesOf, shownOf, type Choices } from './reading.input.ts'
import { listTitle, StoryListPage } from './reading.list.tsx'
import { seenBy } from './reading.rules.ts'
import { StoryPage } from './reading.story.tsx'
import { readingTexts } from './reading.texts.ts'
import { testimonyKind } from './testimonies.kind.ts'

const kinds = [testimonyKind.name]

export function readingRoutes(doors: Doors): void {
  doors.read(addresses.list, listStories)
  doors.read(addresses.story, showStory)
  doors.read(addresses.short, followShort)
}

async function listStories(reading: Reading): Promise<Response> {
  const { reader, locale } = reading
  const t = readingTexts.in(locale)
  const chosen = choicesOf(reading)
  const filter = await filterOf(reading, chosen)
  const { cards, next, previous } = await listCardPage(reader, {
    ...filter,
    locale,
    limit: 24,
    after: chosen.apres,
    before: chosen.avant,
  })
  const [count, themes, languages, media] = await Promise.all([
    countCards(reader, filter),
    listThemeChoices(reader, kinds),
    listLanguages(reader, kinds),
    listMedia(reader, kinds),
  ])
  return page(
    reading,
    {
      title: listTitle(locale, chosen.q),
      description: t('list.description'),
      main: 'wrap',
      noindex: Boolean(chosen.q || chosen.apres || chosen.avant),
    },
    <StoryListPage
      chosen={chosen}
      cards={cards}
      count={count}
      next={next}
      previous={previous}
      themes={themes}
      languages={languages}
      media={media}
      kinds={reading.kinds}
    />,
  )
}

async function filterOf({ reader }: Reading, chosen: Choices): Promise<CardFilter> {
  const theme = chosen.theme ? await findTheme(reader, chosen.theme) : undefined
  return {
    kinds,
    ...(chosen.q && { words: chosen.q }),
    // A theme nobody knows holds nothing.
    ...(chosen.theme && { themes: theme?.ids ?? [] }),
    ...(chosen.langue && { language: chosen.langue }),
    ...(chosen.forme && { medium: chosen.forme }),
  }
}

async function showStory(reading: Reading): Promise<Response> {
  const { reader, locale, c } = reading
  const story = await getStory(reader, testimonyKind.name, reading.param('code'))
  // One address for one story: an old or missing title leads to the right one.
  if (reading.param('slug') !== story.slug)
    return c.redirect(pathOf(testimonyKind, locale, story.code, story.slug) + new URL(c.req.url).search, 301)
  const seen = seenBy(story, locale, {
    show: shownOf(reading.query('texte')),
    translation: reading.query('traduction'),
  })
  const crossings = await listCrossings(reader, { id: story.id, locale })
  const voices = story.credits.filter(({ role }) => role === 'told' || role === 'wrote')
  const described =
    (seen.words.lead ?? seen.words.quote)?.text ??
    readingTexts.in(locale)('story.described', { who: whoIn(voices, locale) })
  const shown = (
    <StoryPage
      story={story}
      seen={seen}
      voices={voices}
      crossings={crossings}
      kinds={reading.kinds}
      isEasy={reading.isEasy}
      origin={reading.config.origin}
    />
  )
  return page(
    reading,
    { title: seen.words.title.text, description: described, hasEasy: seen.easy !== undefined },
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
