// The journal as everyone reads it: the list, and one article.

import { isVoice } from '#core/contribution/content.ts'
import { hrefOf } from '#core/doors.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import { themeNameIn } from '#core/shelf/browse.ts'
import { wordsFor, type Card } from '#core/shelf/cards.ts'
import { isSeen, soundsOf } from '#core/shelf/shown-media.ts'
import type { Story } from '#core/shelf/stories.ts'
import { accentOr } from '#ui/accents.ts'
import { Chips } from '#ui/chip.tsx'
import { ContributionCards } from '#ui/contribution-card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { Day, Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { mediaTexts } from '#ui/media-texts.ts'
import { Pager } from '#ui/pages.tsx'
import { transcriptFor } from '#ui/passages.ts'
import { Pictures } from '#ui/pictures.tsx'
import { Player } from '#ui/player.tsx'
import { Prose } from '#ui/prose.tsx'
import { ShareButtons } from '#ui/share.tsx'
import { Transcript } from '#ui/transcript.tsx'
import { sentence, whoIn } from '#ui/who.ts'
import { addresses } from './articles.addresses.ts'
import { texts } from './texts.ts'

export function JournalPage(props: {
  cards: Card[]
  next?: string | undefined
  previous?: string | undefined
  kinds: Kinds
}) {
  const t = useTexts(texts)
  const path = hrefOf(useLocale(), addresses.list)
  return (
    <>
      <header class="intro">
        <h1>{t('list.title')}</h1>
        <p class="lead">{t('list.lead')}</p>
      </header>
      {props.cards.length > 0 ? (
        <ContributionCards cards={props.cards} kinds={props.kinds} heading="h2" />
      ) : (
        <Empty title={t('list.empty')}>
          <p>{t('list.emptyHint')}</p>
        </Empty>
      )}
      <Pager
        previous={props.previous && `${path}?avant=${props.previous}`}
        next={props.next && `${path}?apres=${props.next}`}
      />
    </>
  )
}

/** `address`: where it is, as one writes it by hand. */
export function ArticlePage({ article, address }: { article: Story; address: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const [original] = article.texts
  if (!original) return null
  const { title, lead } = wordsFor(locale, article.language, article.texts)
  const authors = article.credits.filter(isVoice)
  return (
    <article class="stack sp-5 narrow">
      <Crumbs
        items={[
          { href: hrefOf(locale, addresses.list), label: t('list.title') },
          { label: title.text, lang: title.language },
        ]}
      />
      <header class="stack">
        <Foreign as="h1" lang={title.language}>
          {title.text}
        </Foreign>
        {lead && (
          <Foreign as="p" lang={lead.language} class="lead">
            {lead.text}
          </Foreign>
        )}
        <p class="small soft">
          {sentence(whoIn(authors, locale), locale)} · <Day value={article.published_at} />
        </p>
      </header>
      <Heard article={article} />
      <Prose document={original.body} language={original.language} heading="h2" />
      <Pictures
        media={article.media.filter(isSeen)}
        told={article.language}
        address={address}
        sizes="(min-width:48rem) 44rem,92vw"
      />
      {article.themes.length > 0 && (
        <nav aria-label={t('page.themes')}>
          <Chips
            items={article.themes.map((theme) => {
              const name = themeNameIn(theme.names, locale)
              return {
                href: hrefOf(locale, addresses.theme, { slug: theme.slug }),
                label: name.text,
                lang: name.language,
                accent: accentOr(theme.accent),
              }
            })}
          />
        </nav>
      )}
      {article.notes.map((note, index) => (
        <section key={index} class="sheet stack">
          <h2 class="as-xl">{t(`note.${note.kind}`)}</h2>
          <Foreign as="p" lang="fr" class="said">
            {note.text}
          </Foreign>
          <p class="small soft">
            {note.by && (
              <>
                <bdi>{note.by}</bdi>
                {', '}
              </>
            )}
            <Day value={note.on} />
          </p>
        </section>
      ))}
      <p class="small soft">{t('page.licence')}</p>
      <ShareButtons />
    </article>
  )
}

/** Its sounds and films, each with its words. */
function Heard({ article }: { article: Story }) {
  const t = useTexts(mediaTexts)
  const locale = useLocale()
  return soundsOf(article.media).map(({ sound: media, mark }) => {
    const seen = transcriptFor(media, locale, { show: undefined, translation: '' })
    const place = { told: article.language, mark }
    return (
      <section key={media.id} class="stack">
        <Player
          {...place}
          media={media}
          code={article.code}
          id={`ecouter${mark && `-${mark.slice(1, -1)}`}`}
          name={t('player.play')}
        />
        {seen && (
          <Transcript {...place} media={media} seen={{ ...seen, onlyShown: false }} id={`${mark}mots`} mayFold />
        )}
      </section>
    )
  })
}
