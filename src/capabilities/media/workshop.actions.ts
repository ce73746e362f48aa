// Use cases of the workshop of sounds and pictures: saying what one is, putting them in order, taking one out, and
// keeping what was said of a recorded take.

import { change, type Work } from '#core/change.ts'
import { mayEdit, mayRecordConsent } from '#core/contribution/contribution.can.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import { changeMedia } from '#core/contribution/media.ts'
import type { Media } from '#core/contribution/media.content.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { Desk } from '#core/desk.ts'
import { allow, type Allowed } from '#core/people/can.ts'
import { personOf, type Actor } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import type { MediaEdit, TakeInput } from './workshop.input.ts'
import { findFileNamed } from './workshop.queries.ts'
import { chaptersOf, findMedia, moved, printOf, type Move } from './workshop.rules.ts'

type Asked = { desk: Desk; actor: Actor; submission_id?: string | undefined }

async function forEdit(work: Work, actor: Actor, code: string): Promise<Allowed<Contribution, 'edit'>> {
  const thing = await getContribution(work.tx, { code })
  return allow(mayEdit(actor, thing, await standingOn(work.tx, actor, thing, work.now)), actor, 'edit', thing)
}

/**
 * Changes the words and facts of one media; gives its new print. Throws `conflict` when someone changed them since the
 * form with this print was shown.
 */
export async function saveMedia(
  { desk, actor, submission_id }: Asked,
  code: string,
  file_id: string,
  base: string,
  edit: MediaEdit,
): Promise<{ base: string }> {
  return await change(desk, { action: 'media.save', actor, submission_id }, async (work) => {
    const thing = await forEdit(work, actor, code)
    const editOne = (media: Media): Media => {
      if (printOf(media) !== base) throw new AppError('conflict')
      return edit(media)
    }
    const list = await changeMedia(
      work,
      thing,
      (before) => before.map((each) => (each.file_id === file_id ? editOne(each) : each)),
      personOf(actor),
    )
    const saved = list.find((each) => each.file_id === file_id)
    if (!saved) throw new AppError('not_found')
    return { base: printOf(saved) }
  })
}

export async function moveMedia({ desk, actor, submission_id }: Asked, code: string, move: Move): Promise<void> {
  await change(desk, { action: 'media.move', actor, submission_id }, async (work) => {
    const thing = await forEdit(work, actor, code)
    await changeMedia(work, thing, (list) => moved(list, move), personOf(actor))
    return null
  })
}

/** Takes one out, of the page of the public too, at once. Its bytes stay in the vault a while (core/media). */
export async function removeMedia({ desk, actor, submission_id }: Asked, code: string, file_id: string): Promise<void> {
  await change(desk, { action: 'media.remove', actor, submission_id }, async (work) => {
    const thing = await forEdit(work, actor, code)
    if (!findMedia(thing.draft, file_id)) throw new AppError('not_found')
    await work.tx
      .updateTable('desk.file')
      .set({ removed_at: work.now })
      .where('id', '=', file_id)
      .where('contribution_id', '=', thing.id)
      .execute()
    await changeMedia(work, thing, (list) => list.filter((each) => each.file_id !== file_id), personOf(actor))
    await work.record({ kind: 'file.removed', contribution_id: thing.id, data: { file_id } })
    work.touch(thing.id)
    return null
  })
}

/**
 * Keeps the name of a take and the moments marked in it, as chapters of a transcript still without words. Told twice,
 * it is kept once; what someone wrote meanwhile stays. Gives the file, `not_found` until its bytes have arrived.
 */
export async function noteTake(
  { desk, actor }: Asked,
  code: string,
  take: TakeInput,
  chapterTitle: (number: number, language: string) => string,
): Promise<{ file_id: string }> {
  return await change(desk, { action: 'media.take', actor }, async (work) => {
    const thing = await getContribution(work.tx, { code })
    const standing = await standingOn(work.tx, actor, thing, work.now)
    const file = await findFileNamed(work.tx, thing.id, take.name)
    if (file && file.purpose !== 'media') {
      allow(mayRecordConsent(actor, thing, standing), actor, 'consent', thing)
      // A name is easily guessed: how another one agreed is not told by it.
      if (file.received_by === null || file.received_by !== personOf(actor)) throw new AppError('not_found')
      return { file_id: file.id }
    }
    const editing = allow(mayEdit(actor, thing, standing), actor, 'edit', thing)
    if (!file) throw new AppError('not_found')
    const { language } = thing.draft
    const chapters = chaptersOf(take.moments, (number) => chapterTitle(number, language))
    const note = (media: Media): Media => ({
      ...media,
      words:
        take.title && media.words.length === 0
          ? [{ language, title: take.title, caption: '', alt: '', description: '' }]
          : media.words,
      transcripts:
        chapters.length > 0 && media.transcripts.length === 0
          ? [{ language, form: 'original', machine: false, cues: [], chapters }]
          : media.transcripts,
    })
    await changeMedia(
      work,
      editing,
      (list) => list.map((each) => (each.file_id === file.id ? note(each) : each)),
      personOf(actor),
    )
    return { file_id: file.id }
  })
}
