// The texts of a page of ours, each with the language and the direction it stands under. Our pages are written by
// Preact: every element is closed, which a general parser could not count on.

/** `isApart`: inside `<bdi>`, where names of people and places stand. */
export type FoundText = { text: string; language: string; direction: string; isApart: boolean }

const lone = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
])
// Said by nobody; an option cannot hold marks of its own; the title of the page is not the page.
const aside = new Set(['script', 'style', 'title', 'textarea'])

/** What is written inside `<body>`, element by element. */
export function textsOf(html: string): FoundText[] {
  const found: FoundText[] = []
  const open: { tag: string; language: string; direction: string }[] = []
  for (const [, close, tag = '', attributes = '', text = ''] of html.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:[^>"]|"[^"]*")*)>|([^<]+)/g,
  )) {
    const around = open.at(-1) ?? { tag: '', language: '', direction: 'ltr' }
    if (text) {
      const words = unescape(text).replace(/\s+/g, ' ').trim()
      if (words && open.some((each) => each.tag === 'body') && !open.some((each) => aside.has(each.tag)))
        found.push({
          text: words,
          language: around.language,
          direction: around.direction,
          isApart: open.some((each) => each.tag === 'bdi'),
        })
    } else if (close) {
      while (open.length > 0 && open.pop()?.tag !== tag);
    } else if (!lone.has(tag) && !attributes.endsWith('/')) {
      const given = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1]
      open.push({
        tag,
        language: given('lang') ?? around.language,
        direction: given('dir') ?? around.direction,
      })
    }
  }
  return found
}

const unescape = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
