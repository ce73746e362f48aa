// What a page says to machines in its head: structured data, Dublin Core, feeds to follow, how to embed it, and what a
// link to it shows. Words come from the shelf; forms come from core/exchange.

import type { ComponentChildren } from 'preact'
import { hrefOf, localPath, type Reading } from '#core/doors.ts'
import { isVoice } from '#core/contribution/content.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import { elsewhere, feeds, feedTypes, machines } from '#core/exchange/addresses.ts'
import { dublinCoreOf, vocabularies } from '#core/exchange/dublin-core.ts'
import { collectionNode, crumbsNode, scriptOf, siteNode, workNode, type Node } from '#core/exchange/json-ld.ts'
import { previewSize } from '#core/exchange/preview.ts'
import { publisherOf, summaryOf, workOf, type Work } from '#core/exchange/work.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { themeNameIn, type FoundTheme } from '#core/shelf/browse.ts'
import { portableOf, tellingOf } from '#core/shelf/shown-media.ts'
import type { Story } from '#core/shelf/stories.ts'
import { machineTexts } from '#ui/machine-texts.ts'
import { ofTown } from '#ui/town.ts'
import { sentence, whoIn } from '#ui/who.ts'
import { markup, written } from '#ui/written.ts'

export type PageThing =
  /** A contribution of any kind. */
  | { kind: 'story'; story: Story }
  | { kind: 'home'; title: string; description: string }
  | { kind: 'theme'; theme: Pick<FoundTheme, 'slug' | 'names' | 'presentation'> }
  /** A list, or any page that gathers contributions. */
  | { kind: 'list'; title: string; description: string }

type Asked = Pick<Reading, 'locale' | 'site' | 'config' | 'kinds' | 'alternates'>

/** `page(reading, { title, head: machineHead(reading, { kind: 'story', story }) }, …)` */
export function machineHead(asked: Asked, thing: PageThing): ComponentChildren {
  if (thing.kind === 'story') return <StoryMetadata asked={asked} story={thing.story} />
  const { locale, config } = asked
  const url = config.origin + (asked.alternates[locale].split('?')[0] ?? '')
  const site = siteNameOf(asked)
  if (thing.kind === 'theme') {
    const name = themeNameIn(thing.theme.names, locale).text
    const description = thing.theme.presentation[locale] || thing.theme.presentation['fr'] || ''
    const graph = [
      collectionNode({ name, description, url, origin: config.origin, locale }),
      crumbsNode([homeCrumb(asked), themesCrumb(asked), { name, url }]),
    ]
    return (
      <>
        <Feed asked={asked} title={`${name} · ${site}`} address={feeds.theme} params={{ slug: thing.theme.slug }} />
        <Common asked={asked} url={url} title={name} description={description} graph={graph} />
      </>
    )
  }
  const { title, description } = thing
  const graph =
    thing.kind === 'home'
      ? [siteOf(asked)]
      : [
          collectionNode({ name: title, description, url, origin: config.origin, locale }),
          crumbsNode([homeCrumb(asked), { name: title, url }]),
        ]
  return <Common asked={asked} url={url} title={title} description={description} graph={graph} />
}

/** Dublin Core that any page says in HTML's own words: its description, and that it is a text in HTML. */
const saidElsewhere = new Set(['DC.description', 'DC.type Text', 'DC.format'])

/** The head of a contribution's page. */
export function StoryMetadata({ asked, story }: { asked: Asked; story: Story }) {
  const work = workFor(asked, story)
  if (!work) return null
  const { locale, config } = asked
  const themes = story.themes.map(({ slug, names }) => {
    const { text: name, language } = themeNameIn(names, locale)
    return { name, language, url: config.origin + hrefOf(locale, elsewhere.theme, { slug }) }
  })
  const first = themes[0]
  const graph = [
    workNode(work, themes),
    crumbsNode([homeCrumb(asked), ...(first ? [first] : []), { name: work.title.text, url: work.url }]),
  ]
  const oembed = `${config.origin}${hrefOf(locale, machines.oembed)}?url=${encodeURIComponent(work.url)}`
  const description = summaryOf(work, story.texts[0])?.text ?? work.who
  return (
    <>
      {Object.entries(vocabularies).map(([name, href]) => (
        <link key={name} rel={`schema.${name}`} href={href} />
      ))}
      {dublinCoreOf(work, themes)
        .filter(({ name, content }) => !saidElsewhere.has(name) && !saidElsewhere.has(`${name} ${content}`))
        .map(({ name, content, lang }) =>
          written(markup`<meta name="${name}" content="${content}"${lang && markup` lang="${lang}"`}/>`),
        )}
      {work.rights.isLicence && <link rel="license" href={work.rights.uri} />}
      <link rel="alternate" type="application/json+oembed" href={oembed} title={work.title.text} />
      <Common
        asked={asked}
        url={work.url}
        title={work.title.text}
        description={description}
        graph={graph}
        work={work}
      />
    </>
  )
}

/** What every public page may say: the site's feed, its search box, and what a link to the page shows. */
function Common(props: {
  asked: Asked
  url: string
  title: string
  description: string
  graph: readonly Node[]
  work?: Work
}) {
  const { asked, url, title, description, graph, work } = props
  const { locale } = asked
  const telling = work && tellingOf(work.story.media)
  const file = telling && portableOf(telling)
  const sound = file && { url: asked.config.origin + file.address, media_type: file.media_type }
  const site = siteNameOf(asked)
  const shared = {
    'og:type': work ? 'article' : 'website',
    'og:site_name': site,
    'og:locale': openGraphLocale[locale],
    'og:title': title,
    'og:description': description,
    'og:url': url,
  }
  return (
    <>
      <Feed asked={asked} title={site} address={feeds.site} />
      <link
        rel="search"
        type="application/opensearchdescription+xml"
        href={hrefOf(locale, machines.openSearch)}
        title={site}
      />
      {Object.entries({
        ...shared,
        ...(work && { ...imageOf(work), ...(sound && soundOf(sound)), ...datesOf(work) }),
      }).map(([property, content]) => content && written(markup`<meta property="${property}" content="${content}"/>`))}
      <meta name="twitter:card" content={work ? 'summary_large_image' : 'summary'} />
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptOf(graph) }} />
    </>
  )
}

const imageOf = (work: Work) => ({
  'og:image': work.image,
  'og:image:width': String(previewSize.width),
  'og:image:height': String(previewSize.height),
  'og:image:alt': work.quote?.text ?? work.title.text,
})
const soundOf = ({ media_type, url }: { media_type: string; url: string }) => ({
  [media_type.startsWith('video/') ? 'og:video' : 'og:audio']: url,
})
const datesOf = ({ story }: Work) => ({
  'article:published_time': story.published_at.toISOString(),
  'article:modified_time': story.updated_at.toISOString(),
})

/** One link is enough in the head: every reader of feeds knows Atom. The page "Suivre" lists the other formats. */
const Feed = (props: { asked: Asked; title: string; address: typeof feeds.site; params?: Record<string, string> }) => (
  <link
    rel="alternate"
    type={feedTypes.atom}
    href={hrefOf(props.asked.locale, props.address('atom'), props.params)}
    title={props.title}
  />
)

const openGraphLocale: Record<Locale, string> = { fr: 'fr_FR', en: 'en_GB', ar: 'ar_AR' }

/** A contribution as machines are told of it; undefined for a kind this installation does not know. */
export function workFor({ locale, site, config, kinds }: Omit<Asked, 'alternates'>, story: Story): Work | undefined {
  const kind = kinds.get(story.kind)
  const who = whoOf(story, locale)
  return kind && workOf({ locale, origin: config.origin, site, kind, who }, story)
}

/** “Zohra, 77 ans”, or neutral words. */
export const whoOf = (story: Pick<Story, 'credits'>, locale: Locale): string =>
  sentence(whoIn(story.credits.filter(isVoice), locale), locale)

/** “Veillée de Valmorey” */
export function siteNameOf({ locale, site }: Pick<Asked, 'locale' | 'site'>): string {
  const t = machineTexts.in(locale)
  return site.name ? t('site.name', { town: site.name, of: ofTown(site.name) }) : t('site.unnamed')
}

const homeCrumb = ({ locale, config }: Asked) => ({
  name: machineTexts.in(locale)('crumb.home'),
  url: config.origin + hrefOf(locale, elsewhere.home),
})
const themesCrumb = ({ locale, config }: Asked) => ({
  name: machineTexts.in(locale)('crumb.themes'),
  url: config.origin + hrefOf(locale, elsewhere.themes),
})

/** Where the search box of the site is: the list of what people tell. */
export function searchUrl({ locale, config, kinds }: Pick<Asked, 'locale' | 'config'> & { kinds: Kinds }): string {
  const told = [...kinds.values()].find((kind) => kind.needsConsent)
  return `${config.origin}${localPath(locale, told ? `/${told.segment[locale]}` : '/')}`
}

const siteOf = (asked: Asked): Node =>
  siteNode({
    name: siteNameOf(asked),
    url: homeCrumb(asked).url,
    origin: asked.config.origin,
    locale: asked.locale,
    publisher: publisherOf(asked.site) || siteNameOf(asked),
    search: `${searchUrl(asked)}?q={search_term_string}`,
  })
