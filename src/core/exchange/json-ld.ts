// schema.org in JSON-LD: what a page is about, for search engines. Only what the page itself shows.

import type { Locale } from '../platform/i18n.ts'
import { isHeard } from '../shelf/shown-media.ts'
import { mediaNodes, type Node } from './media-nodes.ts'
import type { Work } from './work.ts'

export type { Node }
export type Crumb = { name: string; url: string }

/** The text of a `<script type="application/ld+json">`: nothing in it can close the element or begin another one. */
export const scriptOf = (graph: readonly Node[]): string =>
  JSON.stringify({ '@context': 'https://schema.org', '@graph': graph })
    .replace(/</g, '\\u003c')
    .replace(/>/g, '\\u003e')
    .replace(/&/g, '\\u0026')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')

/** A contribution: the work in the language told, with its translations. */
export function workNode(work: Work, themes: readonly { name: string; url: string }[]): Node {
  const { story, title, lead, quote, authors, rights } = work
  return {
    '@type': 'Article',
    '@id': work.id,
    url: work.url,
    identifier: story.code,
    headline: title.text,
    ...(lead && { abstract: lead.text }),
    ...(!lead && quote && { abstract: quote.text }),
    inLanguage: story.language,
    // Nobody named: neutral words, and no person made up.
    ...(authors.length > 0 && { author: authors.map((name) => ({ '@type': 'Person', name })) }),
    creditText: work.who,
    publisher: organizationOf(work.publisher, work.origin),
    datePublished: story.published_at.toISOString(),
    dateModified: story.updated_at.toISOString(),
    [rights.isLicence ? 'license' : 'usageInfo']: rights.uri,
    isAccessibleForFree: true,
    timeRequired: `PT${work.minutes}M`,
    image: work.image,
    accessMode: accessModes(work),
    ...(work.story.media.length > 0 && { associatedMedia: mediaNodes(work) }),
    ...(story.period && { temporalCoverage: story.period }),
    ...(story.places.length > 0 && { spatialCoverage: story.places.map(placeNode) }),
    ...(themes.length > 0 && { about: themes.map(({ name, url }) => ({ '@type': 'DefinedTerm', name, url })) }),
    ...(work.translations.length > 0 && {
      workTranslation: work.translations.map(({ language, title: name }) => ({
        '@type': 'Article',
        '@id': `${work.id}#${language}`,
        inLanguage: language,
        ...(name && { name }),
        translationOfWork: { '@id': work.id },
      })),
    }),
  }
}

function accessModes({ story: { media } }: Work): string | string[] {
  const modes = [
    'textual',
    ...(media.some(isHeard) ? ['auditory'] : []),
    ...(media.some(({ nature }) => nature !== 'sound') ? ['visual'] : []),
  ]
  return modes.length === 1 ? 'textual' : modes
}

const placeNode = (place: Work['story']['places'][number]): Node => ({
  '@type': 'Place',
  name: place.name,
  ...(place.country && { address: { '@type': 'PostalAddress', addressCountry: place.country } }),
  ...(place.lat !== null &&
    place.lon !== null && { geo: { '@type': 'GeoCoordinates', latitude: place.lat, longitude: place.lon } }),
})

const organizationOf = (name: string, origin: string): Node => ({ '@type': 'Organization', name, url: origin })

/** The way from the home to this page. */
export const crumbsNode = (crumbs: readonly Crumb[]): Node => ({
  '@type': 'BreadcrumbList',
  itemListElement: crumbs.map(({ name, url }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: url,
  })),
})

/** The site, with its search box. `search` holds `{search_term_string}`. */
export const siteNode = (site: {
  name: string
  url: string
  origin: string
  locale: Locale
  publisher: string
  search: string
}): Node => ({
  '@type': 'WebSite',
  '@id': `${site.origin}/#site`,
  name: site.name,
  url: site.url,
  inLanguage: site.locale,
  publisher: organizationOf(site.publisher, site.origin),
  potentialAction: {
    '@type': 'SearchAction',
    target: { '@type': 'EntryPoint', urlTemplate: site.search },
    'query-input': 'required name=search_term_string',
  },
})

/** A page that gathers contributions. */
export const collectionNode = (page: {
  name: string
  description: string
  url: string
  origin: string
  locale: Locale
}): Node => ({
  '@type': 'CollectionPage',
  '@id': page.url,
  url: page.url,
  name: page.name,
  ...(page.description && { description: page.description }),
  inLanguage: page.locale,
  isPartOf: { '@id': `${page.origin}/#site` },
})
