// What the editor's script fills and shows: the sound with its buttons, what each key does, one row as a model, and the
// sentences it says.

import { Button } from '#ui/button.tsx'
import { useTexts, useLocale } from '#ui/locale.tsx'
import { directionOf } from '#core/platform/i18n.ts'
import { Icon } from '#ui/icons.tsx'
import { Player, type Shown } from './transcripts.parts.tsx'
import { texts } from './transcripts.texts.ts'

/** The sound stays in sight; its buttons come with the script. */
export function Toolbar({ shown, hasVoices }: { shown: Shown; hasVoices: boolean }) {
  const t = useTexts(texts)
  const speeds = [0.5, 0.75, 1, 1.25, 1.5]
  return (
    <div class="words-bar sheet" role="group" aria-label={t('listen')}>
      <Player shown={shown} isEditor />
      <div class="cluster gap-2" data-tools hidden>
        <PlayAndBack size="s" variant="solid" />
        <Button type="button" size="s" variant="line" data={{ 'data-do': 'forward' }}>
          {t('ed.forward')}
        </Button>
        <label class="row gap-2 small">
          {t('ed.speed')}
          <select class="input" data-speed>
            {speeds.map((speed) => (
              <option key={speed} value={speed} selected={speed === 1}>
                {`× ${speed}`}
              </option>
            ))}
          </select>
        </label>
        {hasVoices && (
          <Button type="button" size="s" variant="line" pressed={false} data={{ 'data-do': 'mark' }}>
            {t('ed.mark')}
          </Button>
        )}
        <Button type="button" size="s" variant="line" data={{ 'data-do': 'add' }}>
          {t('ed.add')}
        </Button>
        <Button type="button" size="s" variant="quiet" data={{ 'data-do': 'undo' }}>
          {t('ed.undo')}
        </Button>
        <Button type="button" size="s" variant="quiet" data={{ 'data-do': 'redo' }}>
          {t('ed.redo')}
        </Button>
        {hasVoices && (
          <>
            <label class="row gap-2 small">
              {t('ed.voiceName')}
              <input class="input" type="text" maxlength={80} autocomplete="off" data-voice-name />
            </label>
            <Button type="button" size="s" variant="line" data={{ 'data-do': 'voice' }}>
              {t('ed.voiceAdd')}
            </Button>
          </>
        )}
      </div>
      {hasVoices && (
        <p class="small words-marking" data-marking hidden>
          {t('ed.marking')}
        </p>
      )}
      <p class="small" role="status" data-said />
    </div>
  )
}

/** On a small screen the bar is far above: the sound can be stopped from where one writes. */
export function NearTools() {
  return (
    <span class="cluster gap-2 words-near" data-tools hidden>
      <PlayAndBack variant="line" />
    </span>
  )
}

function PlayAndBack({ size, variant }: { size?: 's'; variant: 'solid' | 'line' }) {
  const t = useTexts(texts)
  const sized = size ? { size } : {}
  return (
    <>
      <Button type="button" {...sized} variant={variant} icon="play" data={{ 'data-do': 'play' }}>
        <span data-when="paused">{t('ed.play')}</span>
        <span data-when="playing" hidden>
          {t('ed.pause')}
        </span>
      </Button>
      <Button type="button" {...sized} variant="line" data={{ 'data-do': 'back' }}>
        {t('ed.back')}
      </Button>
    </>
  )
}

const keys = {
  list: [
    [['key.space'], 'keys.play'],
    [['↑'], ['↓'], 'keys.move'],
    [['←'], ['→'], 'keys.seek'],
    [['key.enter'], 'keys.write'],
    [['M'], 'keys.markOn'],
    [['1'], ['9'], 'keys.number'],
    [['D'], ['F'], 'keys.startHere'],
    [['N'], 'keys.add'],
    [['key.ctrl', 'Z'], ['key.ctrl', 'key.shift', 'Z'], 'keys.undo'],
  ],
  text: [
    [['key.ctrl', 'key.space'], ['F2'], 'keys.play'],
    [['key.shift', 'F2'], 'keys.back'],
    [['key.enter'], 'keys.split'],
    [['key.shift', 'key.enter'], 'keys.line'],
    [['key.backspace'], 'keys.join'],
    [['key.escape'], 'keys.leave'],
    [['key.ctrl', 'Z'], ['key.ctrl', 'key.shift', 'Z'], 'keys.undo'],
  ],
  voices: [
    [['key.tab'], ['key.shift', 'key.tab'], 'keys.nextVoice'],
    [['key.space'], 'keys.play'],
    [['key.escape'], 'keys.markOff'],
  ],
} as const
type Key = Parameters<ReturnType<typeof texts.in>>[0]

/** Every key, said on the page itself. */
export function Keys({ hasVoices }: { hasVoices: boolean }) {
  const t = useTexts(texts)
  const word = (key: string) => (key.startsWith('key.') ? t(key as Key) : key)
  return (
    <details class="words-help words-fold" data-tools hidden>
      <summary>{t('keys.title')}</summary>
      <div class="words-keys">
        {(hasVoices ? (['list', 'text', 'voices'] as const) : (['list', 'text'] as const)).map((where) => (
          <section key={where}>
            <h2 class="as-l">{t(`keys.${where}`)}</h2>
            <dl>
              {keys[where].map((line) => {
                const what = line.at(-1) as Key
                if (!hasVoices && (what === 'keys.markOn' || what === 'keys.number')) return null
                const chords = line.slice(0, -1) as readonly (readonly string[])[]
                return (
                  <div key={what}>
                    <dt dir="ltr">
                      {chords.map((chord, at) => (
                        <span key={at}>
                          {at > 0 && ' · '}
                          {chord.map((key, rank) => (
                            <span key={key}>
                              {rank > 0 && ' + '}
                              <kbd>{word(key)}</kbd>
                            </span>
                          ))}
                        </span>
                      ))}
                    </dt>
                    <dd>{t(what)}</dd>
                  </div>
                )
              })}
            </dl>
          </section>
        ))}
      </div>
    </details>
  )
}

/** One row, and the sentences of the script: `{rank}` and the like are filled by it. */
export function EditorTemplates(props: { language: string; besideLanguage: string | undefined; hasVoices: boolean }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const lang = (language: string) => (language === locale ? {} : { lang: language, dir: directionOf(language) })
  const said = { rank: '{rank}', count: '{count}', time: '{time}', from: '{from}', to: '{to}' }
  return (
    <template
      data-row-model
      data-label={t('ed.label')}
      data-row={t('ed.row', said)}
      data-from={t('ed.from', said)}
      data-voice={t('ed.voice', said)}
      data-text={t('ed.text', said)}
      data-nobody={t('ed.nobody')}
      data-split={t('ed.said.split')}
      data-joined={t('ed.said.joined')}
      data-undone={t('ed.said.undone')}
      data-redone={t('ed.said.redone')}
      data-time={t('ed.said.time', said)}
      data-marking-off={t('ed.markingOff')}
      data-away={t('ed.away')}
      data-too-many={t('ed.tooMany')}
    >
      <li class="words-row" tabindex={-1}>
        <div class="cluster gap-2">
          <button type="button" class="words-time num" data-from>
            <Icon name="play" />
            <span data-clock />
          </button>
          {props.hasVoices && <select class="input words-voice" data-voice aria-label={t('ed.voice', said)} />}
          <span class="cluster gap-2 words-here">
            <button type="button" class="btn btn-quiet btn-s" data-start-here>
              {t('ed.start')}
            </button>
            <button type="button" class="btn btn-quiet btn-s" data-end-here>
              {t('ed.end')}
            </button>
          </span>
        </div>
        <div class="words-cells">
          <textarea class="input" rows={1} data-text {...lang(props.language)} />
          {props.besideLanguage && <p class="soft" data-other {...lang(props.besideLanguage)} />}
        </div>
      </li>
    </template>
  )
}
