// OpenSearch 1.1: the search box of a browser. The description of ours, and suggestions in the form browsers expect.

import { element, xmlDocument } from './xml.ts'

export type SearchBox = {
  /** At most 16 letters are shown by most browsers. */
  shortName: string
  description: string
  language: string
  icon: string
  self: string
  /** Holds `{searchTerms}`. */
  results: string
  suggestions: string
}

/** A whole OpenSearch description; its name is cut to 16 letters and its description to 1,024, as the format asks. */
export const searchBoxOf = (box: SearchBox): string =>
  xmlDocument(
    element(
      'OpenSearchDescription',
      { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
      element('ShortName', {}, [...box.shortName].slice(0, 16).join('').trim()),
      element('Description', {}, [...box.description].slice(0, 1_024).join('')),
      element('Url', { type: 'text/html', template: box.results }),
      element('Url', { type: 'application/x-suggestions+json', template: box.suggestions }),
      element('Url', { type: 'application/opensearchdescription+xml', rel: 'self', template: box.self }),
      element('Image', { type: 'image/svg+xml' }, box.icon),
      element('Language', {}, box.language),
      element('InputEncoding', {}, 'UTF-8'),
      element('OutputEncoding', {}, 'UTF-8'),
    ),
  )

/** `["gar", ["gare", "garçon"], ["", ""], ["https://…", …]]`: OpenSearch Suggestions 1.0. */
export const suggestionsOf = (
  typed: string,
  found: readonly { text: string; about?: string; url?: string }[],
): [string, string[], string[], string[]] => [
  typed,
  found.map(({ text }) => text),
  found.map(({ about }) => about ?? ''),
  found.map(({ url }) => url ?? ''),
]
