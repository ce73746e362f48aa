// Pure rules of these screens: where one may be sent after coming in, and which passwords are too easy.

/**
 * The page asked for before signing in, when it is one of ours: a path, never another site (SEC-34).
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

const common = [
  'motdepasse',
  'password',
  'azerty',
  'qwerty',
  'abcdef',
  'veillee',
  'bienvenue',
  'welcome',
  'jetaime',
  'iloveyou',
  'administrat',
  'soleil',
  'doudou',
]

/** Long enough is not enough: few different signs, a known word with little around it, or words about oneself. */
export function isGuessable(password: string, about: readonly string[] = []): boolean {
  const plain = password.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  if (new Set(plain).size < 5) return true
  let rest = plain
  for (const word of [
    ...about.flatMap((text) =>
      text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    ),
    ...common,
  ])
    if (word.length >= 3) rest = rest.split(word).join('')
  // What is left once those words are gone, digits and signs apart.
  return new Set(rest.replace(/[^\p{L}]/gu, '')).size < 5
}
