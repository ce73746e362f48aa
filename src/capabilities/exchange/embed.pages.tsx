// The small page that other sites show in a frame: what was said, by whom, and the way to the whole. No script, no menu.

import type { Work } from '#core/exchange/work.ts'
import { assetUrl } from '#core/platform/assets.ts'
import { directionOf, type Locale } from '#core/platform/i18n.ts'
import { tellingOf } from '#core/shelf/shown-media.ts'
import { minutesIn } from '#ui/durations.ts'
import { Foreign, LocaleProvider, Quote } from '#ui/locale.tsx'
import { exchangeTexts } from './exchange.texts.ts'

export function EmbedPage({ work, locale, site }: { work: Work; locale: Locale; site: string }) {
  const t = exchangeTexts.in(locale)
  const { title, quote, who, url, story } = work
  const telling = tellingOf(story.media)
  return (
    <LocaleProvider locale={locale}>
      <html lang={locale} dir={directionOf(locale)}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <meta name="robots" content="noindex" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${title.text} · ${site}`}</title>
          <link rel="canonical" href={url} />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={assetUrl('story')} />
        </head>
        <body>
          <main class="sheet stack">
            <h1 class="card-t">
              <Foreign lang={title.language}>{title.text}</Foreign>
            </h1>
            {quote && <Quote text={quote.text} lang={quote.language} />}
            <p>{who}</p>
            <p class="cluster">
              {telling && (
                <a class="btn" href={`${url}#ecouter`} target="_top">
                  {telling.duration_ms === null
                    ? t('embed.listen')
                    : t('embed.listenFor', { minutes: minutesIn(telling.duration_ms) })}
                </a>
              )}
              <a class={telling ? 'btn btn-line' : 'btn'} href={url} target="_top">
                {t('embed.read', { site })}
              </a>
            </p>
          </main>
        </body>
      </html>
    </LocaleProvider>
  )
}
