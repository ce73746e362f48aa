// One sound or film: its languages, who speaks, and how to add words: by hand, from a file, by a machine.

import type { Speaker, Transcript } from '#core/contribution/media.content.ts'
import { hrefOf } from '#core/doors.ts'
import { textFileField } from '#core/platform/http/forms.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Check, Field, Form, Radios, Select, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { languageOptions } from '#ui/languages.ts'
import { useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Frame, Player, Troubles, type Shown } from './transcripts.parts.tsx'
import { addresses, elsewhere } from './transcripts.addresses.ts'
import type { Trouble } from '#core/media/captions/said.ts'
import type { Transcription } from './transcripts.queries.ts'
import type { Teller } from './transcripts.rules.ts'
import { texts } from './transcripts.texts.ts'

export type MediaProps = {
  shown: Shown
  transcripts: readonly Transcript[]
  speakers: readonly Speaker[]
  labels: readonly string[]
  tellers: readonly Teller[]
  machine: { isThere: boolean; isAgreed: boolean; asked: Transcription | undefined }
  values: FormValues
  errors: FormErrors
  /** Lines of the text sent that were not understood. */
  troubles: readonly Trouble[]
  /** Something of it was. */
  canTakeRest: boolean
  notice: string | undefined
  /** Identifiers of sendings, one for each form of the page. */
  next_id: () => string
}

export function MediaWordsPage(props: MediaProps) {
  const t = useTexts(texts)
  return (
    <Frame shown={props.shown} heading={t('title')}>
      <p class="lead">{t('lead')}</p>
      <Notice>{props.notice}</Notice>
      <Player shown={props.shown} />
      <section class="stack" aria-labelledby="languages">
        <h2 id="languages">{t('list.title')}</h2>
        {props.transcripts.length === 0 ? (
          <p>
            <strong>{t('none.title')}.</strong> {t('none.text')}
          </p>
        ) : (
          <>
            <ul class="rows words-list">
              {props.transcripts.map((transcript) => (
                <li key={transcript.language}>
                  <Language {...props} transcript={transcript} />
                </li>
              ))}
            </ul>
            <p class="small soft">{t('list.copiesHint')}</p>
          </>
        )}
      </section>
      <Add {...props} />
      <MachineAsked {...props} />
      {props.transcripts.length > 0 && <Voices {...props} />}
    </Frame>
  )
}

function Language({ shown, transcript, next_id }: MediaProps & { transcript: Transcript }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const name = useLanguageName()
  const { language, cues, chapters, machine, estimated } = transcript
  const at = { ...shown.at, language }
  const todo = cues.filter(({ text }) => text.trim() === '').length
  const copies = [...(['vtt', 'srt', 'txt'] as const), ...(chapters.length ? (['chapters'] as const) : [])]
  return (
    <div class="stack sp-2">
      <div class="cluster">
        <h3 class="as-l">{name(language)}</h3>
        <span class="small soft">
          {t(`list.form.${transcript.form}`)} · {t('list.passages', { count: cues.length })}
          {todo > 0 && ` · ${t('list.todo', { count: todo })}`}
        </span>
        <LinkButton
          href={hrefOf(locale, addresses.edit, at)}
          icon="pen"
          variant="line"
          class="push"
          label={`${t('list.edit')} : ${name(language)}`}
        >
          {t('list.edit')}
        </LinkButton>
      </div>
      {machine && (
        <Banner tone="wait" icon="settings" title={t('list.machine')}>
          <Form
            action={hrefOf(locale, addresses.check, at)}
            submission_id={next_id()}
            id={`c-${language}`}
            class="inline"
          >
            <Button variant="line" size="s" icon="check">
              {t('list.check')}
            </Button>
          </Form>
        </Banner>
      )}
      {estimated && (
        <Banner tone="wait" title={t('list.estimated')}>
          {t('list.estimatedHint')}
          <Form
            action={hrefOf(locale, addresses.times, at)}
            submission_id={next_id()}
            id={`m-${language}`}
            class="inline"
          >
            <Button variant="line" size="s" icon="check">
              {t('list.times')}
            </Button>
          </Form>
        </Banner>
      )}
      <ul class="cluster plain small" aria-label={`${t('list.copies')} : ${name(language)}`}>
        {copies.map((copy) => (
          <li key={copy}>
            <a
              class="copy"
              download
              href={hrefOf(locale, addresses.copies, {
                ...shown.at,
                name: `${language}.${copy === 'chapters' ? 'chapters.vtt' : copy}`,
              })}
            >
              {t(`copy.${copy}`)}
            </a>
          </li>
        ))}
      </ul>
      <details class="words-fold">
        <summary>{t('list.remove')}</summary>
        <Form
          action={hrefOf(locale, addresses.remove, at)}
          submission_id={next_id()}
          id={`r-${language}`}
          class="stack sp-2"
        >
          <p>{t('list.removeText')}</p>
          <p>
            <Button variant="line" accent="garance" icon="trash">
              {t('list.removeYes')}
            </Button>
          </p>
        </Form>
      </details>
    </div>
  )
}

function Add({ shown, transcripts, values, errors, troubles, canTakeRest, next_id }: MediaProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const name = useLanguageName()
  return (
    <section class="sheet stack" aria-labelledby="add">
      <h2 id="add">{t('add.title')}</h2>
      <Troubles troubles={troubles} />
      <Form
        id="a"
        action={hrefOf(locale, addresses.add, shown.at)}
        submission_id={next_id()}
        values={values}
        errors={errors}
        labelledby="add"
        multipart
      >
        <Select
          name="language"
          label={t('add.language')}
          options={languageOptions(typeof values['language'] === 'string' ? values['language'] : undefined).filter(
            ({ value }) => value === values['language'] || !transcripts.some((each) => each.language === value),
          )}
        />
        <Radios
          name="form"
          label={t('add.form')}
          columns="m"
          options={(['original', 'translation'] as const).map((value) => ({ value, label: t(`list.form.${value}`) }))}
        />
        {transcripts.length > 0 && (
          <Select
            name="like"
            label={t('add.like')}
            hint={t('add.likeHint')}
            empty={t('add.likeNone')}
            options={transcripts.map(({ language }) => ({ value: language, label: name(language) }))}
          />
        )}
        <TextArea name="text" label={t('add.text')} hint={t('add.textHint')} rows={8} />
        <Field
          name={textFileField}
          type="file"
          label={t('add.file')}
          hint={t('add.fileHint')}
          accept=".vtt,.srt,.txt,.json,text/vtt,text/plain"
        />
        <Check name="machine" label={t('add.machine')} hint={t('add.machineHint')} />
        <div class="cluster">
          <Button icon="plus">{t('add.submit')}</Button>
          {canTakeRest && (
            <Button name="anyway" value="yes" variant="line">
              {t('add.anyway')}
            </Button>
          )}
        </div>
      </Form>
    </section>
  )
}

function MachineAsked({ shown, transcripts, tellers, machine, next_id }: MediaProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { asked } = machine
  const isOpen = asked?.state === 'waiting' || asked?.state === 'working'
  const free = languageOptions(shown.language).filter(
    ({ value }) => !transcripts.some((each) => each.language === value),
  )
  return (
    <section class="sheet stack" aria-labelledby="machine">
      <h2 id="machine">{t('machine.title')}</h2>
      <p>{t(machine.isThere ? 'machine.lead' : 'machine.off')}</p>
      {asked?.state === 'failed' && (
        <Banner tone="problem" title={t('machine.failed')}>
          {t(`machine.trouble.${troubleOf(asked.trouble)}`)}
        </Banner>
      )}
      {isOpen && (
        <div class="stack sp-2" role="status">
          <p>{t(asked.state === 'waiting' ? 'machine.waiting' : 'machine.working')}</p>
          {asked.state === 'working' && (
            <progress max={100} value={asked.progress} aria-label={t('machine.progress')}>
              {asked.progress} %
            </progress>
          )}
          <p>
            <LinkButton href={hrefOf(locale, addresses.media, shown.at)} variant="line" icon="refresh">
              {t('machine.again')}
            </LinkButton>
          </p>
        </div>
      )}
      {machine.isThere && !isOpen && !machine.isAgreed && (
        <p>
          {t('machine.noConsent', { names: tellers.map((teller) => teller.name).join(', ') || '—' })}{' '}
          <a href={hrefOf(locale, elsewhere.consents, { code: shown.at.code })}>{t('machine.consents')}</a>
        </p>
      )}
      {machine.isThere && !isOpen && machine.isAgreed && (
        <Form
          id="k"
          action={hrefOf(locale, addresses.machine, shown.at)}
          submission_id={next_id()}
          values={{ language: shown.language }}
          labelledby="machine"
        >
          <Select name="language" label={t('machine.language')} options={free} />
          <p>
            <Button variant="line" icon="ear">
              {t('machine.ask')}
            </Button>
          </p>
        </Form>
      )}
    </section>
  )
}

const known = [
  'no_engine',
  'no_program',
  'program',
  'away',
  'elsewhere',
  'refused',
  'too_long',
  'too_much',
  'nothing',
  'consent',
  'taken',
  'gone',
] as const
const troubleOf = (trouble: string | null) => known.find((each) => each === trouble) ?? 'broken'

function Voices({ shown, speakers, tellers, labels, next_id }: MediaProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const rows = [...speakers, { key: '', person_id: null, name: '' }]
  return (
    <section class="sheet stack" aria-labelledby="voices">
      <h2 id="voices">{t('voices.title')}</h2>
      <p>{t('voices.lead')}</p>
      <Form id="v" action={hrefOf(locale, addresses.speakers, shown.at)} submission_id={next_id()} labelledby="voices">
        {rows.map((speaker, at) => (
          <fieldset key={speaker.key} class="voice-row">
            <legend>
              {speaker.key
                ? t('voices.row', { rank: at + 1 }) + (labels[at] ? ` · ${labels[at]}` : '')
                : t('voices.new')}
            </legend>
            <input type="hidden" name="key" value={speaker.key} />
            <label>
              <span>{t('voices.who')}</span>
              <select class="input" name="person">
                <option value="">{t('voices.other')}</option>
                {tellers.map(({ id, name }) => (
                  <option key={id} value={id} selected={id === speaker.person_id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span>{t('voices.name')}</span>
              <input class="input" name="name" value={speaker.name} maxlength={80} autocomplete="off" />
            </label>
          </fieldset>
        ))}
        <p class="hint">{t('voices.hint')}</p>
        <p>
          <Button variant="line">{t('voices.save')}</Button>
        </p>
      </Form>
    </section>
  )
}
