// A story's page: who tells, her words in her language and their translation, the way she came, what it meets.

import { plainTextOf } from '#core/contribution/document.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import type { Crossing, GatheringSeen } from '#core/shelf/crossings/crossings.ts'
import type { ShownCredit } from '#core/shelf/shelf.tables.ts'
import type { Story } from '#core/shelf/stories.ts'
import { Band } from '#ui/band.tsx'
import { LinkButton } from '#ui/button.tsx'
import { Meta, type MetaItem } from '#ui/card.tsx'
import { Chips } from '#ui/chip.tsx'
import { accentOr } from '#ui/accents.ts'
import { ContributionCrossings, GatheringLinks, windowOf } from '#ui/contribution-card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { formatDay } from '#ui/dates.ts'
import { ownName } from '#ui/languages.ts'
import { Foreign, Quote, useLocale, useTexts } from '#ui/locale.tsx'
import { mediaTexts } from '#ui/media-texts.ts'
import { Banner } from '#ui/notices.tsx'
import { Portrait } from '#ui/portraits.tsx'
import { Prose } from '#ui/prose.tsx'
import { ShareButtons } from '#ui/share.tsx'
import { SideBySide, type Shown } from '#ui/side-by-side.tsx'
import { isolated, languagesIn, sentence, whoIn } from '#ui/who.ts'
import { themeNameIn } from '#core/shelf/browse.ts'
import { languageName } from '#core/platform/i18n.ts'
import { addresses, elsewhere } from './reading.addresses.ts'
import {
  OtherPictures,
  OtherSounds,
  PicturesBeside,
  StoryPlayer,
  ToldWords,
  useToldWords,
  type AskedWords,
} from './reading.heard.tsx'
import { withChosen } from './reading.input.ts'
import { StoryAround, StoryJourney } from './reading.parts.tsx'
import { detailsOf, type Seen } from './reading.rules.ts'
import { readingTexts } from './reading.texts.ts'

export type StoryPageProps = {
  story: Story
  seen: Seen
  voices: ShownCredit[]
  crossings: Crossing[]
  gatherings: GatheringSeen[]
  kinds: Kinds
  /** Which words of the telling were asked for. */
  asked: AskedWords
  isEasy: boolean
  origin: string
}

export function StoryPage(props: StoryPageProps) {
  const t = useTexts(readingTexts)
  const inMedia = useTexts(mediaTexts)
  const { story, seen, crossings, gatherings } = props
  const words = useToldWords(story, props.asked)
  const hasText = !words || plainTextOf(seen.original.body).trim() !== ''
  const full = seen.easy ? 'not-easy' : ''
  const locale = useLocale()
  const together = (slug: string) => hrefOf(locale, elsewhere.together, { slug })
  return (
    <article>
      <StoryHead {...props} />
      <div class="wrap">
        {seen.easy && (
          <section class="easy band" aria-labelledby="facile">
            <h2 class="as-xl" id="facile">
              {t('story.easy')}
            </h2>
            {seen.easy.machine && <Banner tone="info" title={t('story.machineEasy')} />}
            <Prose document={seen.easy.body} language={seen.easy.language} class="stack" />
          </section>
        )}
        {seen.words.quote && (
          <blockquote class={`pull ${full}`}>
            <Quote as="p" text={seen.words.quote.text} lang={seen.words.quote.language} />
          </blockquote>
        )}
        {words && (
          <Band
            id="paroles"
            title={inMedia('words.title')}
            lead={<span class="js-only">{inMedia('words.lead')}</span>}
            class={full}
          >
            <div class="with-aside aside-s">
              <ToldWords story={story} words={words} mayFold={hasText} />
              <Aside {...props} />
            </div>
          </Band>
        )}
        {hasText && (
          <Band id="texte" title={t('story.text')} class={full}>
            <div class="with-aside aside-s">
              <StoryText {...props} />
              {!words && <Aside {...props} />}
            </div>
          </Band>
        )}
        <OtherSounds story={story} voices={props.voices} />
        <OtherPictures story={story} origin={props.origin} />
        <StoryJourney story={story} details={detailsOf(story)} />
        {crossings.length + gatherings.length > 0 && (
          <Band id="croisements" title={t('story.crossings')} lead={t('story.crossingsLead')}>
            <ContributionCrossings crossings={crossings} kinds={props.kinds} together={together} />
            <GatheringLinks gatherings={gatherings} together={together} />
          </Band>
        )}
        <StoryAround story={story} details={detailsOf(story)} origin={props.origin} />
      </div>
    </article>
  )
}

/** The same story with something else chosen in its address. */
function useStoryHref(story: Story) {
  const path = hrefOf(useLocale(), addresses.story, { code: story.code, slug: story.slug })
  return (choices: Record<string, string>, hash = '') => withChosen(path, choices) + hash
}

function StoryHead({ story, seen, voices, isEasy }: StoryPageProps) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const href = useStoryHref(story)
  const { title, lead } = seen.words
  const details = detailsOf(story)
  const others = seen.translations.map((text) => text.language)
  const told = languageName(story.language, locale)
  const meta: MetaItem[] = [
    ...(details.collected_on
      ? [{ icon: 'cal' as const, text: t('story.collected', { date: formatDay(details.collected_on, locale) }) }]
      : []),
    ...(details.collected_at
      ? [{ icon: 'pin' as const, text: t('story.collectedAt', { place: isolated(details.collected_at, locale) }) }]
      : []),
    {
      icon: 'globe',
      text: others.length
        ? t('story.languages', { told, others: languagesIn([...new Set(others)], locale) })
        : t('story.language', { told }),
    },
  ]
  return (
    <header class="story-head on-night">
      <div class="wrap">
        <Crumbs
          items={[
            { href: hrefOf(locale, elsewhere.home), label: t('story.home') },
            { href: hrefOf(locale, addresses.list), label: t('story.crumb') },
            { label: title.text, lang: title.language },
          ]}
        />
        <div class="story-in">
          <Portrait name={windowOf({ portrait: story.portrait, code: story.code, voices })} />
          <div>
            <Foreign as="h1" lang={title.language}>
              {title.text}
            </Foreign>
            {seen.original.title && seen.original.title !== title.text && (
              <p class="story-told">
                <span class="vh">{t('story.told')} </span>
                <Foreign lang={seen.original.language}>{seen.original.title}</Foreign>
              </p>
            )}
            <p class="story-by">{sentence(whoIn(voices, locale), locale)}</p>
            {lead && (
              <Foreign as="p" lang={lead.language} class={seen.easy ? 'lead not-easy' : 'lead'}>
                {lead.text}
              </Foreign>
            )}
            <Meta items={meta} />
            <StoryPlayer story={story} voices={voices} />
            {seen.easy && (
              <p class="no-print">
                <LinkButton
                  href={href(isEasy ? {} : { facile: '1' })}
                  variant="line"
                  icon="easy"
                  class={isEasy ? 'read-full' : 'not-easy'}
                >
                  {t(isEasy ? 'story.readFull' : 'story.readEasy')}
                </LinkButton>
              </p>
            )}
          </div>
        </div>
      </div>
    </header>
  )
}

function StoryText({ story, seen }: StoryPageProps) {
  const t = useTexts(readingTexts)
  const href = useStoryHref(story)
  const { original, translation, translations } = seen
  const side = ({ language, body }: typeof original) => ({ language, document: body })
  const shows = (show: Shown) =>
    href({ texte: show, traduction: translations.length > 1 ? (translation?.language ?? '') : '' }, '#texte')
  return (
    <div class="stack">
      {translations.length > 1 && (
        <nav class="no-print" aria-label={t('story.chooseTranslation')}>
          <p class="small soft" aria-hidden="true">
            {t('story.translation')}
          </p>
          <Chips
            items={translations.map((text) => ({
              href: href({ traduction: text.language, texte: seen.show === 'a' ? 'ab' : seen.show }, '#texte'),
              label: ownName(text.language),
              lang: text.language,
              current: text === translation,
            }))}
          />
        </nav>
      )}
      {translation?.machine && (
        <Banner tone="info" title={t('story.machine')}>
          {t('story.machineText')}
        </Banner>
      )}
      <SideBySide
        id="mots"
        original={side(original)}
        translation={translation && side(translation)}
        show={seen.show}
        onlyShown={seen.onlyShown}
        hrefs={{ ab: shows('ab'), a: shows('a'), b: shows('b') }}
      />
    </div>
  )
}

function Aside({ story, origin }: StoryPageProps) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  return (
    <aside class="stack" aria-label={t('story.aside')}>
      <PicturesBeside story={story} origin={origin} />
      {story.themes.length > 0 && (
        <div class="stack">
          <h3>{t('story.themes')}</h3>
          <Chips
            items={story.themes.map((theme) => {
              const name = themeNameIn(theme.names, locale)
              return {
                href: hrefOf(locale, elsewhere.theme, { slug: theme.slug }),
                label: name.text,
                lang: name.language,
                accent: accentOr(theme.accent),
              }
            })}
          />
        </div>
      )}
      <ShareButtons />
    </aside>
  )
}
