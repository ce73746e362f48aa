// What the pages of hiding show, gathered: the contribution, its files, what is hidden in it and by whom.

import type { Content } from '#core/contribution/content.ts'
import { originalOf, voicesOf } from '#core/contribution/content.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import type { Visit } from '#core/doors.ts'
import { listFiles, type KeptFile } from '#core/media/files.ts'
import { listHidings, type Hiding } from '#core/media/hide.ts'
import { mayShowAgain } from '#core/media/hidings.can.ts'
import { isHiding } from '#core/media/hidings.ts'
import type { Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { fileTitleIn } from '#ui/file-name.ts'
import { texts } from './texts.ts'
import type { HidingShown } from './all.pages.tsx'
import type { Hideable } from './hidings.actions.ts'
import { findMedia, listNames } from './hidings.queries.ts'
import type { FileShown, Subject } from './place.parts.tsx'

export function subjectOf(desk: Desk, contribution: Contribution): Subject {
  const kind = desk.kinds.get(contribution.kind)
  if (!kind) throw notFound()
  const { title, language } = originalOf(contribution.draft)
  return { code: contribution.code, title, language, workshop: kind.workshop(contribution.code) }
}

export const fileShown = (file: KeptFile, contents: readonly Content[], locale: Locale): FileShown => ({
  id: file.id,
  nature: file.nature,
  // In the interface's language where it has one: it stands inside our own sentences.
  title: fileTitleIn(findMedia(contents, file.id)?.words ?? [], file.name, locale, contents[0]?.language).text,
})

/** The sounds, pictures and papers of a contribution that may be shown one day. */
export async function filesOf(desk: Desk, contribution: Contribution, contents: readonly Content[], locale: Locale) {
  const files = (await listFiles(desk.db, contribution.id)).filter(({ purpose }) => purpose === 'media')
  return files.map((file) => fileShown(file, contents, locale))
}

/** What is hidden at this hour, with who did it and whether this member may show it again. */
export async function hidingsShown(
  visit: Visit<Member>,
  { contribution, standing }: Hideable,
  files: readonly FileShown[],
): Promise<HidingShown[]> {
  const { desk, actor } = visit
  const hidings = (await listHidings(desk.db, contribution.id)).filter((each) => isHiding(each, desk.now()))
  const names = await listNames(
    desk.db,
    hidings.map(({ placed_by }) => placed_by),
  )
  return hidings.map((each: Hiding) => ({
    ...each,
    file: files.find(({ id }) => id === each.file_id) ?? null,
    by: names.get(each.placed_by ?? '') ?? texts.in(visit.locale)('hidden.machine'),
    isHers: each.witness_id !== null,
    mayShow: mayShowAgain(actor, contribution, standing, each).yes,
  }))
}

/** Names that are known already: those who tell, and places. */
export async function knownNames(desk: Desk, contribution: Contribution, contents: readonly Content[]) {
  const voices = await listNames(desk.db, contents.flatMap(voicesOf))
  const places = contents.flatMap((content) => desk.kinds.get(contribution.kind)?.placesOf(content) ?? [])
  return [...voices.values(), ...places.map(({ name }) => name)]
}
