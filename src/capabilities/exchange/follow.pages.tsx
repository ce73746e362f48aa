// "Suivre": the feeds of the site, of each theme and of each language told, in the three formats readers know.

import type { ComponentChildren } from 'preact'
import { elsewhere, feedFormats, feeds, feedTypes, machines, podcasts } from '#core/exchange/addresses.ts'
import { hrefOf, type Address } from '#core/doors.ts'
import type { Words } from '#core/shelf/cards.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { Foreign, useLocale } from '#ui/locale.tsx'
import { machineTexts } from '#ui/machine-texts.ts'
import { exchangeTexts } from './exchange.texts.ts'

export function FollowPage(props: {
  themes: readonly { slug: string; name: Words; isHeard: boolean }[]
  languages: readonly { tag: string; name: string; isHeard: boolean }[]
}) {
  const locale = useLocale()
  const t = exchangeTexts.in(locale)
  return (
    <>
      <Crumbs
        items={[
          { href: hrefOf(locale, elsewhere.home), label: machineTexts.in(locale)('crumb.home') },
          { label: t('follow.title') },
        ]}
      />
      <div class="sober narrow stack sp-5">
        <h1>{t('follow.title')}</h1>
        <p class="lead">{t('follow.lead')}</p>
        <p>{t('follow.how')}</p>
        <h2>{t('follow.site')}</h2>
        <Formats address={feeds.site} podcast={podcasts.site} name={t('follow.site')} />
        <p>{t('follow.podcast')}</p>
        {props.themes.length > 0 && (
          <>
            <h2>{t('follow.themes')}</h2>
            <Several>
              {props.themes.map(({ slug, name, isHeard }) => (
                <li key={slug}>
                  <p>
                    <Foreign lang={name.language}>{name.text}</Foreign>
                  </p>
                  <Formats
                    address={feeds.theme}
                    podcast={isHeard ? podcasts.theme : undefined}
                    params={{ slug }}
                    name={name.text}
                  />
                </li>
              ))}
            </Several>
          </>
        )}
        {props.languages.length > 0 && (
          <>
            <h2>{t('follow.languages')}</h2>
            <Several>
              {props.languages.map(({ tag, name, isHeard }) => (
                <li key={tag}>
                  <p>{name}</p>
                  <Formats
                    address={feeds.language}
                    podcast={isHeard ? podcasts.language : undefined}
                    params={{ language: tag }}
                    name={name}
                  />
                </li>
              ))}
            </Several>
          </>
        )}
        <h2>{t('follow.programs')}</h2>
        <p>
          {t('follow.api')} <a href={hrefOf(locale, machines.api)}>{t('api.name')}</a>
        </p>
      </div>
    </>
  )
}

const Several = (props: { children: ComponentChildren }) => <ul class="rows">{props.children}</ul>

/** Links, each saying what it leads to when read alone; the podcast only where there is something to hear. */
function Formats(props: {
  address: typeof feeds.site
  podcast: Address | undefined
  params?: Record<string, string>
  name: string
}) {
  const locale = useLocale()
  const t = exchangeTexts.in(locale)
  const links = [
    ...feedFormats.map((format) => ({ format, address: props.address(format), type: feedTypes[format] })),
    ...(props.podcast ? [{ format: 'podcast' as const, address: props.podcast, type: feedTypes.rss }] : []),
  ]
  return (
    <p class="cluster">
      {links.map(({ format, address, type }) => (
        <a key={format} class="btn btn-line btn-s" href={hrefOf(locale, address, props.params)} type={type}>
          {t(`format.${format}`)}
          <span class="vh">{t('format.of', { name: props.name })}</span>
        </a>
      ))}
    </p>
  )
}
