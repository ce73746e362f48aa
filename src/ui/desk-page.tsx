// Desk pages: where facilitators, editors and administrators work. A night bar says who is at work and leads to the
// tasks, with how much waits in each.

import type { ComponentChildren } from 'preact'
import { LanguageSwitch, TextSize } from '#ui/aids.tsx'
import { Icon } from '#ui/icons.tsx'
import { useNumber, useTexts } from '#ui/locale.tsx'
import { Brand, Document, Skip, type PageProps } from '#ui/page.tsx'
import type { DeskShell, NavEntry } from '#ui/shell.ts'
import { texts } from '#ui/texts.ts'

export type { DeskShell }

/** `<DeskPage shell={shell} title="File de relecture">…</DeskPage>` */
export function DeskPage(
  props: Omit<PageProps, 'shell' | 'noindex'> & { shell: DeskShell; status?: ComponentChildren },
) {
  const { shell } = props
  return (
    <Document {...props} noindex bodyClass="app">
      <Skip />
      <DeskTop shell={shell} status={props.status} />
      {props.banner}
      {shell.desk.length > 0 && <DeskNav entries={shell.desk} />}
      <main id="contenu" tabindex={-1} class={props.main ?? 'wrap desk'}>
        {props.children}
      </main>
    </Document>
  )
}

function DeskTop(props: { shell: DeskShell; status?: ComponentChildren }) {
  const t = useTexts(texts)
  const { shell } = props
  return (
    <header class="app-top on-night">
      <div class="wrap cluster app-bar">
        <Brand shell={shell} />
        {props.status && (
          <p class="net row small" role="status">
            {props.status}
          </p>
        )}
        <p class="app-who push">
          <Icon name="user" />
          <span>
            {shell.who.href ? <a href={shell.who.href}>{shell.who.name}</a> : <b>{shell.who.name}</b>}
            <small>{shell.who.role}</small>
          </span>
        </p>
        {shell.languages.length > 1 && <LanguageSwitch shell={shell} />}
        <div class="js-only">
          <TextSize now={shell.text} />
        </div>
        <form action={shell.signOut} method="post">
          <button class="btn btn-line btn-s">
            <Icon name="out" />
            {t('nav.signOut')}
          </button>
        </form>
      </div>
    </header>
  )
}

/**
 * The desk's menu. The count says how much waits there. On a small screen the list is folded behind a summary, with no
 * script: the list follows the details instead of being inside, so that a wide screen always shows it.
 */
function DeskNav(props: { entries: NavEntry[] }) {
  const t = useTexts(texts)
  const number = useNumber()
  const current = props.entries.find((entry) => entry.current)
  const waiting = props.entries.reduce((sum, entry) => sum + (entry.count ?? 0), 0)
  return (
    <nav class="desk-nav" aria-label={t('nav.desk')}>
      <details class="desk-fold">
        <summary class="wrap">
          <Icon name="menu" />
          <span>
            {t('nav.menu')}
            {current && <span class="soft"> · {current.label}</span>}
          </span>
          {waiting > 0 && (
            <b>
              <span aria-hidden="true">{number(waiting)}</span>
              <span class="vh">{t('nav.waiting', { count: waiting })}</span>
            </b>
          )}
        </summary>
      </details>
      <ul class="wrap">
        {props.entries.map((entry) => (
          <li key={entry.href}>
            <a href={entry.href} aria-current={entry.current ? 'page' : undefined}>
              {entry.icon && <Icon name={entry.icon} />}
              {entry.label}
              {Boolean(entry.count) && (
                <b>
                  <span aria-hidden="true">{number(entry.count ?? 0)}</span>
                  <span class="vh">{t('nav.waiting', { count: entry.count ?? 0 })}</span>
                </b>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
