// Pure rules of these screens: which passwords are too easy.

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
