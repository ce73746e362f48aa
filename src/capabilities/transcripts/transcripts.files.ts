// A transcript as a file to take away or to be played: the same for everyone at the public address and at the desk.

import type { Chapter } from '#core/contribution/media.content.ts'
import { writePlain } from '#core/media/captions/plain.ts'
import type { Said } from '#core/media/captions/said.ts'
import { writeSrt } from '#core/media/captions/srt.ts'
import { writeChapters, writeVtt } from '#core/media/captions/vtt.ts'
import { dispositionOf } from '#core/platform/http/disposition.ts'
import { defaultLocale, locales } from '#core/platform/i18n.ts'
import type { FileAsked } from './transcripts.rules.ts'
import { texts } from './transcripts.texts.ts'

export type Written = { language: string; machine: boolean; cues: readonly Said[]; chapters: readonly Chapter[] }

/** The bytes of a file, and what they are. `name` is what a browser keeps it under, before its language and its sort. */
export function fileOf(
  { language, machine, cues, chapters }: Written,
  { format, writing }: Pick<FileAsked, 'format' | 'writing'>,
  { duration_ms, name, isTaken = false }: { duration_ms: number | null; name: string; isTaken?: boolean },
): { body: string; headers: Record<string, string> } {
  const said = cues.filter(({ text }) => text.trim() !== '')
  // Its own language when the interface speaks it: the note is read by whoever opens the file.
  const locale = locales.find((each) => each === language.split('-')[0]) ?? defaultLocale
  const note = machine ? texts.in(locale)('file.machine') : ''
  const body = {
    vtt: () => writeVtt(said, { machine: note }),
    srt: () => writeSrt(said),
    txt: () => `${note ? `${note}\n\n` : ''}${writePlain(said)}`,
    chapters: () => writeChapters(chapters, duration_ms),
  }[format]()
  const [type, kind] = {
    vtt: ['text/vtt', 'vtt'],
    srt: ['application/x-subrip', 'srt'],
    txt: ['text/plain', 'txt'],
    chapters: ['text/vtt', 'chapters.vtt'],
  }[format] as [string, string]
  const ending = writing === 'descriptions' ? `descriptions.${kind}` : kind
  // Captions, descriptions and chapters are played by the public page; everything else is taken away.
  const how = type === 'text/vtt' && !isTaken ? 'inline' : 'attachment'
  return {
    body,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': dispositionOf(how, `${name}.${language}.${ending}`),
    },
  }
}
