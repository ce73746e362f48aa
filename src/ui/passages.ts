// From captions, made to be seen for three seconds, to passages made to be read: those of one speaker are joined until
// a sentence ends, and the words of a translation stand beside those they translate. Pure.

import { defaultLocale, type Locale } from '#core/platform/i18n.ts'
import { isIn } from '#core/shelf/cards.ts'
import type { ShownCue, ShownMedia, ShownTranscript } from '#core/shelf/shelve-media.ts'
import { wordsOf } from '#core/shelf/shown-media.ts'
import type { Shown } from '#ui/side-by-side.tsx'

export type Passage = {
  /** Milliseconds. */
  start: number
  /** '' when nobody is named, or when the passage before is hers too. */
  speaker: string
  cues: readonly ShownCue[]
  translated: readonly ShownCue[]
}

/** Long enough to be a paragraph, and never longer than one can find one's place in. */
const [enough, most] = [10_000, 40_000]
const silence = 3_000

/** The passages of a transcript, with what its translation says meanwhile. A chapter begins a passage. */
export function passagesOf(original: ShownTranscript, translation?: ShownTranscript): Passage[] {
  const groups: ShownCue[][] = []
  const chapters = original.chapters.map(({ start }) => start)
  for (const cue of original.cues) {
    const group = groups.at(-1)
    if (group && goesOn(group, cue, chapters)) group.push(cue)
    else groups.push([cue])
  }
  const starts = groups.map(([first]) => first?.start ?? 0)
  const beside = groups.map((): ShownCue[] => [])
  for (const cue of translation?.cues ?? []) beside[placeOf(starts, (cue.start + cue.end) / 2)]?.push(cue)
  let before = ''
  return groups.map((cues, at) => {
    const speaker = cues[0]?.speaker ?? ''
    const isNew = speaker !== before
    before = speaker
    return { start: starts[at] ?? 0, speaker: isNew ? speaker : '', cues, translated: beside[at] ?? [] }
  })
}

function goesOn(group: readonly ShownCue[], cue: ShownCue, chapters: readonly number[]): boolean {
  const [first, last] = [group[0], group.at(-1)]
  if (!first || !last || cue.speaker !== first.speaker) return false
  if (cue.start - last.end > silence || cue.end - first.start > most) return false
  if (chapters.some((start) => last.start < start && start <= cue.start)) return false
  return last.end - first.start < enough || !/[.!?…؟।。]["»”’)\]]*$/u.test(last.text.trim())
}

/** The last passage begun at that moment. */
function placeOf(starts: readonly number[], moment: number): number {
  const after = starts.findIndex((start) => start > moment)
  return after < 0 ? starts.length - 1 : Math.max(0, after - 1)
}

export type SeenTranscript = {
  original: ShownTranscript
  translation: ShownTranscript | undefined
  show: Shown
  /** Two long transcripts would make a heavy page: the one that is not shown stays out. */
  onlyShown: boolean
}

// Letters of both together.
const long = 25_000

/** Which of a sound's transcripts a reader sees; undefined when it has none. */
export function transcriptFor(
  media: Pick<ShownMedia, 'transcripts'>,
  locale: Locale,
  asked: { show: Shown | undefined; translation: string },
): SeenTranscript | undefined {
  const [original, ...others] = wordsOf(media)
  if (!original) return undefined
  const translation =
    others.find(({ language }) => language === asked.translation) ??
    others.find(({ language }) => isIn(language, locale)) ??
    others.find(({ language }) => isIn(language, defaultLocale)) ??
    others[0]
  const isMine = isIn(original.language, locale) && asked.translation === ''
  const onlyShown = lettersOf(original) + (translation ? lettersOf(translation) : 0) > long
  const usual: Shown = !translation || isMine ? 'a' : onlyShown ? 'b' : 'ab'
  return { original, translation, show: translation ? (asked.show ?? usual) : 'a', onlyShown }
}

const lettersOf = ({ cues }: ShownTranscript): number => cues.reduce((sum, { text }) => sum + text.length, 0)
