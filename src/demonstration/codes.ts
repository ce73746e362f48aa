// The numbers that the demonstration's stories were given, by their keys in demo/.

import { sql } from 'kysely'
import type { Desk } from '#core/desk.ts'
import { originalTitle, type DemoStory } from './data.ts'

/** Gives the number of a story that was loaded; throws for a key that none has. */
export async function codesOf(desk: Desk, stories: readonly DemoStory[]): Promise<(key: string) => string> {
  const codes = new Map<string, string>()
  for (const story of stories) {
    const { rows } = await sql<{ code: string }>`
      select code from desk.contribution where draft -> 'texts' @> ${JSON.stringify([{ title: originalTitle(story) }])}::jsonb`.execute(
      desk.db,
    )
    if (rows[0]) codes.set(story.key, rows[0].code)
  }
  return (key) => {
    const code = codes.get(key)
    if (!code) throw new Error(`the demonstration names the story "${key}", which it does not tell`)
    return code
  }
}
