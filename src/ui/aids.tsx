// Reading aids, first on every page: language, reading aloud, easy version, size of the text. The easy version is a
// link, so it works without script; what needs the script is hidden until it runs.

import { directionOf, languageName } from '#core/platform/i18n.ts'
import { Icon } from '#ui/icons.tsx'
import { useTexts } from '#ui/locale.tsx'
import type { Shell } from '#ui/shell.ts'
import { texts } from '#ui/texts.ts'

export function Aids(props: { shell: Shell; motto?: boolean }) {
  const t = useTexts(texts)
  const { shell } = props
  return (
    <section class="aids" aria-label={t('aids.label')}>
      <ul class="wrap">
        {props.motto && shell.motto && <li class="motto">{shell.motto}</li>}
        {shell.languages.length > 1 && (
          <li>
            <LanguageSwitch shell={shell} />
          </li>
        )}
        <li class="js-only">
          <button class="aid" type="button" data-read aria-pressed="false">
            <Icon name="speak" />
            <span>{t('aids.read')}</span>
          </button>
        </li>
        {shell.easyHref && (
          <li>
            <a class="aid" href={shell.easyHref} data-easy-toggle data-label={t('aids.easy')}>
              <Icon name="easy" />
              <span>{shell.isEasy ? t('aids.full') : t('aids.easy')}</span>
            </a>
          </li>
        )}
        <li class="js-only">
          <TextSize shell={shell} />
        </li>
      </ul>
    </section>
  )
}

export function LanguageSwitch(props: { shell: Shell }) {
  const t = useTexts(texts)
  const { locale, languages } = props.shell
  return (
    <details class="pop" data-pop>
      <summary class="aid">
        <Icon name="globe" />
        <span>
          <span class="vh">{t('aids.language')} </span>
          {languageName(locale)}
        </span>
      </summary>
      <ul class="panel">
        {languages.map((language) => (
          <li key={language.locale}>
            <a
              href={language.href}
              lang={language.locale}
              hreflang={language.locale}
              dir={directionOf(language.locale)}
              aria-current={language.locale === locale ? 'true' : undefined}
            >
              {languageName(language.locale)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

export function TextSize(props: { shell: Shell }) {
  const t = useTexts(texts)
  const now = props.shell.text ?? '1'
  return (
    <details class="pop" data-pop>
      <summary class="aid">
        <Icon name="size" />
        <span>{t('aids.size')}</span>
      </summary>
      <ul class="panel">
        {(['1', '2', '3'] as const).map((size) => (
          <li key={size}>
            <button class="aid" type="button" data-size={size} aria-pressed={size === now ? 'true' : 'false'}>
              <span class={`fs-${size}`}>{t(`aids.size${size}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
