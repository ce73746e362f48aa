// The draft of a story of the demonstration, from what demo/ tells of it.

import type { Content } from '#core/contribution/content.ts'
import { documentOf } from '#core/contribution/document.ts'
import type { DemoStory } from './data.ts'
import { idOf, type Loaded } from './loaded.ts'

export function contentOf(loaded: Loaded, story: DemoStory): Content {
  return {
    language: story.language,
    texts: story.texts.map((text) => ({
      language: text.language,
      form: text.form,
      title: text.title,
      lead: text.lead ?? '',
      quote: text.quote ?? '',
      body: documentOf(text.body),
      machine: text.machine ?? false,
    })),
    period: story.period,
    themes: story.themes.map((theme) => idOf(loaded.themes, theme)),
    credits: [
      ...story.tellers.map((teller) => ({ role: 'told' as const, person_id: idOf(loaded.people, teller) })),
      ...story.credits
        .filter((credit) => credit.role !== 'told')
        .map((credit) => ({ role: credit.role, person_id: idOf(loaded.people, credit.person) })),
    ],
    licence: story.licence,
    details: {
      stages: story.stages.map((stage) => ({
        place: stage.place,
        country: stage.country ?? '',
        lat: stage.lat ?? null,
        lon: stage.lon ?? null,
        when: stage.when,
        words: stage.words ?? {},
        travel: stage.travel ?? false,
        nature: stage.nature ?? '',
      })),
      objects: story.objects ?? [],
      collected_on: story.collected_on,
      collected_at: story.collected_at,
      medium: 'text',
    },
  }
}
