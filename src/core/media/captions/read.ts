// Whatever is brought as a transcript, known by what it holds: WebVTT, SubRip, lines with times, JSON of a transcription
// program, or plain paragraphs. Never throws: what could not be taken is told with its line.

import type { Chapter } from '../../contribution/media.content.ts'
import { parseHeard } from './heard.ts'
import { isLines, readLines } from './lines.ts'
import { parsePlain } from './plain.ts'
import { inOrder, tidyText, type Placed, type Said, type Trouble } from './said.ts'
import { namesIn, readSpoken } from './speakers.ts'
import { isSrt, parseSrt } from './srt.ts'
import { isMachineMade, isVtt, parseVtt, saidInVtt } from './vtt.ts'

export type Format = 'vtt' | 'srt' | 'lines' | 'json' | 'plain'
export type ReadCaptions = {
  format: Format
  said: Said[]
  /** The times are an estimate: there were none. */
  estimated: boolean
  /** The file itself says that a machine wrote it. */
  machine: boolean
  troubles: Trouble[]
}

export const maxLetters = 2_000_000
/** What is wrong is told of so many lines. */
const mostTold = 1_000

export type ReadOptions = {
  /** Names already known to speak. */
  known: readonly string[]
  duration_ms: number | null
  language: string
}

export function readCaptions(text: string, { known, duration_ms, language }: ReadOptions): ReadCaptions {
  const troubles: Trouble[] = []
  const read = (format: Format, placed: readonly Placed[], more: Partial<ReadCaptions> = {}): ReadCaptions => {
    const said = inOrder(placed, troubles)
    if (said.length === 0 && troubles.length === 0) troubles.push({ what: 'empty', line: 1 })
    return { format, said, estimated: false, machine: false, troubles, ...more }
  }
  if (text.length > maxLetters)
    return { format: 'plain', said: [], estimated: false, machine: false, troubles: [{ what: 'large', line: 1 }] }
  const vtt = isVtt(text) ? parseVtt(text, { comma: true }) : undefined
  if (vtt) {
    troubles.push(...vtt.troubles.slice(0, mostTold))
    return read('vtt', saidInVtt(vtt), { machine: isMachineMade(vtt) })
  }
  const spoken = (placed: readonly Placed[]): Placed[] => {
    const tidy = placed.map((each) => ({ ...each, text: tidyText(each.text) }))
    const isName = namesIn(
      tidy.map((each) => each.text),
      known,
    )
    return tidy.map((each) => (each.speaker ? each : { ...each, ...readSpoken(each.text, isName) }))
  }
  const plain = (words: string, format: Format): ReadCaptions =>
    read(
      format,
      parsePlain(words, { known, duration_ms, language }).map((each) => ({ ...each, line: 1 })),
      { estimated: true },
    )
  if (/^\ufeff?\s*[[{]\s*["{]/.test(text)) {
    const heard = parseHeard(text.replace(/^\ufeff/, ''))
    if (!heard) troubles.push({ what: 'json', line: 1 })
    else return 'said' in heard ? read('json', heard.said) : plain(heard.plain, 'json')
    return read('json', [])
  }
  if (isSrt(text)) {
    const srt = parseSrt(text)
    troubles.push(...srt.troubles.slice(0, mostTold))
    return read('srt', spoken(srt.said))
  }
  if (isLines(text)) {
    const lines = readLines(text, known, duration_ms)
    troubles.push(...lines.troubles.slice(0, mostTold))
    return read('lines', lines.said)
  }
  return plain(text, 'plain')
}

/** Chapters as they are typed (`1:02 Le bateau`), or from a WebVTT file of chapters. */
export function readChapters(text: string): { chapters: Chapter[]; troubles: Trouble[] } {
  const troubles: Trouble[] = []
  const vtt = isVtt(text) ? parseVtt(text, { comma: true }) : undefined
  const read = vtt ? { said: saidInVtt(vtt), troubles: vtt.troubles } : readLines(text, [], null)
  troubles.push(...read.troubles.slice(0, mostTold))
  const said = inOrder(
    // A title may hold a colon: nobody speaks in it.
    read.said.map((each) => ({
      ...each,
      speaker: '',
      text: each.speaker ? `${each.speaker} : ${each.text}` : each.text,
    })),
    troubles,
  )
  if (said.length > 200) troubles.push({ what: 'many', line: 200 })
  return {
    chapters: said
      .slice(0, 200)
      .map(({ start, text: title }) => ({ start, title: title.replace(/\n/g, ' ').slice(0, 200).trim() })),
    troubles,
  }
}
