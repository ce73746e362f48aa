// The text of a WebVTT cue, by its specification (§6.4): tags, entities, and the tree they make. Styles are not kept:
// what stays is who speaks and what is said.

import { decodeHTML } from 'entities'
import { readStrictTime } from './vtt-times.ts'

export type CueNode =
  | { kind: 'text'; text: string }
  | { kind: 'time'; text: string }
  | {
      kind: 'c' | 'i' | 'b' | 'u' | 'ruby' | 'rt' | 'v' | 'lang'
      classes: string[]
      /** The name of a voice, the tag of a language. */
      annotation: string
      inside: CueNode[]
    }
type Branch = Extract<CueNode, { inside: CueNode[] }>

type Token =
  | { kind: 'text'; text: string }
  | { kind: 'start'; name: string; classes: string[]; annotation: string }
  | { kind: 'end'; name: string }
  | { kind: 'time'; text: string }

function* tokensOf(text: string): Generator<Token> {
  // A tag that nothing closes goes on to the end.
  for (const [piece] of text.matchAll(/<[^>]*>?|[^<]+/g)) {
    if (!piece.startsWith('<')) {
      yield { kind: 'text', text: decodeHTML(piece) }
      continue
    }
    const tag = piece.slice(1, piece.endsWith('>') ? -1 : undefined)
    if (tag.startsWith('/')) yield { kind: 'end', name: tag.slice(1) }
    else if (/^\d/.test(tag)) yield { kind: 'time', text: tag }
    else {
      const [, head = '', annotation = ''] = /^([^\t\n\f ]*)([^]*)$/.exec(tag) ?? []
      const [name = '', ...classes] = head.split('.')
      yield {
        kind: 'start',
        name,
        classes: classes.filter(Boolean),
        annotation: decodeHTML(annotation)
          .replace(/[\t\n\f\r ]+/g, ' ')
          .replace(/^ | $/g, ''),
      }
    }
  }
}

// Deeper than anyone writes: whoever sends a million tags makes a flat text of them.
const deepest = 100
const branches = ['c', 'i', 'b', 'u', 'ruby', 'rt', 'v', 'lang'] as const
const isBranch = (name: string): name is Branch['kind'] => (branches as readonly string[]).includes(name)

/** The nodes of a cue's text. Never fails: what is no tag of WebVTT is left out, as the specification asks. */
export function cueNodes(text: string): CueNode[] {
  const root: Branch = { kind: 'c', classes: [], annotation: '', inside: [] }
  const open: Branch[] = [root]
  const current = (): Branch => open.at(-1) as Branch
  for (const token of tokensOf(text)) {
    if (token.kind === 'text') current().inside.push(token)
    else if (token.kind === 'time') {
      if (readStrictTime(token.text) !== undefined) current().inside.push(token)
    } else if (token.kind === 'start') {
      if (!isBranch(token.name) || (token.name === 'rt' && current().kind !== 'ruby')) continue
      const branch: Branch = {
        kind: token.name,
        classes: token.classes,
        annotation: token.name === 'v' || token.name === 'lang' ? token.annotation : '',
        inside: [],
      }
      current().inside.push(branch)
      if (open.length < deepest) open.push(branch)
    } else if (open.length > 1 && token.name === current().kind) open.pop()
    else if (token.name === 'ruby' && current().kind === 'rt') open.splice(-2)
  }
  return root.inside
}

/** What is said in a cue, by whom: one passage for each voice in turn. Small letters above others go between brackets. */
export function passagesOfCue(text: string): { speaker: string; text: string }[] {
  const passages: { speaker: string; text: string }[] = []
  const walk = (nodes: readonly CueNode[], speaker: string): void => {
    for (const node of nodes) {
      if (node.kind === 'time') continue
      if (node.kind !== 'text') {
        if (node.kind === 'rt') say(' (', speaker)
        walk(node.inside, node.kind === 'v' ? node.annotation : speaker)
        if (node.kind === 'rt') say(') ', speaker)
      } else say(node.text, speaker)
    }
  }
  const say = (words: string, speaker: string): void => {
    const last = passages.at(-1)
    if (last && last.speaker === speaker) last.text += words
    else passages.push({ speaker, text: words })
  }
  walk(cueNodes(text), '')
  return passages.filter((passage) => passage.text.trim() !== '')
}

/** Signs that mean something in a cue's text, and in the name of a voice. */
export const escapeCue = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
