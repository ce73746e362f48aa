// The list of stories: who to listen to, by word, theme, place, years, language or form; in four views. Plain links: it
// works without script.

import type { ComponentChildren } from 'preact'
import type { Kinds } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Card } from '#core/shelf/cards.ts'
import type { Nearest } from '#core/shelf/choice.ts'
import type { Extract } from '#core/shelf/search/list-extracts.ts'
import type { Found } from '#core/shelf/search/find-words.ts'
import { sightPlace } from '#core/shelf/shown-media.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Cards, StoryCard } from '#ui/card.tsx'
import { storyCard } from '#ui/contribution-card.tsx'
import { Empty } from '#ui/empty.tsx'
import { Highlight } from '#ui/highlight.tsx'
import { Icon } from '#ui/icons.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Pager } from '#ui/pages.tsx'
import { isolated } from '#ui/who.ts'
import { addresses, elsewhere } from './reading.addresses.ts'
import { ChosenList, Facets, Kept, Views, type Here } from './reading.facets.tsx'
import { chosenLabel, type FacetOptions, type ThemeSeen } from './reading.finding.ts'
import { isNarrowed, nameOfPart, withChosen, type Chosen } from './reading.input.ts'
import { readingTexts } from './reading.texts.ts'

export type StoryListProps = {
  chosen: Chosen
  count: number
  /** What the search made of the words typed. */
  found: Found | undefined
  facets: FacetOptions[]
  themes: readonly ThemeSeen[]
  /** What taking one choice away would give, when nobody is found. */
  nearest: Nearest[]
  /** The stories, in the view chosen. */
  children: ComponentChildren
}

/** The list's address with some choices changed, from its first page. */
export function hereIn(locale: Locale, chosen: Chosen): Here {
  const path = hrefOf(locale, addresses.list)
  return (changes) => withChosen(path, { ...chosen, apres: '', avant: '', ...changes })
}

export function StoryListPage(props: StoryListProps) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const { chosen, count } = props
  const path = hrefOf(locale, addresses.list)
  const here = hereIn(locale, chosen)
  return (
    <>
      <header class="find stack">
        <h1>{t('list.heading')}</h1>
        <form class="cluster gap-2" role="search" action={path} method="get">
          <label class="vh" for="q">
            {t('list.search')}
          </label>
          <input
            class="input"
            id="q"
            name="q"
            type="search"
            value={chosen.q}
            placeholder={t('list.placeholder')}
            maxlength={200}
            autocomplete="off"
            data-suggest={hrefOf(locale, addresses.suggestions)}
          />
          <Kept chosen={chosen} but={['q']} />
          <Button size="l" icon="search">
            {t('list.find')}
          </Button>
        </form>
      </header>
      <section aria-labelledby="res">
        <h2 class="vh" id="res">
          {t('list.stories')}
        </h2>
        <Facets facets={props.facets} chosen={chosen} path={path} here={here} />
        <ChosenList chosen={chosen} themes={props.themes} path={path} here={here} />
        <div class="found-head">
          <p class="found as-xl" role="status">
            {t('list.count', { count })}
          </p>
          {count > 0 && <Views chosen={chosen} here={here} />}
        </div>
        <Searched {...props} here={here} />
        {count > 0 ? props.children : <Nobody {...props} path={path} here={here} />}
      </section>
    </>
  )
}

/** Cards, or the same in lines. */
export function CardsView(props: {
  chosen: Chosen
  here: Here
  cards: Card[]
  /** The passages where the words searched are, by contribution. */
  extracts?: ReadonlyMap<string, Extract> | undefined
  kinds: Kinds
  next?: string | undefined
  previous?: string | undefined
}) {
  const locale = useLocale()
  const { chosen, here } = props
  return (
    <>
      <div data-show={chosen.vue}>
        <Cards>
          {props.cards.map((card) => {
            const extract = props.extracts?.get(card.id)
            const shown = storyCard(card, props.kinds, locale)
            return (
              <StoryCard
                key={card.id}
                {...shown}
                href={shown.href + secondIn(extract?.passage)}
                found={foundIn(extract)}
              />
            )
          })}
        </Cards>
      </div>
      <Pager
        previous={props.previous && here({ avant: props.previous })}
        next={props.next && here({ apres: props.next })}
      />
    </>
  )
}

function foundIn(extract: Extract | undefined) {
  if (!extract) return undefined
  const { title, passage } = extract
  return {
    title: title && <Highlight {...title} />,
    passage: passage && (
      <>
        {passage.heard_s !== undefined && <HeardAt second={passage.heard_s} isSeen={passage.isSeen === true} />}
        <Highlight segments={passage.segments} language={passage.language} as="p" class="card-found" />
      </>
    ),
  }
}

/** The story's page plays from there. */
function secondIn(passage: Extract['passage']): string {
  if (passage?.heard_s === undefined) return ''
  const { heard_s, mark = '', language } = passage
  return passage.isSeen ? `#${sightPlace(mark, language, heard_s)}` : `#${mark}t=${heard_s}`
}

function HeardAt({ second, isSeen }: { second: number; isSeen: boolean }) {
  const t = useTexts(readingTexts)
  const [minutes, seconds] = [String(Math.floor(second / 60)), String(second % 60)]
  const key = isSeen ? 'list.seen' : 'list.heard'
  const text = minutes === '0' ? t(`${key}.seconds`, { seconds }) : t(key, { minutes, seconds })
  return (
    <p class="cluster small soft card-found">
      <Icon name={isSeen ? 'eye' : 'voice'} />
      {text}
    </p>
  )
}

/** What was searched, when it is not what was typed, and in which order the stories come. */
function Searched({ chosen, found, count, here }: StoryListProps & { here: Here }) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  if (!found || count === 0) return null
  const words = { typed: isolated(chosen.q, locale), words: isolated(found.corrected ?? chosen.q, locale) }
  const isSorted = found.strong.length > 0 && found.strong.length < found.ordinals.length
  return (
    <>
      {found.corrected && (
        <p class="prose">
          {t('list.corrected', words)} <a href={here({ mots: 'exacts' })}>{t('list.exact', words)}</a>
        </p>
      )}
      {isSorted && (chosen.vue === 'cartes' || chosen.vue === 'liste') && (
        <p class="small soft found-order">{t('list.order')}</p>
      )}
    </>
  )
}

/** Nobody holds all that was chosen: who is nearest, and the place that is kept. */
function Nobody(props: StoryListProps & { path: string; here: Here }) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const { chosen, nearest } = props
  const tell = hrefOf(locale, elsewhere.tell)
  const narrowed = isNarrowed(chosen)
  const onlyWords = nearest.every(({ without }) => without === 'words')
  return (
    <Empty title={t(narrowed ? 'list.none.title' : 'list.empty.title')} heading="h3">
      <p>{t(!narrowed ? 'list.empty.text' : chosen.q && onlyWords ? 'list.none.words' : 'list.none.text')}</p>
      {narrowed && nearest.length > 0 && (
        <ul class="nearest" aria-label={t('list.nearest')}>
          {nearest.map(({ without, count }) => {
            const name = nameOfPart[without]
            const choice = chosenLabel(name, chosen, props.themes, locale).text.replace(/^«\s*|\s*»$/g, '')
            return (
              <li key={name}>
                <a href={props.here({ [name]: '' })} rel="nofollow">
                  {t('list.without', { choice, count })}
                </a>
              </li>
            )
          })}
        </ul>
      )}
      <p class="cluster">
        {narrowed && <LinkButton href={props.path}>{t('list.all')}</LinkButton>}
        <LinkButton href={tell} variant={narrowed ? 'line' : 'solid'}>
          {t('list.tell')}
        </LinkButton>
      </p>
    </Empty>
  )
}

/** The title of the list in a browser's tab. */
export const listTitle = (locale: Locale, words: string): string =>
  words ? readingTexts.in(locale)('list.titleWords', { words }) : readingTexts.in(locale)('list.title')
