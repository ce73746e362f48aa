// Where one asks to be sent afterwards, when that is one of our pages.

/**
 * The page asked for, to go to once something is done, when it is one of ours: a path, never another site (SEC-34).
 * Undefined for anything that a browser could read as leading elsewhere.
 */
export function safeNext(next: string): string | undefined {
  // oxlint-disable-next-line no-control-regex
  if (!next.startsWith('/') || /[\\\u0000-\u0020\u007f]/.test(next)) return undefined
  const base = 'http://here.invalid'
  if (!URL.canParse(next, base)) return undefined
  const url = new URL(next, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}
