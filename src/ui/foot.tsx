// The end of every public page: the motto, a phone number answered by people, the legal pages, the accessibility level.

import { useTexts } from '#ui/locale.tsx'
import type { Shell } from '#ui/shell.ts'
import { texts } from '#ui/texts.ts'
import { drawnOnce } from '#ui/written.ts'

/** `<Foot shell={shell} />` */
export const Foot = ({ shell }: { shell: Shell }) => {
  const { motto, phone, legal, accessibility, carriedBy, sourceHref } = shell
  return <Drawn {...{ motto, phone, legal, accessibility, carriedBy, sourceHref }} />
}

type FootProps = {
  [Name in 'motto' | 'phone' | 'legal' | 'accessibility' | 'carriedBy' | 'sourceHref']: Shell[Name]
}

const Drawn = drawnOnce((shell: FootProps) => {
  const t = useTexts(texts)
  return (
    <footer class="foot on-night">
      <div class="wrap grid">
        <div class="stack">
          {shell.motto && <p class="quote">{shell.motto}</p>}
          {shell.phone && (
            <p>
              {shell.phone.who ? t('foot.call', { who: shell.phone.who }) : t('foot.someone')}{' '}
              <Phone {...shell.phone} />.
            </p>
          )}
        </div>
        <nav aria-label={t('nav.information')}>
          <ul>
            {shell.legal.map((entry) => (
              <li key={entry.href}>
                <a href={entry.href} aria-current={entry.current ? 'page' : undefined}>
                  {entry.label}
                </a>
              </li>
            ))}
            <li>
              <a href={shell.accessibility.href}>{t(`foot.accessibility.${shell.accessibility.level}`)}</a>
            </li>
          </ul>
        </nav>
        <div class="stack">
          {shell.carriedBy && <p>{shell.carriedBy}</p>}
          <p>
            <a href={shell.sourceHref}>{t('foot.free')}</a>
          </p>
        </div>
      </div>
    </footer>
  )
})

/** A number one can dial: always written left to right. */
export const Phone = (props: { shown: string; dial: string }) => (
  <a href={`tel:${props.dial}`} dir="ltr">
    {props.shown}
  </a>
)
