// Words that are said in a sound and written nowhere else: the captions around them, and the second they are said at.

import { sql, type Kysely } from 'kysely'
import type { Locale } from '../../platform/i18n.ts'
import { isIn } from '../cards.ts'
import type { ShelfTables } from '../shelf.tables.ts'
import type { ShownCue } from '../shelve-media.ts'
import { askAboutText, extractOf, hitsIn, type Segment } from './extracts.ts'
import { bestOf } from './passages.ts'
import { stemsOf, type Asks } from './stems.ts'
import type { Term } from './typed.ts'

export type Heard = { segments: Segment[]; language: string; heard_s: number }

// As long as an extract: captions are shown whole.
const length = 200

/** For the contributions whose sound or film says what was asked. `asks`: what is asked of the dictionaries already. */
export async function heardPassages(
  reader: Kysely<ShelfTables>,
  { ids, terms, locale, asks }: { ids: readonly string[]; terms: readonly Term[]; locale: Locale; asks: Asks },
): Promise<Map<string, Heard>> {
  if (ids.length === 0) return new Map()
  // The first sound or film that tells the story is the one its page plays.
  const { rows } = await sql<{ id: string; told: string; language: string; cues: Pick<ShownCue, 'start' | 'text'>[] }>`
    select item.id, item.language as told, transcript->>'language' as language,
      (select json_agg(json_build_object('start', cue->'start', 'text', cue->'text') order by place)
       from jsonb_array_elements(transcript->'cues') with ordinality as said(cue, place)) as cues
    from shelf.item,
      lateral (
        select media from jsonb_array_elements(item.media) with ordinality as every(media, place)
        where media->>'nature' in ('sound', 'video') and media->>'use' = 'story' order by place limit 1
      ) as played,
      lateral jsonb_array_elements(played.media->'transcripts') as transcript
    where item.id = any(${ids}::uuid[])`.execute(reader)
  const texts = rows.map((row) => {
    const windows = windowsOf(row.cues ?? [])
    const best = bestOf(
      windows.map(({ text }) => text),
      terms,
    )
    return { ...row, windows: best.map((at) => windows[at] as Window) }
  })
  for (const { windows, language } of texts)
    askAboutText(asks, windows.map(({ text }) => text).join('\n'), language, terms)
  const stems = await stemsOf(reader, asks)
  const heard = new Map<string, Heard & { said: number; rank: number }>()
  for (const { id, told, language, windows } of texts)
    for (const { text, starts } of windows) {
      const hits = hitsIn(text, language, terms, stems)
      const segments = extractOf(text, hits, length)
      const [first] = hits
      if (!segments || !first) continue
      const said = new Set(hits.map(({ asked }) => asked)).size
      const rank = isIn(language, locale) ? 0 : language === told ? 1 : 2
      const before = heard.get(id)
      if (before && (before.said > said || (before.said === said && before.rank <= rank))) continue
      const start = starts.findLast(({ at }) => at <= first.start)?.start ?? 0
      heard.set(id, { segments, language, heard_s: Math.floor(start / 1000), said, rank })
    }
  return new Map([...heard].map(([id, { said: _, rank: __, ...passage }]) => [id, passage]))
}

type Window = { text: string; starts: { at: number; start: number }[] }

/** Captions that follow, together up to the length of an extract: a sentence goes on from one to the next. */
function windowsOf(cues: readonly Pick<ShownCue, 'start' | 'text'>[]): Window[] {
  const windows: Window[] = []
  for (const { start, text } of cues) {
    const last = windows.at(-1)
    if (last && last.text.length + 1 + text.length <= length) {
      last.starts.push({ at: last.text.length + 1, start })
      last.text += ` ${text}`
    } else windows.push({ text, starts: [{ at: 0, start }] })
  }
  return windows
}
