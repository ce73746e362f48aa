// Dublin Core in the head of a page: the fifteen elements that apply, and DCMI terms where they say more.

import { tellingOf } from '../shelf/shown-media.ts'
import { isoDuration } from './media-nodes.ts'
import type { Work } from './work.ts'

/** One `<meta>`: `lang` when its words are in another language than the page. */
export type Meta = { name: string; content: string; lang?: string }

/** The vocabularies the names come from, for `<link rel="schema.DC">`. */
export const vocabularies = { DC: 'http://purl.org/dc/elements/1.1/', DCTERMS: 'http://purl.org/dc/terms/' }

/** Dates as W3CDTF, languages as BCP 47, periods as EDTF. */
export function dublinCoreOf(work: Work, themes: readonly { name: string; language: string }[]): Meta[] {
  const { story, title, lead, authors, rights } = work
  const telling = tellingOf(story.media)
  const metas: (Meta | undefined)[] = [
    { name: 'DC.title', content: title.text, lang: title.language },
    ...authors.map((name) => ({ name: 'DC.creator', content: name })),
    ...themes.map(({ name, language }) => ({ name: 'DC.subject', content: name, lang: language })),
    lead ? { name: 'DC.description', content: lead.text, lang: lead.language } : undefined,
    { name: 'DC.publisher', content: work.publisher },
    { name: 'DC.type', content: 'Text' },
    telling && { name: 'DC.type', content: telling.nature === 'video' ? 'MovingImage' : 'Sound' },
    telling && telling.duration_ms !== null
      ? { name: 'DCTERMS.extent', content: isoDuration(telling.duration_ms) }
      : undefined,
    { name: 'DC.format', content: 'text/html' },
    { name: 'DC.identifier', content: work.id },
    { name: 'DC.language', content: story.language },
    { name: 'DC.rights', content: rights.uri },
    { name: 'DCTERMS.issued', content: day(story.published_at) },
    { name: 'DCTERMS.modified', content: day(story.updated_at) },
    rights.isLicence ? { name: 'DCTERMS.license', content: rights.uri } : undefined,
    story.period ? { name: 'DCTERMS.temporal', content: story.period } : undefined,
    ...[...new Set(story.places.map(({ name }) => name))].map((name) => ({ name: 'DCTERMS.spatial', content: name })),
  ]
  return metas
    .filter((meta) => meta !== undefined)
    .map(({ lang, ...meta }) => (lang && lang !== work.locale ? { ...meta, lang } : meta))
}

const day = (moment: Date): string => moment.toISOString().slice(0, 10)
