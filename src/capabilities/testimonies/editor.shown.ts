// What the workshop's frame shows of a story, from its row.

import { mediaOf, originalOf } from '#core/contribution/content.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import { doneSteps } from './editor.rules.ts'
import type { Shown } from './editor.frame.tsx'

type Opened = { story: Contribution; canEdit: boolean; canTakeBack: boolean; canKeepPapers: boolean }

export const shownOf = ({ story, canEdit, canTakeBack, canKeepPapers }: Opened): Shown => ({
  code: story.code,
  title: originalOf(story.draft).title,
  language: story.draft.language,
  stage: story.stage,
  work_stage: story.work_stage,
  done: doneSteps(story.draft),
  canEdit,
  canTakeBack,
  canKeepPapers,
  media: mediaOf(story.draft).length,
})
