// XML as text: elements whose words and attributes are always escaped, and never hold a letter XML forbids.

/** Text made safe inside an element or an attribute. Control letters, which no XML may hold, go. */
export const escaped = (text: string): string =>
  text
    // Half of a letter alone has no UTF-8.
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;')

/** An element already written, told from words that are still to be escaped. */
export type Xml = { readonly xml: string }
type Inside = Xml | string | undefined

/** `element('title', { 'xml:lang': 'fr' }, 'La neige')`. Attributes and children that are undefined are left out. */
export function element(
  name: string,
  attributes: Record<string, string | undefined>,
  ...inside: readonly (Inside | readonly Inside[])[]
): Xml {
  const given = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escaped(value)}"`))
    .join('')
  const children = inside
    .flat()
    .map((each) => (each === undefined ? '' : typeof each === 'string' ? escaped(each) : (each as Xml).xml))
    .join('')
  return { xml: children === '' ? `<${name}${given}/>` : `<${name}${given}>${children}</${name}>` }
}

/** A whole document, declaration included. */
export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`
