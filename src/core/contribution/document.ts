// A text's body: a ProseMirror document kept as JSON. No HTML from people is ever stored or trusted.
// `documentOf` and `textOf` go between it and what people type in a plain field: paragraphs parted by an empty line,
// "## " before a sub-heading, "> " before quoted lines.

import { z } from 'zod'

const Text = z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(200_000) })
const HardBreak = z.strictObject({ type: z.literal('hardBreak') })
const Inline = z.array(z.union([Text, HardBreak]))
const Paragraph = z.strictObject({ type: z.literal('paragraph'), content: Inline.optional() })
const Heading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.literal(2) }),
  content: Inline.optional(),
})
const Blockquote = z.strictObject({ type: z.literal('blockquote'), content: z.array(Paragraph) })

export const Document = z.strictObject({
  type: z.literal('doc'),
  content: z.array(z.union([Paragraph, Heading, Blockquote])).max(5_000),
})
export type Document = z.infer<typeof Document>
export type Block = Document['content'][number]
export type InlineNode = z.infer<typeof Text> | z.infer<typeof HardBreak>

export const emptyDocument: Document = { type: 'doc', content: [] }

/** The document of a typed text. Never fails; `textOf` gives the same text back, but for extra empty lines. */
export function documentOf(typed: string): Document {
  const blocks = typed
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((block) => block !== '')
  return { type: 'doc', content: blocks.map(blockOf) }
}

function blockOf(text: string): Block {
  if (text.startsWith('## ') && !text.includes('\n') && text.length > 3)
    return { type: 'heading', attrs: { level: 2 }, content: inlineOf(text.slice(3)) }
  const lines = text.split('\n')
  if (lines.every((each) => each.startsWith('> ')))
    return {
      type: 'blockquote',
      content: [{ type: 'paragraph', content: inlineOf(lines.map((each) => each.slice(2)).join('\n')) }],
    }
  return { type: 'paragraph', content: inlineOf(text) }
}

function inlineOf(text: string): InlineNode[] {
  return text
    .split('\n')
    .flatMap((each, index): InlineNode[] => [
      ...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
      ...(each === '' ? [] : [{ type: 'text' as const, text: each }]),
    ])
}

/** What a person would type to get this document. */
export const textOf = (document: Document): string => document.content.map(typedBlock).join('\n\n')

function typedBlock(block: Block): string {
  if (block.type === 'heading') return `## ${plainOf(block)}`
  if (block.type === 'blockquote')
    return plainOf(block)
      .split('\n')
      .map((each) => `> ${each}`)
      .join('\n')
  return plainOf(block)
}

/** The words of one block, without marks: what is searched, and what remarks are anchored in. */
export function plainOf(block: Block): string {
  if (block.type === 'blockquote') return block.content.map((each) => plainOf(each)).join('\n')
  return (block.content ?? []).map((node) => (node.type === 'text' ? node.text : '\n')).join('')
}

/** The words of a whole document, blocks parted by an empty line. */
export const plainTextOf = (document: Document): string => document.content.map(plainOf).join('\n\n')
