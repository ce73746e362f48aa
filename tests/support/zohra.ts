// The story of Zohra on the shelf: told in Arabic, read in three languages and in easy words, with its journey.

import type { DeskDatabase } from '#core/desk.ts'
import { shelveStory, shelveTheme, type ShelvedStory } from '#tests/support/shelf.ts'

/** Number 482913, under the theme `voisins`. */
export async function shelveZohra(db: DeskDatabase): Promise<ShelvedStory> {
  const neighbours = await shelveTheme(db, 'voisins', {
    fr: 'Voisins, voisines',
    en: 'Neighbours',
    ar: 'جيران',
  })
  return await shelveStory(db, {
    code: '482913',
    language: 'ar',
    title: 'رسمت لي المدينة',
    quote: 'كنّا نعرف الطرق بالأشجار',
    body: 'اسمي زهرة.\n\nكان كل شيء أبيض.',
    texts: [
      {
        language: 'fr',
        title: 'Elle m’a dessiné la ville',
        lead: 'En janvier 1969, sous la neige.',
        quote: 'On connaissait les chemins par les arbres',
        body: 'Je m’appelle Zohra.\n\nTout était blanc.',
      },
      {
        language: 'en',
        title: 'She drew me the town',
        body: 'My name is Zohra.\n\nEverything was white.',
        machine: true,
      },
      { language: 'fr', form: 'easy', title: '', body: 'Zohra a 77 ans.' },
    ],
    credits: [
      { role: 'told', name: 'Zohra', age: 77 },
      { role: 'collected', name: 'Inès', age: null },
      { role: 'translated', name: null, age: null },
    ],
    stages: [
      {
        place: 'Tlemcen',
        country: 'DZ',
        lat: 34.88,
        lon: -1.31,
        when: '1948',
        words: { fr: 'Un figuier.', ar: 'شجرة تين.' },
        travel: true,
      },
      { place: 'Valmorey', country: 'FR', lat: 47.35, lon: 6.35, when: '1969-01', words: { fr: 'La neige.' } },
    ],
    period: '1969',
    themes: [neighbours],
    notes: [{ kind: 'scientific', by: 'Hélène', text: 'La filature embauchait à Tlemcen.', on: '2026-04-01' }],
  })
}
