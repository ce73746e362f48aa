// What stands in the way of the sounds and pictures of a revision or of a draft, for those who decide and who write:
// the same rules as shelve(), asked before.

import { mediaOf, originalOf, type Content } from '../contribution/content.ts'
import type { MediaNature } from '../contribution/media.content.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import { dayOf } from '../platform/clock.ts'
import { readFiles } from './derivations.ts'
import { lacksOf, type Lack } from './needs.ts'

export type MediaLacks = {
  file_id: string
  nature: MediaNature
  /** In the story's language when it has one there; '' when it has none. */
  title: string
  lacks: Lack[]
}

/** The media of `content` that lack something, in their order. A file that is no longer there lacks nothing. */
export async function listLacks(
  db: DeskDatabase | DeskTransaction,
  contribution_id: string,
  content: Content,
  now: Date,
): Promise<MediaLacks[]> {
  const media = mediaOf(content)
  if (media.length === 0) return []
  const files = (await readFiles(db, [contribution_id])).get(contribution_id) ?? []
  return media.flatMap((each): MediaLacks[] => {
    const file = files.find(({ id }) => id === each.file_id)
    const lacks = file ? lacksOf(each, { looked: file.looked, people: file.pictured }, dayOf(now)) : []
    if (lacks.length === 0) return []
    const words = each.words.find(({ language }) => language === originalOf(content).language) ?? each.words[0]
    return [{ file_id: each.file_id, nature: each.nature, title: words?.title ?? '', lacks }]
  })
}
