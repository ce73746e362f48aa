// Reading aids, first on every page: language, reading aloud, easy version, size of the text. The easy version is a
// link, so it works without script; what needs the script is hidden until it runs.

import { directionOf, languageName } from '#core/platform/i18n.ts'
import { Icon, type IconName } from '#ui/icons.tsx'
import { useTexts } from '#ui/locale.tsx'
import type { Shell } from '#ui/shell.ts'
import { texts } from '#ui/texts.ts'
import { drawnOnce } from '#ui/written.ts'

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
          <ReadAloud />
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
          <TextSize now={shell.text} />
        </li>
        {shell.bigHref && (
          <li>
            <a class="aid" href={shell.bigHref} data-big-toggle data-label={t('aids.big')}>
              <Icon name="big" />
              <span>{shell.isBig ? t('aids.small') : t('aids.big')}</span>
            </a>
          </li>
        )}
      </ul>
      <ListeningBar />
    </section>
  )
}

const ReadAloud = drawnOnce(() => {
  const t = useTexts(texts)
  return (
    <button
      class="aid"
      type="button"
      data-read
      aria-pressed="false"
      data-listen-words={t('aloud.listen')}
      data-question={t('aloud.question', { question: '{question}' })}
    >
      <Icon name="speak" />
      <span>{t('aids.read')}</span>
    </button>
  )
})

/** What appears while a page is read aloud: kept aside until the first press. */
const ListeningBar = drawnOnce(() => {
  const t = useTexts(texts)
  const language = '{language}'
  return (
    <template data-aloud-bar>
      <section
        class="aloud on-night"
        aria-label={t('aloud.label')}
        data-no-voice={t('aloud.noVoice', { language })}
        data-translated={t('aloud.translated', { language })}
        data-silent={t('aloud.silent')}
        data-end={t('aloud.end')}
      >
        <p role="status" />
        <div class="aloud-row">
          <button class="aid" type="button" data-do="previous">
            <Icon name="before" />
            <span>{t('aloud.previous')}</span>
          </button>
          <button class="aid" type="button" data-do="pause">
            <Shown when="playing" icon="pause" words={t('aloud.pause')} />
            <Shown when="paused" icon="play" words={t('aloud.play')} />
          </button>
          <button class="aid" type="button" data-do="next">
            <Icon name="after" />
            <span>{t('aloud.next')}</span>
          </button>
          <button class="aid" type="button" data-do="rate">
            <Icon name="speed" />
            {(['slow', 'normal', 'fast'] as const).map((rate) => (
              <span key={rate} data-when={rate}>
                {t(`aloud.${rate}`)}
              </span>
            ))}
          </button>
          <button class="aid" type="button" data-do="stop">
            <Icon name="stop" />
            <span>{t('aloud.stop')}</span>
          </button>
        </div>
      </section>
    </template>
  )
})

const Shown = (props: { when: string; icon: IconName; words: string }) => (
  <span class="aid-in" data-when={props.when}>
    <Icon name={props.icon} />
    <span>{props.words}</span>
  </span>
)

export function LanguageSwitch(props: { shell: Shell }) {
  const t = useTexts(texts)
  const { shell } = props
  const { locale, languages } = shell
  return (
    <details class="pop" data-pop open={shell.isBig}>
      <summary class="aid">
        <Icon name="globe" />
        <span>
          <span class="vh">{t('aids.language')} </span>
          {languageName(locale)}
        </span>
      </summary>
      <ul class="panel" data-languages>
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

/** Which size is chosen is the reader's: `1` unless told. */
export const TextSize = drawnOnce(({ now = '1' }: { now?: Shell['text'] }) => {
  const t = useTexts(texts)
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
})
