// SubRip (.srt), as programs really write it: no specification, so read with patience and written plainly.

import type { Placed, Said, Trouble } from './said.ts'
import { tidyText } from './said.ts'
import { writeSpoken } from './speakers.ts'
import { looseTime, timeOf, writeTime } from './times.ts'

const timing = new RegExp(String.raw`^\s*${looseTime}\s*-{1,2}>\s*${looseTime}`)
// Drawing, not words: <i>, <font color="…">, {\an8}.
const styles = /<\/?(?:b|i|u|s|c|v|font|ruby|rt|lang)(?:[ .][^<>]*)?>|\{\\[^{}]*\}/gi

export const isSrt = (text: string): boolean => text.split(/\r\n?|\n/, 200).some((line) => timing.test(line))

/** What is said, in the order of the file. A cue goes on until the next times: empty lines inside are forgiven. */
export function parseSrt(text: string): { said: Placed[]; troubles: Trouble[] } {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/)
  const said: Placed[] = []
  const troubles: Trouble[] = []
  // Words under times that could not be read belong to nobody, not to the caption before.
  let isLost = true
  for (const [at, line] of lines.entries()) {
    const times = timing.exec(line)
    const [start, end] = times ? [timeOf(times.slice(1, 5)), timeOf(times.slice(5, 9))] : []
    if (start !== undefined && end !== undefined) {
      said.push({ start, end, speaker: '', text: '', line: at + 1 })
      isLost = false
    } else if (line.includes('-->')) {
      troubles.push({ what: 'time', line: at + 1 })
      isLost = true
    } else if (!isLost && !isNumber(lines, at)) {
      const last = said.at(-1) as Placed
      last.text += `${line.replace(styles, '')}\n`
    }
  }
  return { said, troubles }
}

/** The number of the next caption: digits alone, just before its times, readable or not. */
function isNumber(lines: readonly string[], at: number): boolean {
  const next = lines[at + 1] ?? ''
  return /^\s*\d+\s*$/.test(lines[at] ?? '') && (next.includes('-->') || timing.test(next))
}

export const writeSrt = (said: readonly Said[]): string =>
  said
    .map(({ start, end, ...spoken }, at) => {
      const words = tidyText(writeSpoken(spoken)).replaceAll('-->', '→')
      return `${at + 1}\n${writeTime(start, ',')} --> ${writeTime(end, ',')}\n${words}\n`
    })
    .join('\n')
