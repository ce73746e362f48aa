// A text without times: typed by someone, or brought from a word processor. Paragraphs become captions, and the time is
// shared among them by their length: an estimate, said to be one.

import type { Said } from './said.ts'
import { tidyText } from './said.ts'
import { lettersTime } from './lines.ts'
import { namesIn, readSpoken, writeSpoken } from './speakers.ts'

// A caption longer than this is hard to follow.
const comfortable = 220

/** `language` cuts long paragraphs into sentences. */
export function parsePlain(
  text: string,
  { known, duration_ms, language }: { known: readonly string[]; duration_ms: number | null; language: string },
): Said[] {
  const source = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .trim()
  // Without any empty line between them, lines are the paragraphs.
  const paragraphs = source
    .split(/\n[ \t\u00a0]*\n/.test(source) ? /\n[ \t\u00a0]*\n/ : /\n/)
    .map(tidyText)
    .filter(Boolean)
  const isName = namesIn(paragraphs, known)
  const spoken = paragraphs.flatMap((paragraph) => {
    const { speaker, text: words } = readSpoken(paragraph, isName)
    return cut(words, language).map((piece) => ({ speaker, text: piece }))
  })
  const letters = spoken.reduce((sum, each) => sum + each.text.length, 0)
  const lasting = duration_ms ?? spoken.reduce((sum, each) => sum + lettersTime(each.text), 0)
  let before = 0
  return spoken.map((each) => {
    const start = Math.round((before / Math.max(1, letters)) * lasting)
    before += each.text.length
    return { ...each, start, end: Math.round((before / Math.max(1, letters)) * lasting) }
  })
}

function cut(text: string, language: string): string[] {
  if (text.length <= comfortable) return [text]
  const pieces: string[] = []
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + segment.length <= comfortable) pieces[pieces.length - 1] = last + segment
    else pieces.push(...slices(segment))
  }
  return pieces.map((piece) => piece.trim()).filter(Boolean)
}

/** A sentence that never ends, cut between words. */
function slices(sentence: string): string[] {
  const most = comfortable * 2
  if (sentence.length <= most) return [sentence]
  const at = sentence.slice(0, most).search(/\s\S*$/u)
  const [head, rest] = at > 0 ? [sentence.slice(0, at), sentence.slice(at)] : [...halves(sentence, most)]
  return [head ?? '', ...slices(rest ?? '')]
}

/** Never inside a letter written with two signs. */
function halves(text: string, at: number): [string, string] {
  const here = /[\ud800-\udbff]/.test(text[at - 1] ?? '') ? at - 1 : at
  return [text.slice(0, here), text.slice(here)]
}

/** To be read: those who speak, in paragraphs. A silence of two seconds begins a new one. */
export function writePlain(said: readonly Said[]): string {
  const paragraphs: Said[] = []
  for (const each of said) {
    const last = paragraphs.at(-1)
    if (last && last.speaker === each.speaker && each.start - last.end < 2_000 && last.text.length < 1_500) {
      last.text += ` ${tidyText(each.text)}`
      last.end = each.end
    } else paragraphs.push({ ...each, text: tidyText(each.text) })
  }
  let before = ''
  const written = paragraphs.map((each) => {
    const isNew = each.speaker !== before
    before = each.speaker
    return writeSpoken({ speaker: isNew ? each.speaker : '', text: each.text })
  })
  return `${written.join('\n\n')}\n`
}
