// Words found by a search, marked where they stand, in their own language and direction.

import { Foreign } from '#ui/locale.tsx'

/** `<Highlight language="ar" segments={[{ text: 'في ', hit: false }, { text: 'المدرسة', hit: true }]} as="p" class="card-q" />` */
export function Highlight(props: {
  segments: readonly { text: string; hit: boolean }[]
  language: string
  as?: 'span' | 'p' | 'div' | 'bdi'
  class?: string
}) {
  const { segments, language, as = 'span' } = props
  return (
    <Foreign lang={language} as={as} class={props.class}>
      {segments.map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text))}
    </Foreign>
  )
}
