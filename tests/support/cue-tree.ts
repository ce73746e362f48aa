// The tree of a cue written as the WebVTT test suite writes it, to compare letter by letter; and what each file of the
// suite must give.

import { cueNodes, type CueNode } from '#core/media/captions/cue-text.ts'
import { readStrictTime } from '#core/media/captions/vtt-times.ts'
import { writeTime } from '#core/media/captions/times.ts'

const tags = { c: 'span', i: 'i', b: 'b', u: 'u', ruby: 'ruby', rt: 'rt', v: 'span', lang: 'span' } as const

/** `| "text"\n| <b>\n|   "bold"\n`. */
export const treeOf = (text: string): string => dump(cueNodes(text), 0)

function dump(nodes: readonly CueNode[], depth: number): string {
  const line = (words: string, deeper = 0) => `| ${'  '.repeat(depth + deeper)}${words}\n`
  return nodes
    .map((node) => {
      if (node.kind === 'text') return line(`"${node.text}"`)
      if (node.kind === 'time') return line(`<?timestamp ${writeTime(readStrictTime(node.text) ?? 0)}>`)
      const marks = [
        ...(node.classes.length ? [`class="${node.classes.join(' ')}"`] : []),
        ...(node.kind === 'lang' ? [`lang="${node.annotation}"`] : []),
        ...(node.kind === 'v' ? [`title="${node.annotation}"`] : []),
      ]
      return line(`<${tags[node.kind]}>`) + marks.map((mark) => line(mark, 1)).join('') + dump(node.inside, depth + 1)
    })
    .join('')
}

/** The texts of the cues a file of the suite must give, from its own words: what says `invalid` is not to be read. */
export function expectedTexts(name: string, source: string): string[] {
  // The times stand in the line of the signature: they are no cue's.
  if (name === 'signature-timings.vtt') return []
  const areTimes = /^(?:timings|nulls)/.test(name)
  return source
    .replaceAll('\0', '\ufffd')
    .split(/\n{2,}/)
    .flatMap((block) => {
      const lines = block.split('\n')
      const at = lines.findIndex((line) => line.includes('-->'))
      const text = lines.slice(at + 1).join('\n')
      return at < 0 || (areTimes && text.startsWith('invalid')) ? [] : [text]
    })
}
