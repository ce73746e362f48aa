// The lamp to record with. Without script, or without a microphone, the file field under it does the same. The page
// that holds it says `records: true` to `page()` or `deskPage()`: a take is listened to before it leaves the browser.

import type { MediaUse } from '#core/contribution/media.content.ts'
import type { FilePurpose } from '#core/media/media.tables.ts'
import type { Bringer } from '#core/media/receive/addresses.ts'
import { takeHref } from '#core/media/takes.addresses.ts'
import { assetUrl } from '#core/platform/assets.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { Button } from '#ui/button.tsx'
import { acceptedFiles, FileField } from '#ui/file-field.tsx'
import { Icon } from '#ui/icons.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { recorderTexts } from '#ui/recorder-texts.ts'
import { recorderWords, type RecorderWords } from '#ui/recorder-words.ts'

export type RecorderProps = {
  /** Number of the contribution it is for. */
  code: string
  actor: Bringer
  /** As for FileField: where the plain form goes back to. */
  back: string
  submission_id: string
  purpose?: FilePurpose
  use?: MediaUse
  /** Unique on the page when it holds several. */
  id?: string
  /** Id of a hidden input of another form, given the file's id once a take has arrived. */
  field?: string
  /** No file field under the lamp: on a page whose answers are not kept yet, sending a file would lose them. */
  noFile?: boolean
  /** The file field under the lamp also takes films of someone telling. */
  withFilms?: boolean
}

/** `<Recorder code={code} actor="work" back={here} submission_id={id} />`, in no form. */
export function Recorder(props: RecorderProps) {
  const t = useTexts(recorderTexts)
  const locale = useLocale()
  const { id = 'lampe', purpose = 'media', use = 'story' } = props
  return (
    <div class="recorder stack" id={id}>
      <div
        class="stack js-only"
        data-recorder
        data-state="opening"
        data-code={props.code}
        data-purpose={purpose}
        data-use={use}
        data-actor={props.actor}
        data-note={takeHref(locale, props.actor, props.code)}
        data-field={props.field}
        data-words={JSON.stringify(wordsFor(locale))}
      >
        <div class="banner" data-accent="ambre" role="status" data-found hidden>
          <Icon name="clock" />
          <div>
            <strong>{t('found')}</strong> {t('foundWords')} <a href={`#${id}-prises`}>{t('foundSee')}</a>
          </div>
        </div>
        <div class="rec">
          <i />
          <i />
          <i />
          <button class="rec-btn" type="button" aria-label={t('start')} disabled>
            <Icon name="mic" class="off" />
            <Icon name="pause" class="on" />
          </button>
        </div>
        <div class="rec-say">
          <b class="num" data-time>
            0:00
          </b>
          <p role="status" data-say>
            {t('touch')}
          </p>
        </div>
        <div class="rec-level small" data-while-on hidden>
          <label for={`${id}-niveau`}>{t('level')}</label>
          <meter id={`${id}-niveau`} min="0" max="1" low={0.4} high={0.97} optimum={0.6} value="0" data-level />
          <p role="status" data-hearing />
        </div>
        <p class="cluster center" data-while-on hidden>
          <Button type="button" variant="line" icon="flag" data={{ 'data-mark': true }}>
            {t('mark')}
          </Button>
          <Button type="button" variant="line" icon="stop" data={{ 'data-finish': true }}>
            {t('finish')}
          </Button>
        </p>
        <div class="banner" data-accent="garance" role="alert" data-trouble hidden>
          <Icon name="alert" />
          <p data-trouble-words />
        </div>
        <section class="stack sp-2" id={`${id}-prises`} aria-labelledby={`${id}-prises-t`} data-takes hidden>
          <h3 class="as-l" id={`${id}-prises-t`}>
            {t('takes')}
          </h3>
          <ul class="rows plain takes" />
        </section>
        <p class="small" data-elsewhere />
        <TakeTemplate />
      </div>
      {!props.noFile && (
        <FileField
          id={`${id}-fichier`}
          code={props.code}
          actor={props.actor}
          purpose={purpose}
          use={use}
          back={props.back}
          submission_id={props.submission_id}
          label={t(props.withFilms ? 'fileOrFilm' : 'file')}
          hint={t('fileHint')}
          accept={props.withFilms ? `${acceptedFiles.sound},${acceptedFiles.video}` : acceptedFiles.sound}
        />
      )}
      <script type="module" src={assetUrl('recorder')} />
    </div>
  )
}

/** One take, as the script fills it in. */
function TakeTemplate() {
  const t = useTexts(recorderTexts)
  return (
    <template data-take>
      <li class="take stack sp-2">
        <div class="take-head">
          <b data-title />
          <span class="wave" data-wave>
            <svg viewBox="0 0 960 100" preserveAspectRatio="none" aria-hidden="true">
              <path />
            </svg>
          </span>
          <span class="num" data-length />
        </div>
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- its words are still to be written */}
        <audio controls preload="metadata" data-sound />
        <label class="take-name">
          <span class="small">{t('name')}</span>
          <input class="input" maxlength={200} autocomplete="off" data-name data-undecided />
        </label>
        <p class="small" data-marks hidden />
        <p class="small soft" role="status" tabindex={-1} data-state-words />
        <progress max="1" value="0" aria-label={t('state.sending')} hidden />
        <p class="cluster" data-undecided>
          <Button type="button" icon="send" data={{ 'data-do': 'keep' }}>
            {t('keep')}
          </Button>
          <Button type="button" variant="quiet" icon="trash" data={{ 'data-do': 'drop' }}>
            {t('drop')}
          </Button>
        </p>
        <div class="banner" data-accent="garance" data-confirm hidden>
          <Icon name="alert" />
          <div>
            <p>{t('dropAsk')}</p>
            <p class="cluster">
              <Button type="button" variant="line" data={{ 'data-do': 'stay' }}>
                {t('dropNo')}
              </Button>
              <Button type="button" variant="quiet" icon="trash" data={{ 'data-do': 'away' }}>
                {t('dropYes')}
              </Button>
            </p>
          </div>
        </div>
      </li>
    </template>
  )
}

/** The script's words, with their places left to fill. */
function wordsFor(locale: Locale): RecorderWords {
  const t = recorderTexts.in(locale)
  const places = { time: '{time}', times: '{times}', number: '{number}', code: '{code}' }
  return Object.fromEntries(recorderWords.map((word) => [word, t(word, places)])) as RecorderWords
}
