// The demonstration's home and themes as its editors composed them: a thread hung and published, stories to read first.

import { randomUUID } from 'node:crypto'
import { addThread, addToThread, publishHome, type Outcome } from '#capabilities/territory/composition.actions.ts'
import { ThreadInput } from '#capabilities/territory/composition.input.ts'
import { getHome } from '#capabilities/territory/composition.queries.ts'
import { addToTheme } from '#capabilities/territory/theme-picks.actions.ts'
import type { DemoComposition } from './data.ts'
import { idOf, memberOf, type Loaded } from './loaded.ts'

export async function loadComposition(
  loaded: Loaded,
  codeOf: (key: string) => string,
  composition: DemoComposition,
): Promise<void> {
  const { desk } = loaded
  // Nobody reads yet: the owner's connection sees the same shelf as readers will.
  const reader = desk.db as unknown as Parameters<typeof addToTheme>[0]['reader']
  const asked = () => ({ desk, actor: memberOf(loaded, composition.by), submission_id: randomUUID(), reader })
  const done = (outcome: Outcome) => {
    if (outcome.mistakes) throw new Error(`the home is refused: ${JSON.stringify(outcome.mistakes)}`)
  }
  for (const { titles, words, stories } of composition.threads) {
    const named = (name: string, said: Record<string, string>) =>
      Object.entries(said).map(([locale, text]) => [`${name}_${locale}`, text])
    const input = ThreadInput.parse({
      from: 'stories',
      theme_id: '',
      language: '',
      decade: '',
      ...Object.fromEntries([...named('title', titles), ...named('words', words)]),
    })
    const thread = await addThread(asked(), input)
    done(thread)
    for (const story of stories) done(await addToThread(asked(), thread.id ?? '', codeOf(story)))
  }
  const { version } = await getHome(desk.db)
  if (!(await publishHome(asked(), version))) throw new Error('the home changed while it was loaded')
  for (const { theme, stories } of composition.themes)
    for (const story of stories) done(await addToTheme(asked(), idOf(loaded.themes, theme), codeOf(story)))
}
