// From one page of a list to the next, by key: the addresses come from the list itself.

import { Icon } from '#ui/icons.tsx'
import { useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

export function Pager(props: { previous?: string | undefined; next?: string | undefined }) {
  const t = useTexts(texts)
  if (!props.previous && !props.next) return null
  return (
    <nav class="pages" aria-label={t('nav.pages')}>
      {props.previous && (
        <a href={props.previous} rel="prev">
          <Icon name="previous" />
          {t('nav.previous')}
        </a>
      )}
      {props.next && (
        <a href={props.next} rel="next">
          {t('nav.next')}
          <Icon name="arrow" />
        </a>
      )}
    </nav>
  )
}
