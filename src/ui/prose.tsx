// A text's document as HTML: our own schema, every word escaped, so nothing that people typed can become markup.

import type { Block, Document } from '#core/contribution/document.ts'
import { Foreign } from '#ui/locale.tsx'
import { markup, written, type Markup } from '#ui/written.ts'

type Heading = 'h2' | 'h3' | 'h4'

/** `<Prose document={text.body} language={text.language} />`; sub-headings are h3 unless told otherwise. */
export function Prose(props: { document: Document; language?: string | undefined; heading?: Heading; class?: string }) {
  return (
    <Foreign lang={props.language} as="div" class={props.class ?? 'prose stack'}>
      <Blocks blocks={props.document.content} heading={props.heading ?? 'h3'} />
    </Foreign>
  )
}

export const Blocks = (props: { blocks: readonly Block[]; heading?: Heading }) =>
  written(markup`${blocksIn(props.blocks, props.heading ?? 'h3')}`)

const blocksIn = (blocks: readonly Block[], heading: Heading): Markup[] =>
  blocks.map((block) => {
    if (block.type === 'blockquote')
      return markup`<blockquote class="said-by-others">${blocksIn(block.content, 'h3')}</blockquote>`
    const words = (block.content ?? []).map((node) => (node.type === 'text' ? node.text : lineBreak))
    return block.type === 'heading' ? headings[heading](words) : markup`<p>${words}</p>`
  })

const lineBreak = markup`<br/>`
const headings: Record<Heading, (words: (string | Markup)[]) => Markup> = {
  h2: (words) => markup`<h2>${words}</h2>`,
  h3: (words) => markup`<h3>${words}</h3>`,
  h4: (words) => markup`<h4>${words}</h4>`,
}
