// A witness's own story, cut in passages she can point at, and everything that is hidden with one of them. Pure.

import { mediaOf, type Content } from '#core/contribution/content.ts'
import { plainTextOf } from '#core/contribution/document.ts'
import type { Kind } from '#core/contribution/kind.ts'
import type { Media } from '#core/contribution/media.content.ts'
import type { Hidden } from '#core/media/hide.ts'
import type { Span } from '#core/media/media.tables.ts'
import { sha256 } from '#core/platform/identifiers.ts'
import { spansOfLines } from './parts.rules.ts'
import { countWords, passagesSharedWith, type Written } from './passages.rules.ts'
import { sealedLines, writtenIn } from './written.rules.ts'

/** A few sentences of a sound, or a part of it without words. */
export type Heard = Span & { id: string; text: string }
/** A few sentences of a text. */
export type Read = { id: string; language: string; text: string }
/** What is hidden in one file, or in every word when `file_id` is null. */
export type Parts = { file_id: string | null; parts: Hidden[] }

const wordlessMs = 30_000
const longSilenceMs = 1_500
const shortGapMs = 5_000
const [enoughMs, tooLongMs] = [8_000, 20_000]
const longText = 300
/** Fewer words in a row are said everywhere: alone they would hide too much. */
const enoughWords = 4

const endsSentence = (text: string): boolean => /[.!?…؟。।]["»”’)\s]*$/u.test(text)

/** A sound in passages, from its beginning to its end: what is said, and what has no words yet. */
export function heardIn(media: Pick<Media, 'file_id' | 'transcripts'>, duration_ms: number | null): Heard[] {
  const transcript = media.transcripts.find(({ form }) => form === 'original') ?? media.transcripts[0]
  const groups: (Span & { speaker: string; text: string })[] = []
  // Times that are guessed would hide other seconds than those she reads.
  for (const cue of transcript && !transcript.estimated ? transcript.cues : []) {
    const end_ms = Math.max(cue.end, cue.start + 1)
    const last = groups.at(-1)
    const length = last ? last.end_ms - last.start_ms : 0
    const isNew =
      !last ||
      cue.start - last.end_ms > longSilenceMs ||
      cue.speaker !== last.speaker ||
      length >= tooLongMs ||
      (length >= enoughMs && endsSentence(last.text))
    if (isNew) groups.push({ start_ms: cue.start, end_ms, speaker: cue.speaker, text: cue.text.trim() })
    else {
      last.end_ms = Math.max(last.end_ms, end_ms)
      last.text = `${last.text} ${cue.text.trim()}`
    }
  }
  const parts: (Span & { text: string })[] = []
  let at = 0
  const fillTo = (end: number) => {
    if (end - at < shortGapMs) return
    for (; at < end; at += wordlessMs) parts.push({ start_ms: at, end_ms: Math.min(at + wordlessMs, end), text: '' })
  }
  for (const { start_ms, end_ms, text } of groups) {
    fillTo(start_ms)
    parts.push({ start_ms, end_ms, text })
    at = Math.max(at, end_ms)
  }
  fillTo(duration_ms ?? at)
  return parts.map((part) => ({ ...part, id: `${media.file_id}.${part.start_ms}-${part.end_ms}` }))
}

/** Every text of a story in passages, each once, in the order it is read. */
export function readIn(written: readonly Written[]): Read[] {
  const passages = written
    .filter(({ where }) => where !== 'chapters')
    .flatMap(({ language, text }) => text.split(/\n{2,}/).flatMap((block) => inSentences(block, language)))
  return [...new Map(passages.map((each) => [each.id, each])).values()]
}

function inSentences(block: string, language: string): Read[] {
  const groups: string[] = []
  for (const sentence of sentencesOf(block, language)) {
    const last = groups.at(-1)
    if (last !== undefined && last.length + sentence.length <= longText) groups[groups.length - 1] = last + sentence
    else groups.push(sentence)
  }
  return groups
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ id: `t-${sha256(`${language} ${text}`).slice(0, 20)}`, language, text }))
}

const sentencesOf = (text: string, language: string): string[] =>
  [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)].map(({ segment }) => segment)

type Story = { contents: readonly Content[]; kind: Kind }

/** A passage of a sound, and its words wherever they are written. */
export function partsOfHeard({ start_ms, end_ms, id }: Heard, story: Story): Parts[] {
  const file_id = id.slice(0, 36)
  const sealed = story.contents
    .flatMap(mediaOf)
    .filter((media) => media.file_id === file_id)
    .flatMap((media) => sealedLines(media, [{ start_ms, end_ms }]))
  return [{ file_id, parts: [{ kind: 'span', start_ms, end_ms }] }, ...wordsParts(alsoWritten(sealed, story))]
}

/** A passage of a text, the same one in other languages, and the seconds in which it is said. */
export function partsOfRead(passage: Read, story: Story): Parts[] {
  const sealed = [passage, ...story.contents.flatMap((content) => alignedWith(passage, content))]
  const sentences = sentencesOf(passage.text, passage.language)
    .map((text) => text.trim())
    .filter((text) => countWords(text, passage.language) >= enoughWords)
  const words = [...sealed.map(({ text }) => text), ...sentences, ...alsoWritten(sealed, story)]
  const heard = new Map<string, Span[]>()
  for (const media of story.contents.flatMap(mediaOf))
    for (const { language, cues, estimated } of media.transcripts)
      for (const { start, end, text } of estimated ? [] : cues) {
        const shared = passagesSharedWith(sealed, [{ where: 'cue', language, text }])
        if (!shared.some(({ phrase }) => countWords(phrase, language) >= enoughWords)) continue
        const span = { start_ms: start, end_ms: Math.max(end, start + 1) }
        heard.set(media.file_id, [...(heard.get(media.file_id) ?? []), span])
      }
  return [
    ...wordsParts(words),
    ...[...heard].map(([file_id, spans]) => ({
      file_id,
      parts: spansOfLines(spans).map((span) => ({ kind: 'span' as const, ...span })),
    })),
  ]
}

const wordsParts = (words: readonly string[]): Parts[] =>
  words.length === 0 ? [] : [{ file_id: null, parts: [{ kind: 'words', words: [...new Set(words)] }] }]

/** What the texts share with what is hidden, long enough not to be said by chance. */
const alsoWritten = (sealed: readonly { text: string; language: string }[], { contents, kind }: Story): string[] =>
  passagesSharedWith(sealed, writtenIn(contents, kind))
    .filter(({ phrase, language }) => countWords(phrase, language) >= enoughWords)
    .map(({ phrase }) => phrase)

/** The same paragraph in the other languages, where both texts have as many. */
function alignedWith({ language, text }: Read, content: Content): { language: string; text: string }[] {
  const blocksOf = (each: Content['texts'][number]) =>
    each.body.content.map((block) => plainTextOf({ ...each.body, content: [block] }))
  const sources = content.texts.filter((each) => each.language === language && each.form !== 'easy')
  const at = sources.map((source) => ({ source, index: blocksOf(source).findIndex((block) => block.includes(text)) }))
  const found = at.find(({ index }) => index >= 0)
  if (!found) return []
  return content.texts
    .filter((each) => each.form !== 'easy' && each.language !== language)
    .filter((each) => each.body.content.length === found.source.body.content.length)
    .flatMap((each) => {
      const block = blocksOf(each)[found.index]?.trim()
      return block ? [{ language: each.language, text: block }] : []
    })
}
