// What is wrong with an XML document, told by libxml2 and the pinned schemas of tests/schemas. No network.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { validateXML } from 'xmllint-wasm'

const folder = path.resolve(import.meta.dirname, '../schemas')
const file = (fileName: string) => ({ fileName, contents: readFileSync(path.join(folder, fileName), 'utf8') })

export type SchemaName =
  | 'sitemap-with-links.xsd'
  | 'siteindex.xsd'
  | 'atom.rng'
  | 'rss.rng'
  | 'podcast.rng'
  | 'opensearch.rng'
  | 'oembed.rng'

/** The faults of a document, none when it is valid: `expect(await xmlFaults(xml, 'atom.rng')).toEqual([])`. */
export async function xmlFaults(xml: string, schema: SchemaName): Promise<string[]> {
  const { valid, errors } = await validateXML({
    xml: { fileName: 'document.xml', contents: xml },
    schema: file(schema),
    extension: schema.endsWith('.rng') ? 'relaxng' : 'schema',
    preload: ['sitemap.xsd', 'xhtml-link.xsd'].map(file),
    maxMemoryPages: 16_384,
  })
  return valid ? [] : errors.map(({ message }) => message)
}
