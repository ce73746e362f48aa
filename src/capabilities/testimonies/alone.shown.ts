// What telling alone shows of a story's voice, from its row.

import { mediaOf } from '#core/contribution/content.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import type { Voice } from './alone.voice.tsx'

/** `done`: what a plain form has just done with a file. */
export const voiceOf = ({ code, draft }: Contribution, done = ''): Voice => ({
  code,
  submission_id: crypto.randomUUID(),
  done,
  sounds: mediaOf(draft)
    .filter(({ use, nature }) => use === 'story' && (nature === 'sound' || nature === 'video'))
    .map(({ file_id, nature, words }) => ({
      id: file_id,
      isFilm: nature === 'video',
      title: words.find((each) => each.title)?.title ?? '',
    })),
})
