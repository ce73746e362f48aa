// Where one is: home, the list, this page.

import { Foreign, useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

export type Crumb = { href?: string; label: string; lang?: string }

/** `<Crumbs items={[{ href, label }, { label: story.title, lang: story.language }]} />`; the last one is here. */
export function Crumbs(props: { items: readonly Crumb[] }) {
  const t = useTexts(texts)
  const last = props.items.length - 1
  return (
    <nav aria-label={t('nav.here')}>
      <ol class="crumbs">
        {props.items.map((item, index) => (
          <li key={item.href ?? item.label}>
            {item.href && index < last ? (
              <a href={item.href}>
                <Foreign lang={item.lang}>{item.label}</Foreign>
              </a>
            ) : (
              <span aria-current="page">
                <Foreign lang={item.lang}>{item.label}</Foreign>
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
