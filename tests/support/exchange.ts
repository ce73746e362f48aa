// A town with what machines should meet: a theme, a story with places and a translation, one whose teller is not named.

import type { Town } from '#tests/support/town.ts'
import { theme } from '#tests/support/desk-forms.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'

export type Told = { snow: TestStory; home: TestStory; slug: string; theme_id: string }

export async function toldIn(town: Town): Promise<Told> {
  await town.as(town.members.administrator).post('/bureau/themes/nouveau', theme)
  const { id, slug } = await town.desk.db.selectFrom('desk.theme').select(['id', 'slug']).executeTakeFirstOrThrow()
  const snow = await aStory(town, {
    title: 'La neige & le train',
    name: 'Zohra',
    themes: [id],
    translation: { language: 'ar', title: 'الثلج', body: 'جئت في يناير' },
    easy: 'Je viens en janvier.',
    stages: [
      { place: 'Oran', country: 'DZ', lat: 35.7, lon: -0.63, when: '1962~' },
      { place: 'Valmorey', country: 'FR', lat: 47.5, lon: 6.8, when: '1969' },
    ],
  })
  const home = await aStory(town, { title: 'بيتنا', language: 'ar', name: 'Rim Cachée', named: false })
  return { snow, home, slug, theme_id: id }
}
