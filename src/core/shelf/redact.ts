// Hiding a name that must not be shown, in every word that goes to the shelf (P-21).

import type { Block, Document, InlineNode } from '../contribution/document.ts'

export type Redaction = (text: string) => string

const mark = '[…]'

/**
 * Gives the function that replaces hidden names by the name chosen instead, or by […].
 * Each capitalised word of a name counts on its own: hiding "Maria da Luz" hides "Maria" and "Luz".
 */
export function redactionOf(hidden: readonly { names: readonly string[]; shown: string | null }[]): Redaction {
  const replacements = new Map<string, string>()
  for (const { names, shown } of hidden)
    for (const name of names)
      for (const word of [name, ...name.split(/[\s’'-]+/)])
        if (isNameWord(word)) replacements.set(word.normalize('NFC'), shown ?? mark)
  if (replacements.size === 0) return (text) => text
  // Longest first, so that a full name is replaced once and not word by word.
  const words = [...replacements.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{M}\\p{N}])`, 'gu')
  return (text) => text.replace(pattern, (name) => replacements.get(name) ?? mark)
}

/** A word long enough to name someone: capitalised, or in a script that has no capitals. */
function isNameWord(word: string): boolean {
  const [first = ''] = word
  return [...word].length >= 2 && first === first.toUpperCase() && /\p{L}/u.test(first)
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A document with every text passed through the redaction. */
export function redactDocument(document: Document, redact: Redaction): Document {
  return { type: 'doc', content: document.content.map((block) => redactBlock(block, redact)) }
}

function redactBlock<Node extends Block>(block: Node, redact: Redaction): Node {
  if (block.type === 'blockquote')
    return { ...block, content: block.content.map((paragraph) => redactBlock(paragraph, redact)) }
  if (!block.content) return block
  return {
    ...block,
    content: block.content.map((node): InlineNode => (node.type === 'text' ? { ...node, text: redact(node.text) } : node)),
  }
}

/** Any JSON value with every string passed through the redaction. */
export function redactValue<Value>(value: Value, redact: Redaction): Value {
  if (typeof value === 'string') return redact(value) as Value
  if (Array.isArray(value)) return value.map((each: unknown) => redactValue(each, redact)) as Value
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactValue(each, redact)])) as Value
  return value
}
