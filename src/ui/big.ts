// Big buttons without script: asked for by the address, they are kept by the links of the page and its searches.

/** The text of a page, where every link to another of our pages keeps `gros=1`; the way back to small ones does not. */
export const keepBig = (html: string): string =>
  html
    .replace(/<a\b[^>]*>/g, (tag) => (tag.includes('data-big-toggle') ? tag : tag.replace(ours, withBig)))
    .replace(/<form\b[^>]*>/g, (tag) =>
      tag.includes('method="get"') ? `${tag}<input type="hidden" name="gros" value="1"/>` : tag,
    )

const ours = / href="(\/(?!\/)[^"#]*)/
const withBig = (whole: string, href: string): string =>
  /[?;&]gros=1/.test(href) ? whole : ` href="${href}${href.includes('?') ? '&amp;' : '?'}gros=1`
