// The sound of a made story: four minutes told again, caption by caption, in its language and beside it in French where
// its text is too. Pages are measured, not bytes: all these sounds are the same few.

import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { emptyMedia, type Media } from '#core/contribution/media.content.ts'
import type { Derived, Findings } from '#core/media/media.tables.ts'
import { sha256 } from '#core/platform/identifiers.ts'
import type { Vault } from '#core/platform/vault/vault.ts'
import { languages, type Language } from './languages.ts'
import { uuidOf, type Random } from './random.ts'
import { sentenceOf } from './sentences.ts'

/** Three hundred, the same at every size: more than any memory of what was drawn holds. */
export const isHeard = (number: number): boolean => number < 1_000 && number % 10 < 3

export type MadeSound = {
  id: string
  derivation_id: string
  media: Media
  results: Derived[]
  findings: Findings
}

const cues = 60
const caption_ms = 4_000

const bytesOf = (words: string) => ({ words, sha256: sha256(words), size: Buffer.byteLength(words) })
const bytes = {
  original: bytesOf('A sound made to be measured: silence.\n'),
  opus: bytesOf('Its first copy: silence.\n'),
  aac: bytesOf('Its second copy: silence.\n'),
}
const nameOf = ({ sha256: name, size }: { sha256: string; size: number }) => ({ sha256: name, size })
/** What the vault holds for all of them. */
export const silence = { original: nameOf(bytes.original), opus: nameOf(bytes.opus), aac: nameOf(bytes.aac) }

/** Keeps those bytes, so that nothing that looks after the vault finds any missing. */
export async function keepSilence(vault: Vault): Promise<void> {
  for (const [name, { words, sha256: expected }] of Object.entries(bytes)) {
    const file = path.join(vault.work, `made-${name}`)
    await writeFile(file, words)
    await vault.keep(name === 'original' ? 'originals' : 'derived', file, expected)
  }
}

export function soundOf(
  random: Random,
  told: { language: Language; people: readonly { id: string }[]; isTranslated: boolean },
): MadeSound {
  const { language, people } = told
  const id = uuidOf(random)
  const wordsIn = (each: Language) => ({
    language: each.code,
    title: sentenceOf(random, each, 4),
    caption: sentenceOf(random, each, 12) + each.stop.trim(),
    alt: '',
    description: '',
  })
  const captionsIn = (each: Language, form: 'original' | 'translation') => ({
    language: each.code,
    form,
    machine: false,
    cues: Array.from({ length: cues }, (_, at) => ({
      start: at * caption_ms,
      end: (at + 1) * caption_ms,
      // Each speaks for a while.
      speaker: `voice-${Math.floor(at / 6) % people.length}`,
      text: sentenceOf(random, each, 8 + random.below(5)) + each.stop.trim(),
    })),
    chapters: [0, 15, 30, 45].map((at) => ({ start: at * caption_ms, title: sentenceOf(random, each, 4) })),
  })
  const both = told.isTranslated ? [language, languages[0]!] : [language]
  return {
    id,
    derivation_id: uuidOf(random),
    media: {
      ...emptyMedia(id, 'sound', 'story'),
      words: both.map(wordsIn),
      credit: 'Son : la veillée',
      speakers: people.map((person, at) => ({ key: `voice-${at}`, person_id: person.id, name: '' })),
      transcripts: both.map((each, at) => captionsIn(each, at === 0 ? 'original' : 'translation')),
    },
    results: [
      { id: uuidOf(random), name: 'opus', ...silence.opus, media_type: 'audio/ogg' },
      { id: uuidOf(random), name: 'aac', ...silence.aac, media_type: 'audio/mp4' },
    ],
    findings: {
      duration_ms: cues * caption_ms,
      waveform: Array.from({ length: 200 }, () => 10 + random.below(90)),
    },
  }
}
