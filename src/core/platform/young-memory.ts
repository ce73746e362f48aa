// How V8 is asked to keep memory while it makes pages.

import { setFlagsFromString } from 'node:v8'

/**
 * A page lives for a few milliseconds. From what survived at each line of code, V8 guesses which objects will last and
 * puts them in old memory at once: for pages it guesses wrong, and a few such objects hold all the rest of each page
 * until a full collection. Without guesses, a fifth less of the processor (decision 24). A V8 that no longer knows the
 * option says so on the terminal, and goes on.
 */
export const collectPagesYoung = (): void => setFlagsFromString('--no-allocation-site-pretenuring')
