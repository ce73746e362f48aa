// A text's document as elements: our own schema, so nothing that people typed can become markup.

import type { Block, Document, InlineNode } from '#core/contribution/document.ts'
import { Foreign } from '#ui/locale.tsx'

type Heading = 'h2' | 'h3' | 'h4'

/** `<Prose document={text.body} language={text.language} />`; sub-headings are h3 unless told otherwise. */
export function Prose(props: { document: Document; language?: string | undefined; heading?: Heading; class?: string }) {
  return (
    <Foreign lang={props.language} as="div" class={props.class ?? 'prose stack'}>
      <Blocks blocks={props.document.content} heading={props.heading ?? 'h3'} />
    </Foreign>
  )
}

export function Blocks(props: { blocks: readonly Block[]; heading?: Heading }) {
  return props.blocks.map((block, index) => <OneBlock key={index} block={block} heading={props.heading ?? 'h3'} />)
}

function OneBlock({ block, heading: Heading }: { block: Block; heading: Heading }) {
  if (block.type === 'blockquote')
    return (
      <blockquote class="said-by-others">
        <Blocks blocks={block.content} />
      </blockquote>
    )
  const words = <Inline nodes={block.content ?? []} />
  return block.type === 'heading' ? <Heading>{words}</Heading> : <p>{words}</p>
}

const Inline = ({ nodes }: { nodes: readonly InlineNode[] }) =>
  nodes.map((node, index) => (node.type === 'text' ? node.text : <br key={index} />))
