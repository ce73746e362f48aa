// Thirty themes: eight, and those under them.

import { randomOf, uuidOf } from './random.ts'

export type MadeTheme = {
  id: string
  parent_id: string | null
  slug: string
  names: Record<string, string>
  accent: string
}

const tree: [accent: string, name: [fr: string, en: string], under: [fr: string, en: string][]][] = [
  [
    'canard',
    ['Vivre côte à côte', 'Side by side'],
    [
      ['Voisins', 'Neighbours'],
      ['La table', 'What we eat'],
      ['Jouer', 'Playing'],
    ],
  ],
  [
    'ambre',
    ['Travailler', 'Working'],
    [
      ['L’usine', 'The factory'],
      ['Les champs', 'The fields'],
      ['Le chantier', 'The site'],
      ['Les luttes', 'Struggles'],
    ],
  ],
  [
    'indigo',
    ['Partir, arriver', 'Leaving, arriving'],
    [
      ['Le voyage', 'The journey'],
      ['Les papiers', 'Papers'],
      ['Le premier hiver', 'The first winter'],
    ],
  ],
  [
    'prune',
    ['Grandir', 'Growing up'],
    [
      ['L’école', 'School'],
      ['La rue', 'The street'],
      ['Les jeux', 'Games'],
    ],
  ],
  [
    'mousse',
    ['Les langues', 'Languages'],
    [
      ['Apprendre', 'Learning'],
      ['Transmettre', 'Handing down'],
    ],
  ],
  [
    'garance',
    ['Aimer', 'Loving'],
    [
      ['Mariages', 'Weddings'],
      ['Lettres', 'Letters'],
    ],
  ],
  [
    'ardoise',
    ['La guerre', 'The war'],
    [
      ['L’exil', 'Exile'],
      ['Le retour', 'Coming back'],
    ],
  ],
  [
    'terre',
    ['La ville change', 'The town changes'],
    [
      ['Démolir, construire', 'Pulling down, building'],
      ['Les commerces', 'Shops'],
      ['La rivière', 'The river'],
    ],
  ],
]

const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')
const themeOf = ([fr, en]: [string, string], accent: string, parent_id: string | null): MadeTheme => ({
  id: uuidOf(
    randomOf(
      21,
      [...fr].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7),
    ),
  ),
  parent_id,
  slug: slug(fr),
  names: { fr, en },
  accent,
})

export const themes: readonly MadeTheme[] = tree.flatMap(([accent, name, under]) => {
  const top = themeOf(name, accent, null)
  return [top, ...under.map((each) => themeOf(each, accent, top.id))]
})
