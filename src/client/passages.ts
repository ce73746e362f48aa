// What a page says, in the order it is read: each passage with its language and the block to light up.

export type Passage = { text: string; language: string; node: HTMLElement }

// A block is lit whole; words outside any of these are said with the element that holds them.
const blocks =
  'h1,h2,h3,h4,p,li,dt,dd,legend,label,th,td,figcaption,summary,button,blockquote,.btn,.chip,.card-t a,.doors a'
const silent =
  '[aria-hidden=true],script,style,template,svg,select,textarea,noscript,[data-listen],.player-in,.keep,.cue-t'

/** The passages one can see inside `within`; a foreign word inside a sentence is a passage of its own. */
export function passagesOf(within: HTMLElement): Passage[] {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
  const passages: Passage[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement
    const words = (node.nodeValue ?? '').replace(/\s+/g, ' ')
    if (!around || !words.trim() || around.closest(silent) || !isSeen(around)) continue
    const block = around.closest<HTMLElement>(blocks) ?? around
    const language = languageOf(around)
    const last = passages.at(-1)
    if (last?.node === block && last.language === language) last.text += words
    // Marks alone between two languages are said by nobody.
    else if (/[\p{L}\p{N}]/u.test(words)) passages.push({ text: words, language, node: block })
  }
  for (const passage of passages) passage.text = passage.text.trim()
  return passages
}

export const languageOf = (node: Element): string => node.closest<HTMLElement>('[lang]')?.lang ?? ''

function isSeen(element: HTMLElement): boolean {
  if (typeof element.checkVisibility === 'function') return element.checkVisibility({ visibilityProperty: true })
  return element.offsetParent !== null
}
