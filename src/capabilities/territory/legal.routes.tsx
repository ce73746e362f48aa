// Addresses of the pages every site must offer. All of them read the shelf.

import { existsSync } from 'node:fs'
import path from 'node:path'
import type { ComponentChildren } from 'preact'
import { hrefOf, type Address, type Doors, type Reading } from '#core/doors.ts'
import { clientFolder } from '#core/platform/assets.ts'
import { listThemes, themeNameIn } from '#core/shelf/browse.ts'
import { page } from '#ui/respond.tsx'
import { storyCard } from '#ui/contribution-card.tsx'
import { AccessibilityPage, statementJson, type UnsaidLink } from './accessibility.pages.tsx'
import { listUnsaid } from './accessibility.queries.ts'
import {
  ContactPage,
  HelpPage,
  MentionsPage,
  ModerationPage,
  SiteMapPage,
  SoftwarePage,
  TextPage,
} from './legal.pages.tsx'
import { listPageTexts, listQuarters } from './legal.queries.ts'
import { inLocale } from './legal.rules.ts'
import { addresses, type PublicPage } from './territory.addresses.ts'
import { publicTexts } from './territory.texts.ts'

type View = (reading: Reading, title: string) => ComponentChildren | Promise<ComponentChildren>

/** These pages are read before the site opens too. */
const evenClosed = { evenClosed: true }

/** Built with the site when it gives its own source. */
const archiveName = 'veillee-source.tar.gz'

export function legalRoutes(doors: Doors): void {
  const open = (name: PublicPage, view: View, address: Address = addresses[name]) =>
    doors.read(
      address,
      async (reading) => {
        const title = publicTexts.in(reading.locale)(`page.${name}`)
        return page(reading, { title, main: 'wrap' }, await view(reading, title))
      },
      evenClosed,
    )
  const textOf = async ({ reader, locale }: Reading, slug: string) =>
    inLocale(await listPageTexts(reader, slug), locale)

  open('mentions', async (reading, title) => (
    <MentionsPage title={title} site={reading.site} text={await textOf(reading, 'mentions')} />
  ))
  open('privacy', async (reading, title) => <TextPage title={title} text={await textOf(reading, 'privacy')} />)
  open('terms', async (reading, title) => <TextPage title={title} text={await textOf(reading, 'terms')} />)
  open('contact', async (reading, title) => (
    <ContactPage title={title} site={reading.site} text={await textOf(reading, 'contact')} />
  ))
  open('help', async (reading, title) => (
    <HelpPage title={title} site={reading.site} text={await textOf(reading, 'help')} />
  ))
  open('accessibility', async (reading, title) => (
    <AccessibilityPage
      title={title}
      site={reading.site}
      origin={reading.config.origin}
      unsaid={await unsaidIn(reading)}
    />
  ))
  open('moderation', async ({ reader }, title) => (
    <ModerationPage title={title} quarters={await listQuarters(reader)} />
  ))
  open('software', ({ site }, title) => (
    <SoftwarePage
      title={title}
      site={site}
      archive={existsSync(path.join(clientFolder(), archiveName)) ? `/${archiveName}` : undefined}
    />
  ))
  open('site_map', async ({ reader, locale, menus }, title) => {
    const themes = await listThemes(reader)
    const links = themes.map((theme) => ({
      href: hrefOf(locale, addresses.theme, { slug: theme.slug }),
      label: themeNameIn(theme.names, locale).text,
    }))
    return <SiteMapPage title={title} groups={[menus.navigation, menus.menu, menus.footer]} themes={links} />
  })

  doors.read(addresses.cgu, ({ c, locale }) => c.redirect(hrefOf(locale, addresses.terms), 301), evenClosed)
  doors.read(
    addresses.statement,
    async (reading) => reading.c.json(statementJson(reading.site, reading.config.origin, await unsaidIn(reading))),
    evenClosed,
  )
}

/** A site that is not open tells of no story. */
async function unsaidIn({ reader, locale, site, kinds }: Reading): Promise<UnsaidLink[]> {
  if (!site.is_live) return []
  return (await listUnsaid(reader, locale)).map(({ card, ...excuse }) => {
    const { href, who } = storyCard(card, kinds, locale)
    return { href, title: card.title, who: String(who), ...excuse }
  })
}
