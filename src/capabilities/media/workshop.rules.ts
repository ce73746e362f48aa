// Pure rules of the workshop of sounds and pictures: their order, the print of what a form was made from, what it says.

import type { Content } from '#core/contribution/content.ts'
import { mediaOf } from '#core/contribution/content.ts'
import type { Media, MediaNature, MediaUse, MediaWords } from '#core/contribution/media.content.ts'
import type { DerivationTable } from '#core/media/media.tables.ts'
import { canonicalJson, sha256 } from '#core/platform/identifiers.ts'

/** The uses that a file of this nature may have. */
export const usesOf = (nature: MediaNature): readonly MediaUse[] =>
  nature === 'picture'
    ? ['lent', 'portrait', 'made', 'story']
    : nature === 'document'
      ? ['lent', 'made']
      : ['story', 'lent', 'made']

/** A short print of what the form of one media shows: its words and facts, not what is written along its time. */
export function printOf({ transcripts: _, descriptions: __, speakers: ___, ...shown }: Media): string {
  return sha256(canonicalJson(shown)).slice(0, 32)
}

export type Move = { what: 'up' | 'down'; file_id: string }

/** `up 0000…`: what a button of the list asks for. */
export function moveOf(asked: string): Move | undefined {
  const [, what, file_id = ''] = /^(up|down) ([0-9a-f-]{36})$/.exec(asked) ?? []
  return what === 'up' || what === 'down' ? { what, file_id } : undefined
}

/** One place up or down; the same list when it cannot go further. */
export function moved<Item extends { file_id: string }>(list: readonly Item[], { what, file_id }: Move): Item[] {
  const from = list.findIndex((each) => each.file_id === file_id)
  const to = from + (what === 'up' ? -1 : 1)
  const next = [...list]
  const [item, other] = [list[from], list[to]]
  if (!item || !other) return next
  next[from] = other
  next[to] = item
  return next
}

/** The languages in which its words may be said: those of the contribution's texts, the original first, and its own. */
export function languagesOf(content: Content, media: Media, more: string[] = []): string[] {
  return [
    ...new Set([
      content.language,
      ...content.texts.map((each) => each.language),
      ...media.words.map((each) => each.language),
      ...more,
    ]),
  ].slice(0, 12)
}

export const findMedia = (content: Content, file_id: string): Media | undefined =>
  mediaOf(content).find((each) => each.file_id === file_id)

export const isEmptyWords = ({ language: _, ...said }: MediaWords): boolean =>
  Object.values(said).every((each) => each.trim() === '')

export type Copy = Pick<DerivationTable, 'trouble'> & {
  state: 'waiting' | 'working' | 'done' | 'failed'
  progress: number
}

/** Whether its state may change by itself in the next seconds. */
export const isMoving = (copy: Copy | undefined): boolean => copy?.state === 'waiting' || copy?.state === 'working'

/** Chapters from the moments marked while speaking. */
export function chaptersOf(moments: readonly number[], titleOf: (number: number) => string) {
  const starts = [...new Set(moments)].toSorted((a, b) => a - b).slice(0, 200)
  return starts.map((start, index) => ({ start, title: titleOf(index + 1) }))
}
