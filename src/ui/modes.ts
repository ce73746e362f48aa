// Big buttons and the easy version without script: asked for by the address, they are kept by the links of the page and
// its searches.

/** A way of reading, by its name in the address. */
export type Mode = 'gros' | 'facile'

// The links that lead out of a way of reading.
const wayOut: Record<Mode, RegExp> = { gros: /data-big-toggle/, facile: /data-easy-toggle|class="[^"]*\bread-full\b/ }

/** The text of a page, where every link to another of our pages keeps these ways of reading; the ways out do not. */
export const keepModes = (html: string, modes: readonly Mode[]): string => modes.reduce(kept, html)

const kept = (html: string, mode: Mode): string => {
  const said = new RegExp(`[?;&]${mode}=1`)
  return html
    .replace(/<a\b[^>]*>/g, (tag) =>
      wayOut[mode].test(tag)
        ? tag
        : tag.replace(ours, (whole, href: string) =>
            said.test(href) ? whole : ` href="${href}${href.includes('?') ? '&amp;' : '?'}${mode}=1`,
          ),
    )
    .replace(/<form\b[^>]*>/g, (tag) =>
      tag.includes('method="get"') ? `${tag}<input type="hidden" name="${mode}" value="1"/>` : tag,
    )
}

const ours = / href="(\/(?!\/)[^"#]*)/
