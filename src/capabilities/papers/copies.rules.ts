// What goes into one person's copy when several tell in the same story, and how long a link lasts. Pure.

import type { Media } from '#core/contribution/media.content.ts'

/** Days a link may last; never more than thirty (P-14). */
export const linkDays = [7, 14, 30] as const
/** A line cut in the middle must not cost her copy; a link that went round must not serve a crowd. */
export const mostDownloads = 10

export type CopyFile = {
  /** What the contribution says of it, when it still does. */
  media: Pick<Media, 'use' | 'speakers'> | undefined
  /** Who can be recognised in it, as far as the register knows them. */
  pictured: readonly string[]
  /** Who brought it herself, when she is one of those who tell. */
  brought_by?: string | undefined
}

/**
 * Whether a file belongs in this person's copy. One who speaks in it, or is seen in it, is one of its voices; when it
 * says neither, it belongs to who brought it, or to all who tell. Others heard with her stay: it is her own telling.
 */
export function isHers({ media, pictured, brought_by }: CopyFile, person_id: string): boolean {
  const heard = (media?.speakers ?? []).flatMap((each) => each.person_id ?? [])
  if (heard.length > 0) return heard.includes(person_id)
  if (media?.use === 'portrait' && pictured.length > 0) return pictured.includes(person_id)
  return brought_by === undefined || brought_by === person_id
}
