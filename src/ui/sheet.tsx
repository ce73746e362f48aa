// A sheet of paper on a page: one matter, under its title.

import type { ComponentChildren } from 'preact'

/** `<Sheet id="h-papers" title={t('mine.papers')}>…</Sheet>`. `id` is the title's; `anchor` is where links lead. */
export function Sheet(props: {
  id: string
  title: ComponentChildren
  anchor?: string
  narrow?: boolean
  children: ComponentChildren
}) {
  return (
    <section class={props.narrow ? 'sheet stack narrow' : 'sheet stack'} id={props.anchor} aria-labelledby={props.id}>
      <h2 class="as-xl" id={props.id}>
        {props.title}
      </h2>
      {props.children}
    </section>
  )
}
