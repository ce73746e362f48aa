// The whole document of a page. `Page` is what the public reads; `DeskPage` (desk-page.tsx) is where people work.
// Everything comes by props; nothing here knows an address, a capability or the database.

import type { ComponentChildren } from 'preact'
import { defaultLocale, directionOf, type Locale } from '#core/platform/i18n.ts'
import { Aids } from '#ui/aids.tsx'
import { Icon } from '#ui/icons.tsx'
import { LocaleProvider, useTexts } from '#ui/locale.tsx'
import { Foot } from '#ui/foot.tsx'
import type { LanguageLink, NavEntry, Shell } from '#ui/shell.ts'
import { texts } from '#ui/texts.ts'
import { ofTown } from '#ui/town.ts'
import { drawnOnce } from '#ui/written.ts'

export type { LanguageLink, NavEntry, Shell }

export type PageProps = {
  shell: Shell
  title: string
  /** Used as is, without “· Veillée de …”. */
  wholeTitle?: boolean
  description?: string | undefined
  canonical?: string | undefined
  /** The same page in other languages, whole addresses. */
  alternates?: { locale: string; href: string }[]
  noindex?: boolean
  /** Says in the title that something is missing (after a form came back). */
  hasErrors?: boolean
  /** Demonstration town, offline, closed season: above the page. */
  banner?: ComponentChildren
  /** Extra elements of the head, such as structured data in a file or a feed. */
  head?: ComponentChildren
  /** 'wrap' puts the page in the usual column; '' lets sections run from edge to edge. */
  main?: string
  children: ComponentChildren
}

/** `<Page shell={shell} title="Raconter" main="wrap">…</Page>`; turn it into text with `renderPage`. */
export function Page(props: PageProps) {
  const { shell } = props
  return (
    <Document {...props}>
      <Skip />
      <Aids shell={shell} motto />
      {props.banner}
      <Top shell={shell} />
      <main id="contenu" tabindex={-1} class={props.main || undefined}>
        {props.children}
      </main>
      <Foot shell={shell} />
    </Document>
  )
}

/**
 * What every page shows first. Asked for at once, so that letters change early, but after what the page cannot be drawn
 * without (`low`): it is drawn in the fallback faces of tokens.css, which take the same room.
 */
const latin = ['atkinson-latin', 'fraunces-latin']
const firstFonts: Record<Locale, readonly string[]> = {
  fr: latin,
  en: latin,
  ar: ['naskh-arabic-400', 'naskh-arabic-700'],
}

/** html and head, shared by the two kinds of pages. */
export function Document(props: Omit<PageProps, 'main' | 'banner'> & { bodyClass?: string }) {
  const { shell } = props
  const t = texts.in(shell.locale)
  const site = { town: shell.town, of: ofTown(shell.town) }
  const titled = props.wholeTitle ? props.title : t('page.title', { title: props.title, ...site })
  return (
    <LocaleProvider locale={shell.locale} {...(shell.timeZone ? { timeZone: shell.timeZone } : {})}>
      <html
        lang={shell.locale}
        dir={directionOf(shell.locale)}
        data-text={shell.text && shell.text !== '1' ? shell.text : undefined}
        data-easy={shell.isEasy ? '' : undefined}
        data-big={shell.isBig ? '' : undefined}
        data-accent={shell.accent}
      >
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <title>{props.hasErrors ? t('page.titleWithErrors', { title: titled }) : titled}</title>
          {props.description && <meta name="description" content={props.description} />}
          <meta name="color-scheme" content="light dark" />
          {props.noindex && <meta name="robots" content="noindex" />}
          {props.canonical && <link rel="canonical" href={props.canonical} />}
          {props.alternates?.map((other) => (
            <link key={other.locale} rel="alternate" hreflang={other.locale} href={other.href} />
          ))}
          {props.alternates?.[0] && (
            <link
              rel="alternate"
              hreflang="x-default"
              href={(props.alternates.find((other) => other.locale === defaultLocale) ?? props.alternates[0]).href}
            />
          )}
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={shell.assets.style} />
          {firstFonts[shell.locale].map((name) => (
            <link
              key={name}
              rel="preload"
              as="font"
              href={`/fonts/${name}.woff2`}
              crossorigin="anonymous"
              fetchpriority="low"
            />
          ))}
          {/* No screen waits for it: only paper, and those who ask for contrast, their own colours or less motion. */}
          <link
            rel="stylesheet"
            href={shell.assets.paper}
            media="print,(forced-colors:active),(prefers-contrast:more),(prefers-reduced-motion)"
          />
          {/* Not loaded while disabled; the script enables it where big buttons were chosen on this device. */}
          <link id="big-sheet" rel="stylesheet" href={shell.assets.big} {...(shell.isBig ? {} : { disabled: true })} />
          <script type="module" src={shell.assets.script} />
          {props.head}
        </head>
        <body class={props.bodyClass}>{props.children}</body>
      </html>
    </LocaleProvider>
  )
}

export function Skip() {
  const t = useTexts(texts)
  return (
    <a class="btn skip" href="#contenu">
      {t('page.skip')}
    </a>
  )
}

/** The lamp and the name: “Veillée de Valmorey”. */
export function Brand(props: { shell: Shell; small?: ComponentChildren }) {
  const t = useTexts(texts)
  const { shell } = props
  return (
    <a class="brand" href={shell.home}>
      <Lamp />
      <span>
        {t('brand.name')}
        <small>{props.small ?? <bdi>{t('brand.of', { town: shell.town, of: ofTown(shell.town) })}</bdi>}</small>
      </span>
    </a>
  )
}

const Lamp = drawnOnce(() => (
  <svg viewBox="0 0 40 44" aria-hidden="true" focusable="false">
    <circle cx="20" cy="27" r="16" fill="#F4B24A" fill-opacity=".28" />
    <circle cx="20" cy="27" r="10.5" fill="#F4B24A" />
    <path d="M20 0v9" stroke="currentColor" stroke-width="2.5" />
    <path d="M16.5 8.5h7c6 1.5 10 7 11 13.5h-29c1-6.5 5-12 11-13.5Z" fill="#A23E22" />
    <path d="M12.5 22a7.5 6 0 0 0 15 0Z" fill="#FFF0CF" />
  </svg>
))

function Top(props: { shell: Shell }) {
  const t = useTexts(texts)
  const { nav, menu } = props.shell
  return (
    <header class="top wrap">
      <Brand shell={props.shell} />
      <a class="btn btn-line big-back" href={props.shell.home} data-back={t('nav.back')}>
        <Icon name="previous" />
        <span>{t('nav.home')}</span>
      </a>
      <Ways nav={nav} menu={menu} />
    </header>
  )
}

/** The ways in, and the menu. */
const Ways = drawnOnce(({ nav, menu }: Pick<Shell, 'nav' | 'menu'>) => {
  const t = useTexts(texts)
  return (
    <>
      {nav.length > 0 && (
        <nav class="nav" aria-label={t('nav.main')}>
          <ul>
            {nav.map((entry) => (
              <li key={entry.href}>
                <a href={entry.href} aria-current={entry.current ? 'page' : undefined}>
                  {entry.icon && <Icon name={entry.icon} />}
                  {entry.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {menu.length > 0 && (
        <details class="pop" data-pop>
          <summary class="aid">
            <Icon name="menu" />
            {t('nav.menu')}
          </summary>
          <ul class="panel">
            {menu.map((entry) => (
              <li key={entry.href}>
                <a href={entry.href} aria-current={entry.current ? 'page' : undefined}>
                  {entry.icon && <Icon name={entry.icon} />}
                  {entry.label}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
})
