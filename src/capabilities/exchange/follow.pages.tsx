// "Suivre": the feeds of the site, of each theme and of each language told, in the three formats readers know.

import type { ComponentChildren } from 'preact'
import { elsewhere, feedFormats, feeds, feedTypes, machines } from '#core/exchange/addresses.ts'
import { hrefOf } from '#core/doors.ts'
import type { Words } from '#core/shelf/cards.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { Foreign, useLocale } from '#ui/locale.tsx'
import { machineTexts } from '#ui/machine-texts.ts'
import { exchangeTexts } from './exchange.texts.ts'

export function FollowPage(props: {
  themes: readonly { slug: string; name: Words }[]
  languages: readonly { tag: string; name: string }[]
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
        <Formats address={feeds.site} name={t('follow.site')} />
        {props.themes.length > 0 && (
          <>
            <h2>{t('follow.themes')}</h2>
            <Several>
              {props.themes.map(({ slug, name }) => (
                <li key={slug}>
                  <p>
                    <Foreign lang={name.language}>{name.text}</Foreign>
                  </p>
                  <Formats address={feeds.theme} params={{ slug }} name={name.text} />
                </li>
              ))}
            </Several>
          </>
        )}
        {props.languages.length > 0 && (
          <>
            <h2>{t('follow.languages')}</h2>
            <Several>
              {props.languages.map(({ tag, name }) => (
                <li key={tag}>
                  <p>{name}</p>
                  <Formats address={feeds.language} params={{ language: tag }} name={name} />
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

/** Three links, each saying what it leads to when read alone. */
function Formats(props: { address: typeof feeds.site; params?: Record<string, string>; name: string }) {
  const locale = useLocale()
  const t = exchangeTexts.in(locale)
  return (
    <p class="cluster">
      {feedFormats.map((format) => (
        <a
          key={format}
          class="btn btn-line btn-s"
          href={hrefOf(locale, props.address(format), props.params)}
          type={feedTypes[format]}
        >
          {t(`format.${format}`)}
          <span class="vh">{t('format.of', { name: props.name })}</span>
        </a>
      ))}
    </p>
  )
}
