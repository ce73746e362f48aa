// The card of any contribution, whatever its kind, from what core/shelf/cards.ts gives: each word in its language,
// who tells, how long it takes. Lists of every capability use it.

import { pathOf, type Kinds } from '#core/contribution/kind.ts'
import { localPath } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Card } from '#core/shelf/cards.ts'
import type { Crossing, GatheringSeen } from '#core/shelf/crossings/crossings.ts'
import { accentOr } from '#ui/accents.ts'
import { Cards, Crossings, StoryCard, type MetaItem, type StoryCardProps } from '#ui/card.tsx'
import { whyOf } from '#ui/crossing-words.ts'
import { minutesIn } from '#ui/durations.ts'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { portraitOr, type PortraitName } from '#ui/portraits.tsx'
import { readingTexts } from '#ui/reading-texts.ts'
import { isolated, languagesIn, sentence, whoIn } from '#ui/who.ts'
import { wordsIn } from '#ui/words-in.ts'

/** The address of a contribution's page; its short one when this installation does not know its kind. */
function cardHref(card: Pick<Card, 'kind' | 'code' | 'slug'>, kinds: Kinds, locale: Locale): string {
  const kind = kinds.get(card.kind)
  return kind ? pathOf(kind, locale, card.code, card.slug) : localPath(locale, `/${card.code}`)
}

/** Her portrait, a neutral window when she has none, a drawn curtain for someone who keeps her name. */
export const windowOf = (shown: Pick<Card, 'portrait' | 'code' | 'voices'>): PortraitName =>
  shown.voices.length > 0 && shown.voices.every((voice) => voice.name === null)
    ? 'anonyme'
    : portraitOr(shown.portrait, shown.code)

const mediumIcons = { text: 'pen', sound: 'voice', video: 'video' } as const
const isMedium = (medium: string | null): medium is keyof typeof mediumIcons => medium !== null && medium in mediumIcons

/** “À écouter, 4 min”; what is read counts the minutes to read it. */
function lengthOf({ duration_ms, minutes }: Card, medium: keyof typeof mediumIcons, locale: Locale): string {
  const t = readingTexts.in(locale)
  if (medium === 'text') return t('medium.text', { minutes })
  return duration_ms === null ? t(`medium.${medium}Only`) : t(`medium.${medium}`, { minutes: minutesIn(duration_ms) })
}

/** What `StoryCard` takes, for one card and one reader. */
export function storyCard(card: Card, kinds: Kinds, locale: Locale): StoryCardProps {
  const t = readingTexts.in(locale)
  const medium = isMedium(card.medium) ? card.medium : 'text'
  const meta: MetaItem[] = [
    { icon: mediumIcons[medium], text: lengthOf(card, medium, locale) },
    { icon: 'globe', text: sentence(languagesIn(card.languages, locale), locale) },
    ...(card.isMachine ? [{ icon: 'info' as const, text: t('card.machine') }] : []),
  ]
  return {
    href: cardHref(card, kinds, locale),
    title: card.title.text,
    language: card.title.language,
    who: sentence(whoIn(card.voices, locale), locale),
    quote: (card.quote ?? card.lead)?.text,
    quoteLanguage: (card.quote ?? card.lead)?.language,
    portrait: windowOf(card),
    accent: accentOr(card.accent),
    meta,
  }
}

/** `<ContributionCards cards={await listCards(reader, { locale })} kinds={kinds} />` */
export function ContributionCards(props: { cards: readonly Card[]; kinds: Kinds; heading?: 'h2' | 'h3' }) {
  const locale = useLocale()
  return (
    <Cards>
      {props.cards.map((card) => (
        <StoryCard key={card.id} {...storyCard(card, props.kinds, locale)} heading={props.heading ?? 'h3'} />
      ))}
    </Cards>
  )
}

/**
 * Cards on the thread, each with why it is there, and where all the accounts of that place stand together.
 * `together` gives that page's address.
 */
export function ContributionCrossings(props: {
  crossings: readonly Crossing[]
  kinds: Kinds
  together?: (slug: string) => string
}) {
  const locale = useLocale()
  const t = useTexts(readingTexts)
  const why = ({ reason, together }: Crossing) => {
    const { text, language } = whyOf(reason, locale)
    return (
      <>
        <Foreign lang={language}>{text}</Foreign>{' '}
        {together && props.together && reason.kind === 'place' && (
          <a
            class="together"
            href={props.together(together)}
            aria-label={t('crossing.togetherAt', { place: isolated(reason.place, locale) })}
          >
            {t('crossing.together')}
          </a>
        )}
      </>
    )
  }
  return (
    <Crossings
      items={props.crossings.map((crossing) => ({
        ...storyCard(crossing.card, props.kinds, locale),
        why: why(crossing),
      }))}
    />
  )
}

/** The pages where editors put this story beside others. */
export function GatheringLinks(props: { gatherings: readonly GatheringSeen[]; together: (slug: string) => string }) {
  const locale = useLocale()
  const t = useTexts(readingTexts)
  if (props.gatherings.length === 0) return null
  return (
    <ul class="together-list">
      {props.gatherings.map(({ slug, titles, items }) => {
        const title = wordsIn(titles, locale)
        return (
          <li key={slug}>
            <a href={props.together(slug)}>
              <Foreign lang={title?.language}>{title?.text ?? slug}</Foreign>
            </a>{' '}
            <span class="small soft">{t('crossing.gathering', { count: items })}</span>
          </li>
        )
      })}
    </ul>
  )
}
