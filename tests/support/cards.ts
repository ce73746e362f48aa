// What a test reads in a page: words as they are typed, and the cards of stories.

/** No-break spaces are the words' business (tests/texts.test.ts), not that of other tests. */
export const plain = (html: string): string => html.replace(/[\u00a0\u202f]/g, ' ')

/** Where each card of a list leads, in order. */
export const cardsIn = (html: string): (string | undefined)[] =>
  [...html.matchAll(/<h3 class="card-t"><a href="([^"]+)"/g)].map(([, href]) => href)
