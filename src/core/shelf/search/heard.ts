// Words that are said in a sound, or seen in a film, and written nowhere else: the captions around them, in which sound
// and at which second.

import { sql, type Kysely } from 'kysely'
import { writings, type Writing } from '../../contribution/media.content.ts'
import type { Locale } from '../../platform/i18n.ts'
import { isIn } from '../cards.ts'
import type { ShelfTables } from '../shelf.tables.ts'
import type { ShownCue, ShownMedia } from '../shelve-media.ts'
import { soundsOf } from '../shown-media.ts'
import { askAboutText, extractOf, hitsIn, saidIn, type Segment } from './extracts.ts'
import { bestOf } from './passages.ts'
import { stemsOf, type Asks } from './stems.ts'
import type { Term } from './typed.ts'
import { wordsOf } from './words.ts'

/** `mark`: which sound of the page (see soundsOf). `isSeen`: one sees it, nobody says it. */
export type Heard = { segments: Segment[]; language: string; heard_s: number; mark: string; isSeen: boolean }

// As long as an extract: captions are shown whole.
const length = 200

/** For the contributions whose sound or film says or shows what was asked. `asks`: what is asked of the dictionaries already. */
export async function heardPassages(
  reader: Kysely<ShelfTables>,
  { ids, terms, locale, asks }: { ids: readonly string[]; terms: readonly Term[]; locale: Locale; asks: Asks },
): Promise<Map<string, Heard>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; told: string; sounds: Sound[] }>`
    select item.id, item.language as told,
      json_agg(json_build_object('use', sound->'use', 'nature', sound->'nature',
        'transcripts', ${timedIn('transcripts')}, 'descriptions', ${timedIn('descriptions')}) order by place) as sounds
    from shelf.item, jsonb_array_elements(item.media) with ordinality as every(sound, place)
    where item.id = any(${ids}::uuid[]) and sound->>'nature' in ('sound', 'video')
    group by item.id`.execute(reader)
  const texts = rows.flatMap(({ id, told, sounds }) =>
    soundsOf(sounds).flatMap(({ sound, mark }) =>
      writings.flatMap((writing) =>
        sound[writing].map(({ language, cues }) => {
          const windows = windowsOf(cues)
          const best = bestOf(
            windows.map(({ text }) => text),
            terms,
          )
          const shown = best
            .map((at) => windows[at] as Window)
            .map((each) => ({ ...each, said: [...wordsOf(each.text)] }))
          return { id, told, mark, isSeen: writing === 'descriptions', language, windows: shown }
        }),
      ),
    ),
  )
  for (const { windows, language } of texts) for (const { said } of windows) askAboutText(asks, said, language, terms)
  const stems = await stemsOf(reader, asks)
  const heard = new Map<string, Heard & { said: number; rank: number }>()
  for (const { id, told, mark, isSeen, language, windows } of texts)
    for (const { text, starts, said: spoken } of windows) {
      const hits = hitsIn(spoken, language, terms, stems)
      const segments = extractOf(text, hits, length)
      const [first] = hits
      if (!segments || !first) continue
      const said = saidIn(hits)
      const rank = isIn(language, locale) ? 0 : language === told ? 1 : 2
      const before = heard.get(id)
      if (before && (before.said > said || (before.said === said && before.rank <= rank))) continue
      const start = starts.findLast(({ at }) => at <= first.start)?.start ?? 0
      heard.set(id, { segments, language, heard_s: Math.floor(start / 1000), mark, isSeen, said, rank })
    }
  return new Map([...heard].map(([id, { said: _, rank: __, ...passage }]) => [id, passage]))
}

/** What is said in a sound, or seen in it, without what no search asks. */
const timedIn = (writing: Writing) => sql`(
  select coalesce(json_agg(json_build_object('language', transcript->'language', 'cues', (
    select coalesce(json_agg(json_build_object('start', cue->'start', 'text', cue->'text') order by at), '[]')
    from jsonb_array_elements(transcript->'cues') with ordinality as said(cue, at)
  )) order by nth), '[]')
  from jsonb_array_elements(coalesce(sound->${sql.lit(writing)}, '[]')) with ordinality as written(transcript, nth)
)`

type Timed = { language: string; cues: Pick<ShownCue, 'start' | 'text'>[] }
type Sound = Pick<ShownMedia, 'use' | 'nature'> & Record<Writing, Timed[]>
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
