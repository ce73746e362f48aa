// HTML that is already text, where drawing it anew for each page would cost more than all the rest: parts that are the
// same on every page, and long lists of plain lines. Everything else is drawn by components.

import { h, type FunctionComponent, type VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'
import { renderToString } from 'preact-render-to-string'
import { remembered } from '#core/platform/remembered.ts'
import { Tongue } from '#ui/locale.tsx'

/** HTML made here: words from elsewhere are escaped in it. */
export class Markup {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
}

type Said = string | number | Markup | false | null | undefined

/**
 * ``markup`<b lang="${language}">${speaker}</b>` ``: what stands between is escaped, save markup and lists of markup;
 * false, null and undefined leave nothing. Attributes are always between double quotes.
 */
export function markup(parts: TemplateStringsArray, ...said: readonly (Said | readonly Said[])[]): Markup {
  let html = parts[0] ?? ''
  for (const [at, each] of said.entries()) {
    html += Array.isArray(each) ? (each as readonly Said[]).map(htmlOf).join('') : htmlOf(each as Said)
    html += parts[at + 1]
  }
  return new Markup(html)
}

function htmlOf(said: Said): string {
  if (said === false || said === null || said === undefined) return ''
  if (typeof said === 'number') return String(said)
  return typeof said === 'string' ? escaped(said) : said.html
}

const special = /["&<]/
const escapes: Record<string, string> = { '"': '&quot;', '&': '&amp;', '<': '&lt;' }
const escaped = (text: string) => (special.test(text) ? text.replace(/["&<]/g, (each) => escapes[each] ?? '') : text)

/** Puts markup in a page, with no element around it: `<p>{written(markup`…`)}</p>`. */
export const written = ({ html }: Markup): VNode => jsxTemplate([html])

/**
 * The same component, drawn once for each set of properties and language, then given as text. For what is the same on
 * many pages: its properties are plain data, few, and say nothing that somebody may take back.
 */
export function drawnOnce<Props extends object>(Part: FunctionComponent<Props>): FunctionComponent<Props> {
  const drawings = remembered<Markup>(500)
  return (props) => {
    const tongue = Tongue.use()
    const key = `${tongue.locale} ${tongue.language} ${tongue.timeZone} ${JSON.stringify(props)}`
    const draw = () => new Markup(renderToString(h(Tongue.Provider, { value: tongue }, h(Part, props))))
    return written(drawings(key, draw))
  }
}
