// The plain form of a transcript, for a field of text: one passage after another, each opened by its times.
//   [00:01:02.345 – 00:01:05.120] Zohra : On est arrivés en mars.
// The same data as the editor's rows, so that it works without script. Typed by hand, `[1:02] Zohra : …` is enough. Pure,
// and used in browsers too.

import type { Placed, Said, Trouble } from './said.ts'
import { looksLikeName, readSpoken, sameName } from './speakers.ts'
import { looseTime, timeOf, writeTime } from './times.ts'

const opened = new RegExp(
  String.raw`^[ \t\u200e\u200f]*(?:[[(]\s*)?${looseTime}(?:\s*(?:-->|[-–—>→])\s*${looseTime})?(?:\s*[\])][ \t\u00a0]*|[ \t\u00a0]+|$)`,
  'u',
)
// A line of words that could be read as one: one more backslash, taken off when read.
const confused = (line: string): boolean => opened.test(line.replace(/^\\+/, ''))

export const isLines = (text: string): boolean =>
  opened.test(
    text
      .replace(/^\ufeff/, '')
      .trimStart()
      .split('\n', 1)[0] ?? '',
  )

/** `names`: of the speakers known; in this form, whatever looks like a name is one too. */
export function readLines(
  text: string,
  names: readonly string[],
  duration_ms: number | null,
): { said: Placed[]; troubles: Trouble[] } {
  const isName = (name: string): boolean => looksLikeName(name) || names.some((each) => sameName(each, name))
  const troubles: Trouble[] = []
  const rows: (Omit<Placed, 'end'> & { end: number | undefined })[] = []
  for (const [at, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const times = opened.exec(raw)
    const start = times ? timeOf(times.slice(1, 5)) : undefined
    if (times && start === undefined) troubles.push({ what: 'time', line: at + 1 })
    if (times && start !== undefined) {
      const end = times[6] === undefined ? undefined : timeOf(times.slice(5, 9))
      rows.push({ start, end, line: at + 1, ...readSpoken(raw.slice(times[0].length), isName) })
      continue
    }
    const words = raw.startsWith('\\') && confused(raw) ? raw.slice(1) : raw
    const last = rows.at(-1)
    if (last) last.text += `\n${words}`
    else if (words.trim() !== '') troubles.push({ what: 'times', line: at + 1 })
  }
  const said = rows.map((row, at): Placed => {
    const next = rows[at + 1]?.start ?? duration_ms ?? row.start + lettersTime(row.text)
    return { ...row, end: Math.max(row.start, row.end ?? next), text: row.text.trim() }
  })
  return { said, troubles }
}

/** About as long as it takes to say. */
export const lettersTime = (text: string): number => Math.max(1_000, Math.round((text.length * 1000) / 15))

/** `names`: of the speakers known to whoever reads it again. */
export const writeLines = (said: readonly Said[], names: readonly string[]): string =>
  said.map((each) => writeLine(each, names)).join('\n')

function writeLine({ start, end, speaker, text }: Said, names: readonly string[]): string {
  const isName = (name: string): boolean => looksLikeName(name) || names.some((each) => sameName(each, name))
  const [first = '', ...others] = text.split('\n')
  const isConfused = speaker === '' && readSpoken(first, isName).text !== first
  const name = isName(speaker) ? speaker : `{${speaker}}`
  const spoken = speaker ? `${name} : ${first}` : isConfused ? `: ${first}` : first
  return [
    `[${writeTime(start)} – ${writeTime(end)}] ${spoken}`.trimEnd(),
    ...others.map((line) => (confused(line) ? `\\${line}` : line)),
  ].join('\n')
}
