// WebVTT, read by its specification and written: https://www.w3.org/TR/webvtt1/. Styles and regions are passed over.

import type { Chapter } from '../../contribution/media.content.ts'
import { escapeCue, passagesOfCue } from './cue-text.ts'
import type { Placed, Said, Trouble } from './said.ts'
import { tidyText } from './said.ts'
import { writeTime } from './times.ts'
import { readTiming } from './vtt-times.ts'

export type Cue = { start: number; end: number; id: string; text: string; line: number }
export type VttFile = { cues: Cue[]; notes: string[]; troubles: Trouble[] }

/** Whether it says by itself to be WebVTT. */
export const isVtt = (text: string): boolean => /^\ufeff?WEBVTT(?:[ \t\r\n]|$)/.test(text)

/**
 * The cues of a file as the specification's parser gives them, in the order of the file. `comma`: times written with a
 * comma, as some programs do, are read too. Undefined when it is no WebVTT.
 */
export function parseVtt(text: string, { comma = false }: { comma?: boolean } = {}): VttFile | undefined {
  const source = text
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '\ufffd')
    .replace(/\r\n?/g, '\n')
  if (!/^WEBVTT(?:[ \t\n]|$)/.test(source)) return undefined
  const lines = source.split('\n')
  const file: VttFile = { cues: [], notes: [], troubles: [] }
  // The line of the signature; a header goes on until an empty line or the first times.
  let at = 1
  while (at < lines.length && lines[at] !== '' && !lines[at]?.includes('-->')) at++
  while (at < lines.length) {
    if (lines[at] === '') at++
    else at = block(lines, at, file, comma)
  }
  return file
}

/** Reads one block from its first line; gives the line after it. */
function block(lines: readonly string[], from: number, file: VttFile, comma: boolean): number {
  let at = from
  let cue: Cue | undefined
  let hasTimes = false
  let buffer: string[] = []
  for (; at < lines.length && lines[at] !== ''; at++) {
    const line = lines[at] as string
    if (!line.includes('-->')) {
      buffer.push(line)
      continue
    }
    // Times come first, or second after a name; those of the next cue may come without an empty line before.
    if (hasTimes || at > from + 1) break
    hasTimes = true
    const times = readTiming(comma ? line.replace(/(\d),(\d{3})(?!\d)/g, '$1.$2') : line)
    if (times) cue = { ...times, id: buffer.join('\n'), text: '', line: at + 1 }
    else file.troubles.push({ what: 'time', line: at + 1 })
    if (times) buffer = []
  }
  if (cue) file.cues.push({ ...cue, text: buffer.join('\n') })
  else if (/^NOTE(?:[ \t]|$)/.test(buffer[0] ?? '')) file.notes.push(buffer.join('\n').slice(4).trim())
  return at
}

/** What is said in the cues: voices apart, tags and entities as words. */
export const saidInVtt = ({ cues }: VttFile): Placed[] =>
  cues.flatMap(({ start, end, text, line }) =>
    passagesOfCue(text).map((passage) => ({ start, end, line, speaker: passage.speaker, text: passage.text })),
  )

const machineNote = 'machine-made'
/** Whether its own notes say that a machine wrote it. */
export const isMachineMade = ({ notes }: VttFile): boolean => notes.some((note) => note.startsWith(machineNote))

/** `notes`: sentences for who opens the file. A machine's writing is said in a note. */
export function writeVtt(
  said: readonly Said[],
  { machine = '', notes = [] }: { machine?: string; notes?: readonly string[] } = {},
): string {
  const opening = [...(machine ? [`${machineNote}: ${machine}`] : []), ...notes].map(
    (note) => `NOTE ${tidyText(note).replaceAll('-->', '→')}`,
  )
  const cues = said.map(({ start, end, speaker, text }) => {
    const voice = speaker ? `<v ${escapeCue(speaker)}>` : ''
    return `${timesOf(start, end)}\n${voice}${escapeCue(tidyText(text))}`
  })
  return `${['WEBVTT', ...opening, ...cues].join('\n\n')}\n`
}

/** Chapters as a WebVTT file of their own; each ends where the next begins, the last with the sound. */
export function writeChapters(chapters: readonly Chapter[], duration_ms: number | null): string {
  const cues = chapters.map(({ start, title }, at) => {
    const end = chapters[at + 1]?.start ?? Math.max(duration_ms ?? 0, start + 1000)
    return `${timesOf(start, end)}\n${escapeCue(tidyText(title))}`
  })
  return `${['WEBVTT', ...cues].join('\n\n')}\n`
}

const timesOf = (start: number, end: number): string => `${writeTime(start)} --> ${writeTime(end)}`
