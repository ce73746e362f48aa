// The card of any contribution, whatever its kind, from what core/shelf/cards.ts gives: each word in its language,
// who tells, how long it takes. Lists of every capability use it.

import { pathOf, type Kinds } from '#core/contribution/kind.ts'
import { localPath } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { themeNameIn } from '#core/shelf/browse.ts'
import type { Card } from '#core/shelf/cards.ts'
import type { Crossing } from '#core/shelf/crossings.ts'
import { accentOr } from '#ui/accents.ts'
import { Cards, Crossings, StoryCard, type MetaItem, type StoryCardProps } from '#ui/card.tsx'
import { useLocale } from '#ui/locale.tsx'
import { portraitOr, type PortraitName } from '#ui/portraits.tsx'
import { readingTexts } from '#ui/reading-texts.ts'
import { isolated, languagesIn, sentence, whoIn } from '#ui/who.ts'

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

/** What `StoryCard` takes, for one card and one reader. */
export function storyCard(card: Card, kinds: Kinds, locale: Locale): StoryCardProps {
  const t = readingTexts.in(locale)
  const medium = isMedium(card.medium) ? card.medium : 'text'
  const meta: MetaItem[] = [
    { icon: mediumIcons[medium], text: t(`medium.${medium}`, { minutes: card.minutes }) },
    { icon: 'globe', text: sentence(languagesIn(card.languages, locale), locale) },
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

/** `<ContributionCards cards={await listCards(reader, { locale, limit: 6 })} kinds={kinds} />` */
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

/** Cards on the thread, each with why it is there. */
export function ContributionCrossings(props: { crossings: readonly Crossing[]; kinds: Kinds }) {
  const locale = useLocale()
  const t = readingTexts.in(locale)
  const why = ({ reason }: Crossing) =>
    'place' in reason
      ? t(`crossing.${reason.kind}`, { place: isolated(reason.place, locale) })
      : t(`crossing.${reason.kind}`, { theme: isolated(themeNameIn(reason.theme, locale).text, locale) })
  return (
    <Crossings
      items={props.crossings.map((crossing) => ({
        ...storyCard(crossing.card, props.kinds, locale),
        why: why(crossing),
      }))}
    />
  )
}
