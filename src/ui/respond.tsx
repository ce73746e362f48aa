// From what a handler knows of the request to a whole page: the town, the menus, the languages, who is at work.

import type { ComponentChildren, VNode } from 'preact'
import type { MenuEntry } from '#core/capability.ts'
import { hrefOf, localPath, type Asked, type Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { assetUrl } from '#core/platform/assets.ts'
import { recordingPolicy } from '#core/platform/http/guard.ts'
import { madeOf } from '#core/platform/http/sendable.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import type { Accent } from '#ui/accents.ts'
import type { IconName } from '#ui/icons.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { Page } from '#ui/page.tsx'
import { keepModes, type Mode } from '#ui/modes.ts'
import { renderPage } from '#ui/render.ts'
import type { DeskShell, NavEntry, Shell } from '#ui/shell.ts'
import { DemoBanner } from '#ui/demo-banner.tsx'
import { deskTexts } from '#ui/desk-texts.ts'

export type PageOptions = {
  title: string
  wholeTitle?: boolean
  description?: string
  /** 'wrap' for the usual column. */
  main?: string
  noindex?: boolean
  hasErrors?: boolean
  /** The page has an easy version. */
  hasEasy?: boolean
  head?: ComponentChildren
  /** At the desk: the page that this one belongs to, where its own address does not tell the menu which task it is. */
  within?: string
  /** It holds a recorder (ui/recorder.tsx). */
  records?: boolean
  /** 'story': a page that is only read, in the words of story.css. Otherwise known from the door. */
  sheet?: Sheet
  status?: 200 | 404 | 410 | 422 | 409 | 429 | 503
}

/** The one stylesheet of a page: reading a story needs little, forms and the desk everything. Each holds the one before. */
export type Sheet = 'story' | 'town' | 'work'

type Seen = Pick<Asked, 'c' | 'locale' | 'menus' | 'site' | 'config' | 'alternates' | 'isEasy'>

/** The frame of every page, from the manifests' menus and the site's identity. */
export function shellOf(asked: Seen, hasEasy = false, sheet: Sheet = 'actor' in asked ? 'work' : 'town'): Shell {
  const { locale, site, menus, c } = asked
  const here = c.req.path
  const isBig = isBigPage(asked)
  const entry = (each: MenuEntry): NavEntry => {
    const href = localPath(locale, each.href[locale])
    const [path = href] = href.split('#')
    return {
      href,
      label: each.label[locale],
      icon: each.icon as IconName,
      current: path !== localPath(locale, '/') && (here === path || here.startsWith(`${path}/`)),
    }
  }
  return {
    locale,
    town: site.name,
    motto: site.motto[locale] || site.motto.fr,
    home: localPath(locale, '/'),
    accent: site.accent as Accent,
    languages: locales.map((each) => ({ locale: each, href: asked.alternates[each] })),
    nav: menus.navigation.map(entry),
    menu: menus.menu.map(entry),
    legal: menus.footer.map(entry),
    // Whoever came here in the easy version is led out of it, even where a page has only one.
    ...(hasEasy || asked.isEasy ? { easyHref: withMode(asked.alternates[locale], 'facile', !asked.isEasy) } : {}),
    isEasy: asked.isEasy,
    bigHref: withMode(asked.alternates[locale], 'gros', !isBig),
    isBig,
    ...(site.phone ? { phone: { shown: site.phone, dial: site.phone.replace(/[^\d+]/g, '') } } : {}),
    accessibility: {
      level: site.accessibility === 'full' ? 'fully' : site.accessibility === 'partial' ? 'partly' : 'no',
      href: localPath(locale, accessibilityPath[locale]),
    },
    carriedBy: site.carried_by[locale] || site.carried_by.fr,
    sourceHref: localPath(locale, sourcePath[locale]),
    assets: {
      style: assetUrl(sheet),
      paper: assetUrl('paper'),
      big: assetUrl('big'),
      script: assetUrl('veillee'),
    },
  }
}

const accessibilityPath: Record<Locale, string> = { fr: '/accessibilite', en: '/accessibility', ar: '/accessibility' }
const sourcePath: Record<Locale, string> = { fr: '/logiciel-libre', en: '/free-software', ar: '/free-software' }

/** Big buttons were asked for (`?gros=1`). */
const isBigPage = ({ c }: Pick<Seen, 'c'>): boolean => c.req.query('gros') === '1'

/** The same page in another mode: `facile` for the easy version, `gros` for big buttons. */
function withMode(href: string, mode: Mode, isOn: boolean): string {
  const [path = '', search] = href.split('?')
  const params = new URLSearchParams(search)
  if (isOn) params.set(mode, '1')
  else params.delete(mode)
  const said = params.toString()
  return said ? `${path}?${said}` : path
}

/** A public page: `return page(reading, { title }, <StoryPage … />)`. */
export function page(asked: Seen, options: PageOptions, children: ComponentChildren): Response {
  const { origin } = asked.config
  const absolute = (locale: Locale) => origin + asked.alternates[locale].split('?')[0]
  return html(
    asked,
    options,
    <Page
      {...options}
      noindex={options.noindex === true || !asked.site.is_live}
      shell={shellOf(asked, options.hasEasy, options.sheet)}
      canonical={absolute(asked.locale)}
      alternates={locales.map((locale) => ({ locale, href: absolute(locale) }))}
      banner={asked.site.is_demo ? <DemoBanner locale={asked.locale} /> : undefined}
    >
      {children}
    </Page>,
  )
}

/** A page of the desk, for the member at work. Counts what waits behind each entry of the desk's menu. */
export async function deskPage(
  visit: Visit<Member>,
  options: PageOptions,
  children: ComponentChildren,
): Promise<Response> {
  // `status` is the answer's; DeskPage has another one, shown in its bar.
  const { status: _, within, ...framed } = options
  const { actor, locale, menus, desk } = visit
  const t = deskTexts.in(locale)
  const frame = shellOf(visit)
  const here = within ?? new URL(visit.c.req.url).pathname
  const entries = menus.desk.filter((each) => each.roles.some((role) => actor.roles.includes(role)))
  // The desk's home is above every screen: only the nearest entry is where one is.
  const nearest = entries
    .map((each) => localPath(locale, each.href[locale]))
    .filter((href) => here === href || here.startsWith(`${href}/`))
    .toSorted((one, other) => other.length - one.length)[0]
  const counted = await Promise.all(
    entries.map(async (each): Promise<NavEntry> => {
      const href = localPath(locale, each.href[locale])
      const count = await each.count?.(desk, actor.person_id, actor.space_id)
      return {
        href,
        label: each.label[locale],
        icon: each.icon as IconName,
        current: href === nearest,
        ...(count ? { count } : {}),
      }
    }),
  )
  const shell: DeskShell = {
    ...frame,
    who: {
      name: actor.name,
      role: actor.roles.map((role) => t(`role.${role}`)).join(' · '),
      href: localPath(locale, accountPath[locale]),
    },
    desk: counted,
    signOut: localPath(locale, signOutPath[locale]),
  }
  return html(
    visit,
    options,
    <DeskPage {...framed} shell={shell} banner={visit.site.is_demo ? <DemoBanner locale={locale} /> : undefined}>
      {children}
    </DeskPage>,
  )
}

const accountPath: Record<Locale, string> = { fr: '/mon-compte', en: '/my-account', ar: '/my-account' }
const signOutPath: Record<Locale, string> = { fr: '/sortir', en: '/sign-out', ar: '/sign-out' }

function html(asked: Seen, options: PageOptions, document: VNode): Response {
  const text = renderPage(document)
  const modes: Mode[] = [...(isBigPage(asked) ? ['gros' as const] : []), ...(asked.isEasy ? ['facile' as const] : [])]
  // Bytes at once: a Response made of a text would encode it letter by letter.
  const bytes = new Uint8Array(Buffer.from(keepModes(text, modes)))
  const response: Response = asked.c.body(bytes, options.status ?? 200, {
    'Content-Type': 'text/html; charset=UTF-8',
    ...(options.records && { 'Content-Security-Policy': recordingPolicy(asked.config.origin) }),
  })
  return madeOf(response, bytes)
}

/** After a writing: to the page that shows it (303). The notice is a key of the sentence to show there. */
export function redirect(asked: Pick<Asked, 'c'>, href: string, notice?: string): Response {
  const [path = '', hash] = href.split('#')
  const target = notice ? `${path}${path.includes('?') ? '&' : '?'}fait=${notice}` : path
  return asked.c.redirect(hash ? `${target}#${hash}` : target, 303)
}

export { hrefOf }
