// The pages every site must offer: who publishes it, what it keeps of people, its terms, how to reach someone, help.

import type { ComponentChildren } from 'preact'
import type { MenuEntry } from '#core/capability.ts'
import { hrefOf, localPath } from '#core/doors.ts'
import type { Site } from '#core/shelf/site.ts'
import { Credits } from '#ui/band.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { Phone } from '#ui/foot.tsx'
import { Day, useLocale, useTexts } from '#ui/locale.tsx'
import { Prose } from '#ui/prose.tsx'
import { Table } from '#ui/table.tsx'
import type { PageText, Quarter } from './legal.queries.ts'
import { addresses, publicPages } from './territory.addresses.ts'
import { publicTexts } from './territory.texts.ts'

/** A plain page of text, under its title. */
export function Sober(props: { title: string; lead?: string; wide?: boolean; children: ComponentChildren }) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  return (
    <>
      <Crumbs items={[{ href: hrefOf(locale, addresses.home), label: t('crumb.home') }, { label: props.title }]} />
      <div class={props.wide ? 'sober stack sp-5' : 'sober narrow stack sp-5'}>
        <h1>{props.title}</h1>
        {props.lead && <p class="lead">{props.lead}</p>}
        {props.children}
      </div>
    </>
  )
}

/** What the town wrote, in the reader's language or else in French, and since when. */
function Written({ text }: { text: PageText | undefined }) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  if (!text) return null
  return (
    <>
      {text.language !== locale && <p class="small soft">{t('legal.inFrench')}</p>}
      <Prose document={text.body} language={text.language} heading="h2" />
      <p class="small soft">
        {t('legal.since')} <Day value={text.updated_at} />
      </p>
    </>
  )
}

const NotYet = () => {
  const t = useTexts(publicTexts)
  return <Empty title={t('legal.notYet')} sheet />
}

export function TextPage(props: { title: string; text: PageText | undefined }) {
  return <Sober title={props.title}>{props.text ? <Written text={props.text} /> : <NotYet />}</Sober>
}

export function MentionsPage({ title, text, site }: { title: string; text: PageText | undefined; site: Site }) {
  const t = useTexts(publicTexts)
  const { publisher, director, host } = site.imprint
  const named = [
    { label: t('legal.publisher'), value: publisher },
    { label: t('legal.director'), value: director },
    { label: t('legal.host'), value: host },
  ].filter((each) => each.value.trim() !== '')
  return (
    <Sober title={title}>
      {named.length > 0 && (
        <Credits items={named.map(({ label, value }) => ({ label, value: <Lines text={value} /> }))} />
      )}
      <Written text={text} />
      {!text && named.length === 0 && <NotYet />}
    </Sober>
  )
}

/** Several typed lines, as typed. The town's own words are in French. */
export function Lines({ text }: { text: string }) {
  const locale = useLocale()
  return (
    <span class="said" {...(locale === 'fr' ? {} : { lang: 'fr', dir: 'ltr' as const })}>
      {text}
    </span>
  )
}

export function ContactPage({ title, text, site }: { title: string; text: PageText | undefined; site: Site }) {
  const t = useTexts(publicTexts)
  const ways = waysTo(site, t)
  return (
    <Sober title={title} lead={t('contact.lead')}>
      {ways.length > 0 ? <Credits items={ways} /> : <NotYet />}
      <Written text={text} />
    </Sober>
  )
}

type Say = ReturnType<typeof publicTexts.in>

/** How to reach the town: telephone first. */
export function waysTo(site: Site, t: Say): { label: string; value: ComponentChildren }[] {
  const ways = [
    site.phone && {
      label: t('contact.phone'),
      value: <Phone shown={site.phone} dial={site.phone.replace(/[^\d+]/g, '')} />,
    },
    site.email && {
      label: t('contact.email'),
      value: (
        <a href={`mailto:${site.email}`} dir="ltr">
          {site.email}
        </a>
      ),
    },
    site.address && { label: t('contact.address'), value: <Lines text={site.address} /> },
  ]
  return ways.filter((each) => each !== '')
}

const questions = ['listen', 'tell', 'agree', 'takeback', 'aids', 'talk'] as const

export function HelpPage({ title, text, site }: { title: string; text: PageText | undefined; site: Site }) {
  const t = useTexts(publicTexts)
  return (
    <Sober title={title} lead={t('help.lead')}>
      {questions.map((question) => (
        <section key={question} class="stack sp-2">
          <h2>{t(`help.${question}.title`)}</h2>
          <p>{t(`help.${question}.text`)}</p>
          {question === 'talk' && <Credits items={waysTo(site, t)} />}
        </section>
      ))}
      <Written text={text} />
    </Sober>
  )
}

export function SoftwarePage({ title, site, archive }: { title: string; site: Site; archive: string | undefined }) {
  const t = useTexts(publicTexts)
  const source = site.source_url || archive
  return (
    <Sober title={title} lead={t('software.lead')}>
      <p>{t('software.licence')}</p>
      <p>
        <a href="https://www.gnu.org/licenses/agpl-3.0.html" hreflang="en">
          {t('software.licenceLink')}
        </a>
      </p>
      <h2>{t('software.sourceTitle')}</h2>
      <p>{t('software.source')}</p>
      {source ? (
        <p>
          <a href={source}>{t('software.sourceLink')}</a>
        </p>
      ) : (
        <>
          <p>{t('software.sourceAsk')}</p>
          <Credits items={waysTo(site, t)} />
        </>
      )}
      <h2>{t('software.othersTitle')}</h2>
      <p>{t('software.others')}</p>
    </Sober>
  )
}

/** Every page one can reach, in the order of the menus. */
export function SiteMapPage(props: {
  title: string
  groups: readonly (readonly MenuEntry[])[]
  themes: { href: string; label: string }[]
}) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  const seen = new Set<string>()
  // An address is listed once, where it comes first; a place inside a page is not a page.
  const fresh = (entries: readonly { href: string; label: string }[]) =>
    entries.filter(({ href }) => !href.includes('#') && !seen.has(href) && Boolean(seen.add(href)))
  const ours = publicPages.map((each) => ({ href: hrefOf(locale, addresses[each]), label: t(`page.${each}`) }))
  const entries = (group: readonly MenuEntry[]) =>
    group.map((each) => ({ href: localPath(locale, each.href[locale]), label: each.label[locale] }))
  const [navigation = [], menu = [], footer = []] = props.groups
  const groups = [
    {
      id: 'entrer',
      title: t('siteMap.main'),
      links: fresh([
        { href: hrefOf(locale, addresses.home), label: t('crumb.home') },
        ...entries(navigation),
        ...entries(menu),
      ]),
    },
    { id: 'themes', title: t('page.themes'), links: fresh([...ours.slice(0, 1), ...props.themes]) },
    { id: 'site', title: t('siteMap.about'), links: fresh([...ours, ...entries(footer)]) },
  ]
  return (
    <Sober title={props.title} wide>
      <div class="grid col-l">
        {groups
          .filter((group) => group.links.length > 0)
          .map((group) => (
            <section key={group.id} class="stack sp-2" aria-labelledby={`plan-${group.id}`}>
              <h2 id={`plan-${group.id}`}>{group.title}</h2>
              <ul class="rows">
                {group.links.map((link) => (
                  <li key={link.href} class="row">
                    <a href={link.href}>{link.label}</a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    </Sober>
  )
}

export function ModerationPage({ title, quarters }: { title: string; quarters: Quarter[] }) {
  const t = useTexts(publicTexts)
  return (
    <Sober title={title} lead={t('moderation.lead')}>
      {quarters.length === 0 ? (
        <Empty title={t('moderation.none')} sheet />
      ) : (
        <Table
          caption={t('moderation.caption')}
          rows={quarters}
          id={(row) => row.period}
          columns={[
            {
              key: 'period',
              label: t('moderation.period'),
              cell: (row) =>
                t('moderation.quarter', { number: Number(row.period.slice(-1)), year: row.period.slice(0, 4) }),
            },
            { key: 'proposed', label: t('moderation.proposed'), cell: (row) => String(row.proposed) },
            { key: 'published', label: t('moderation.published'), cell: (row) => String(row.published) },
            { key: 'returned', label: t('moderation.returned'), cell: (row) => String(row.returned) },
            { key: 'refused', label: t('moderation.refused'), cell: (row) => String(row.refused) },
          ]}
        />
      )}
      <p>{t('moderation.how')}</p>
    </Sober>
  )
}
