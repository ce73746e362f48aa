// Manifest of the capability `territory`: who the town is, its home, its themes, its legal pages, its members.

import './territory.tables.ts'
import type { Capability } from '#core/capability.ts'
import { change } from '#core/change.ts'
import { hrefOf } from '#core/doors.ts'
import { roles } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { changesOn } from './composition.rules.ts'
import { compositionRoutes } from './composition.routes.tsx'
import { getHome } from './composition.queries.ts'
import { deskRoutes } from './desk.routes.tsx'
import { homeRoutes } from './home.routes.tsx'
import { keepHomeTrue } from './composition.queries.ts'
import { countWaitingLetters } from './journal.queries.ts'
import { legalRoutes } from './legal.routes.tsx'
import { memberRoutes } from './members.routes.tsx'
import { homeMigrations } from './migrations/2026-11-23-home.ts'
import { settingsRoutes } from './settings.routes.tsx'
import { addresses, composers, desk, publicPages, type PublicPage } from './territory.addresses.ts'
import { deskTexts, publicTexts, type DeskKey } from './territory.texts.ts'
import { themeDeskRoutes } from './theme-desk.routes.tsx'
import { themePickRoutes } from './theme-picks.routes.tsx'
import { threadRoutes } from './thread.routes.tsx'
import { keepThemesTrue } from './themes.queries.ts'
import { themeRoutes } from './themes.routes.tsx'

const inAll = (say: (locale: Locale) => string): Record<Locale, string> =>
  Object.fromEntries(locales.map((locale) => [locale, say(locale)])) as Record<Locale, string>
const deskLabel = (key: DeskKey) => inAll((locale) => deskTexts.in(locale)(key))
const footer = (name: PublicPage, position: number) => ({
  href: addresses[name],
  label: inAll((locale) => publicTexts.in(locale)(`page.${name}`)),
  icon: 'info',
  position,
})
const part = (id: string): Record<Locale, string> => inAll(() => `/#${id}`)

export const territory: Capability = {
  name: 'territory',
  migrations: homeMigrations,
  routes(doors) {
    homeRoutes(doors)
    themeRoutes(doors)
    legalRoutes(doors)
    deskRoutes(doors)
    settingsRoutes(doors)
    themeDeskRoutes(doors)
    themePickRoutes(doors)
    compositionRoutes(doors)
    threadRoutes(doors)
    memberRoutes(doors)
  },
  // Until meetings have their agenda, one meets the relays.
  navigation: [{ href: part('relais'), label: deskLabel('menu.meet'), icon: 'meet', position: 30 }],
  menu: [
    {
      href: addresses.themes,
      label: inAll((locale) => publicTexts.in(locale)('page.themes')),
      icon: 'theme',
      position: 20,
    },
    { href: part('relais'), label: deskLabel('menu.relays'), icon: 'users', position: 80 },
    { href: addresses.help, label: inAll((locale) => publicTexts.in(locale)('page.help')), icon: 'info', position: 90 },
  ],
  footer: [
    footer('privacy', 10),
    footer('mentions', 20),
    footer('terms', 30),
    footer('contact', 40),
    footer('site_map', 50),
    footer('moderation', 60),
  ],
  deskMenu: [
    { href: desk.home, label: deskLabel('menu.home'), icon: 'home', position: 0, roles },
    { href: desk.compose, label: deskLabel('compose.title'), icon: 'cards', position: 65, roles: composers },
    { href: desk.themes, label: deskLabel('themes.title'), icon: 'theme', position: 70, roles: composers },
    { href: desk.members, label: deskLabel('members.title'), icon: 'users', position: 75, roles: ['administrator'] },
    {
      href: desk.letters,
      label: deskLabel('letters.title'),
      icon: 'mail',
      position: 80,
      roles: ['administrator'],
      count: async ({ db }) => await countWaitingLetters(db),
    },
    { href: desk.journal, label: deskLabel('journal.title'), icon: 'history', position: 85, roles },
    {
      href: desk.settings,
      label: deskLabel('settings.title'),
      icon: 'settings',
      position: 90,
      roles: ['administrator'],
    },
  ],
  permissions: {
    'territory.read': ['anyone'],
    'territory.deskHome': roles,
    'territory.readJournal': roles,
    'territory.changeTown': ['administrator'],
    'territory.openTown': ['administrator'],
    'territory.changeThemes': ['administrator'],
    'territory.composeHome': composers,
    'territory.chooseStories': composers,
    'territory.inviteMember': ['administrator'],
    'territory.changeRoles': ['administrator'],
    'territory.presentRelay': ['administrator'],
    'territory.readLetters': ['administrator'],
  },
  published: async (tx, what) => {
    await keepThemesTrue(tx, what)
    await keepHomeTrue(tx, what)
  },
  jobs: [
    {
      // The voice of the week changes on Monday, a chosen one when its days are over: yesterday's pages are forgotten.
      name: 'territory-new-day',
      schedule: '0 0 * * *',
      run: async ({ desk: ours }) => {
        const today = dayOf(ours.now())
        const { published } = await getHome(ours.db)
        if (!changesOn(published, today)) return
        await change(ours, { action: 'territory.newDay', actor: { kind: 'visitor' } }, async (work) => {
          work.touchSite()
          return null
        })
      },
    },
  ],
  pages: async ({ db }) => {
    const theme = await db.selectFrom('shelf.theme').select('slug').orderBy('position').limit(1).executeTakeFirst()
    return locales.flatMap((locale) => [
      hrefOf(locale, addresses.home),
      ...publicPages.map((name) => hrefOf(locale, addresses[name])),
      ...(theme ? [hrefOf(locale, addresses.theme, { slug: theme.slug })] : []),
    ])
  },
  sitemap: publicPages.map((name) => addresses[name]),
}
