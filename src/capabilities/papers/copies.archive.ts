// The folder of a copy, as one ZIP sent as it is read: originals go through unchanged, nothing waits in memory or on
// the disk. Everything is stored as it is, so that the size is known before the first byte.

import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { ZipFile } from 'yazl'
import { textOf } from '#core/contribution/document.ts'
import { writePlain } from '#core/media/captions/plain.ts'
import { writeVtt } from '#core/media/captions/vtt.ts'
import type { Media } from '#core/contribution/media.content.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { slugOf } from '#core/platform/identifiers.ts'
import type { Vault } from '#core/platform/vault/vault.ts'
import { indexPage, type IndexFile, type IndexView } from './copies.index.tsx'
import type { CopiedFile, CopyBytes, CopyContents } from './copies.queries.ts'
import type { Sheet } from './papers.sheet.ts'

const folders = { sound: 'sons', video: 'films', picture: 'images', document: 'papiers' } as const
const endings: Record<string, string> = {
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/webm': 'webm',
  'audio/flac': 'flac',
  'audio/amr': 'amr',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/tiff': 'tiff',
  'image/heic': 'heic',
  'image/avif': 'avif',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
}

/** The ending of a file's name: from what its bytes are; else the one it came with, if it is a plain one. */
const endingOf = (media_type: string, name: string): string =>
  endings[media_type.split(';')[0] ?? ''] ?? /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? 'bin'

export type CopyParts = {
  contents: CopyContents
  locale: Locale
  name: string
  town: string
  today: string
  code: string
  agreed: Sheet
  agreedPdf: Uint8Array | undefined
  back: { address: string; phone: string }
  now: Date
}

/** The ZIP as a stream, and its size in bytes. */
export async function copyArchive(
  vault: Vault,
  parts: CopyParts,
): Promise<{ stream: ReadableStream<Uint8Array>; size: number | undefined }> {
  const { contents, now } = parts
  const zip = new ZipFile()
  const written = { mtime: now, mode: 0o100644, compress: false }
  const addText = (path: string, text: string | Uint8Array) =>
    zip.addBuffer(Buffer.from(text as Uint8Array), path, written)
  const addBytes = (path: string, { area, sha256, size }: CopyBytes) =>
    zip.addReadStreamLazy(path, { ...written, size }, (take) => {
      vault.read(area, sha256).then(
        (stream) => take(null, stream),
        // A file that left between the look and the reading ends the sending: half a copy must not seem whole.
        (error: unknown) => take(error, Readable.from([])),
      )
    })

  const placed = contents.files.map((each, at) => placesOf(each, at))
  const evidence = contents.evidence.map((each, at) => ({
    ...each,
    path: `accords/preuves/${at + 1}-${each.nature}.${endingOf(each.media_type, each.name)}`,
  }))
  const view: IndexView = {
    locale: parts.locale,
    name: parts.name,
    title: contents.title,
    language: contents.content.language,
    town: parts.town,
    today: parts.today,
    files: placed.map((place) => indexFile(place, parts.locale)),
    texts: contents.content.texts,
    agreed: parts.agreed,
    agreedPdf: parts.agreedPdf ? 'accords/accords.pdf' : null,
    evidence: evidence.map((each) => ({ ...each, at: each.recorded_at })),
    missing: contents.missing,
    back: parts.back,
  }
  addText('index.html', indexPage(view))
  for (const text of contents.content.texts) {
    const words = [text.title, text.lead, textOf(text.body)].filter(Boolean).join('\n\n')
    if (words) addText(`textes/${text.language}-${text.form}.txt`, `${words}\n`)
  }
  if (parts.agreedPdf) addText('accords/accords.pdf', parts.agreedPdf)
  addText('accords/accords.json', agreedJson(parts, evidence))
  for (const { each, original, playable } of placed) {
    addBytes(original, each.bytes)
    if (playable && each.playable) addBytes(playable, each.playable)
    for (const transcript of each.media?.transcripts ?? []) {
      const said = saidIn(each.media, transcript.cues)
      const stem = original.replace(/\.[^.]+$/, '')
      addText(`${stem}.${transcript.language}.vtt`, writeVtt(said, { machine: transcript.machine ? 'machine' : '' }))
      addText(`${stem}.${transcript.language}.txt`, writePlain(said))
    }
    for (const { language, machine, cues } of each.media?.descriptions ?? []) {
      const stem = original.replace(/\.[^.]+$/, '')
      addText(`${stem}.${language}.descriptions.vtt`, writeVtt(cues, { machine: machine ? 'machine' : '' }))
    }
  }
  for (const each of evidence) addBytes(each.path, each.bytes)

  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  const size = await new Promise<number>((resolve) => {
    zip.end(undefined as never, resolve as never)
  })
  return {
    stream: Readable.toWeb(output) as ReadableStream<Uint8Array>,
    size: size >= 0 ? size : undefined,
  }
}

type Placed = { each: CopiedFile; at: number; original: string; playable: string | undefined }

function placesOf(each: CopiedFile, at: number): Placed {
  const { file, media, playable } = each
  const title = media?.words.find((words) => words.title)?.title ?? file.name.replace(/\.[^.]+$/, '')
  const stem = `${folders[file.nature]}/${at + 1}-${slugOf(title)}`
  return {
    each,
    at,
    original: `${stem}.${endingOf(file.media_type, file.name)}`,
    playable: playable && `${stem}-a-ouvrir.${endingOf(playable.media_type, '')}`,
  }
}

function indexFile({ each, original, playable }: Placed, locale: Locale): IndexFile {
  const { file, media } = each
  const words = media?.words.find((one) => one.language === locale) ?? media?.words[0]
  return {
    nature: file.nature,
    title: words?.title ?? '',
    alt: words?.alt ?? '',
    caption: words?.caption ?? '',
    shown: hrefOf(playable ?? original),
    original: hrefOf(original),
    transcripts: (media?.transcripts ?? []).map(({ language, machine, cues }) => ({
      language,
      machine,
      words: writePlain(saidIn(media, cues)),
    })),
    descriptions: (media?.descriptions ?? []).map(({ language, machine, cues }) => ({
      language,
      machine,
      words: writePlain(cues),
    })),
  }
}

/** A path of the folder as an address: letters of every script may be in it. */
const hrefOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** Cues with the names of those who speak, as they are written beside the sound. */
function saidIn(media: Media | undefined, cues: Media['transcripts'][number]['cues']) {
  const names = new Map((media?.speakers ?? []).map((each) => [each.key, each.name]))
  return cues.map((cue) => ({ ...cue, speaker: names.get(cue.speaker) ?? '' }))
}

/** Her answers as machines read them: the ledger's rows, with the hashes that chain them. */
function agreedJson({ contents, code, name, town, now }: CopyParts, evidence: { id: string; path: string }[]): string {
  return `${JSON.stringify(
    {
      town,
      story: code,
      person: name,
      made_at: now.toISOString(),
      answers: contents.consents.map(({ person_id: _who, contribution_id: _what, recorded_by: _by, ...row }) => row),
      evidence: contents.evidence.map(({ id, nature, sha256, wording, wording_language, recorded_at }) => ({
        id,
        nature,
        sha256,
        wording,
        wording_language,
        recorded_at,
        file: evidence.find((each) => each.id === id)?.path,
      })),
    },
    null,
    2,
  )}\n`
}
