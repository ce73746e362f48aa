// The demonstration's voices, pictures and film: what demo/media.json says of each, and the files beside it.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Media, MediaNature, MediaUse } from '#core/contribution/media.content.ts'
import { recipeOf } from '#core/media/hidings.ts'
import type { Derived, Findings, PicturedStatus, Region } from '#core/media/media.tables.ts'
import { projectFolder } from '#core/platform/assets.ts'

type Described = {
  key: string
  story: string
  nature: MediaNature
  use: MediaUse
  words: { language: string; title?: string; caption?: string; alt?: string; description?: string }[]
  credit: string
  licence: Media['licence']
  taken?: string
  place?: string
  excuse?: { reason: string; until: string }
  /** What one sees in a film, by language. */
  descriptions?: Record<string, DemoCue[]>
  /** One sentence that a family asked to keep for itself. */
  sealed?: { by: string; sentence: string; reason: string }
  people?: ({ status: PicturedStatus; name: string; agreed_by?: string; agreed_on?: string } & Partial<Region>)[]
}
export type DemoCue = { start: number; end: number; text: string }
type Spoken = { cues: Record<string, DemoCue[]>; chapters: number[] }
export type DemoCopies = {
  hidings: string
  findings: Findings
  files: (Omit<Derived, 'id' | 'sha256' | 'size'> & { file: string })[]
}
export type DemoMedia = Described & Spoken & { file: string; media_type: string }

const folder = path.join(projectFolder, 'demo')
export const demoMediaFile = (name: string): string => path.join(folder, 'media', name)

const formats: Record<MediaNature, { extension: string; media_type: string }> = {
  sound: { extension: 'mp3', media_type: 'audio/mpeg' },
  video: { extension: 'mp4', media_type: 'video/mp4' },
  picture: { extension: 'jpg', media_type: 'image/jpeg' },
  document: { extension: 'pdf', media_type: 'application/pdf' },
}

export async function readDemoMedia(): Promise<DemoMedia[]> {
  const described = JSON.parse(await readFile(path.join(folder, 'media.json'), 'utf8')) as Described[]
  return await Promise.all(
    described.map(async (media) => {
      const { extension, media_type } = formats[media.nature]
      const isHeard = media.nature === 'sound' || media.nature === 'video'
      const spoken = isHeard ? await readFile(demoMediaFile(`${media.key}.json`), 'utf8') : '{"cues":{},"chapters":[]}'
      return { ...media, ...(JSON.parse(spoken) as Spoken), file: `${media.key}.${extension}`, media_type }
    }),
  )
}

/** The copies made beforehand. */
export const readDemoCopies = async ({ key }: DemoMedia): Promise<DemoCopies> =>
  JSON.parse(await readFile(demoMediaFile(`${key}.copies.json`), 'utf8')) as DemoCopies

/** When the sealed sentence is said, with half a second around. */
export function sealedSpan({ sealed, cues, key }: DemoMedia): { start_ms: number; end_ms: number } | undefined {
  if (!sealed) return undefined
  const said = Object.values(cues)
    .flat()
    .find((cue) => cue.text === sealed.sentence)
  if (!said) throw new Error(`${key}: nobody says "${sealed.sentence}"`)
  return { start_ms: Math.max(0, said.start - 150), end_ms: said.end + 150 }
}

/** Where in the picture; null for the whole. */
export const regionOf = ({ x, y, w, h }: Partial<Region>): Region | null =>
  x === undefined || y === undefined || w === undefined || h === undefined ? null : { x, y, w, h }

/** What the public copies of this media are made by. */
export function recipeOfDemo(media: DemoMedia): ReturnType<typeof recipeOf> {
  const span = sealedSpan(media)
  const nowhere = { x: null, y: null, w: null, h: null }
  const hidings = span
    ? [{ ...nowhere, ...span, kind: 'span' as const, file_id: null, words: [], until: null, lifted_at: null }]
    : []
  const pictured = (media.people ?? []).map((person) => ({
    ...(regionOf(person) ?? nowhere),
    status: person.status,
    person_id: null,
    agreed_by: '',
    agreed_by_second: '',
    agreed_on: null,
    agreed_until: null,
    born_on: null,
    taken_back_at: null,
  }))
  return recipeOf(media.nature, hidings, pictured, new Date())
}
