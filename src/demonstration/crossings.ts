// What the demonstration's editors decided of stories that cross, and the pages they composed.

import { randomUUID } from 'node:crypto'
import { decideCrossing, writeLink } from '#capabilities/crossings/crossings.actions.ts'
import { GatheringInput, LinkInput } from '#capabilities/crossings/crossings.input.ts'
import { saveGathering } from '#capabilities/crossings/gatherings.actions.ts'
import type { DemoCrossings } from './data.ts'
import { memberOf, type Loaded } from './loaded.ts'

export async function loadCrossings(
  loaded: Loaded,
  codeOf: (key: string) => string,
  crossings: DemoCrossings,
): Promise<void> {
  const { desk } = loaded
  const asked = (by: string) => ({ desk, actor: memberOf(loaded, by), submission_id: randomUUID() })
  for (const verdict of ['confirmed', 'silenced'] as const)
    for (const { by, stories: pair } of crossings[verdict])
      await decideCrossing(asked(by), codeOf(pair[0]), codeOf(pair[1]), verdict)
  for (const { by, from, to, link, words } of crossings.links) {
    const input = LinkInput.parse({
      other: codeOf(to),
      link,
      ...Object.fromEntries(Object.entries(words).map(([locale, text]) => [`words_${locale}`, text])),
    })
    if (await writeLink(asked(by), codeOf(from), input)) throw new Error(`a link from "${from}" is refused`)
  }
  for (const { by, kind, titles, presentations, stories: members } of crossings.gatherings) {
    const named = (name: string, words: Record<string, string>) =>
      Object.entries(words).map(([locale, text]) => [`${name}_${locale}`, text])
    const input = GatheringInput.parse({
      kind,
      ...Object.fromEntries([
        ...named('title', titles),
        ...named('presentation', presentations),
        ...members.flatMap(({ story, extract }, index) => [
          [`story_${index + 1}`, codeOf(story)],
          [`extract_${index + 1}`, extract],
        ]),
      ]),
    })
    const saved = await saveGathering(asked(by), input)
    if ('mistakes' in saved) throw new Error(`a page is refused: ${JSON.stringify(saved.mistakes)}`)
  }
}
