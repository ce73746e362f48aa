// One sound or film: its languages, who speaks, and how to add words: by hand, from a file, by a machine.

import { hrefOf } from '#core/doors.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Form, Select } from '#ui/form.tsx'
import { languageOptions } from '#ui/languages.ts'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { AddForm, nothingSent } from './add.parts.tsx'
import { Language, Sights, type MediaProps } from './media.parts.tsx'
import { Frame, Player } from './transcripts.parts.tsx'
import { addresses, elsewhere } from './transcripts.addresses.ts'
import { texts } from './transcripts.texts.ts'

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
                  <Language {...props} writing="transcripts" transcript={transcript} />
                </li>
              ))}
            </ul>
            <p class="small soft">{t('list.copiesHint')}</p>
          </>
        )}
      </section>
      <Add {...props} />
      {props.shown.nature === 'video' && <Sights {...props} />}
      <MachineAsked {...props} />
      {props.transcripts.length > 0 && <Voices {...props} />}
    </Frame>
  )
}

/** What is said, brought; empty when it is the other form that came back. */
function Add(props: MediaProps) {
  const t = useTexts(texts)
  const { shown, transcripts } = props
  const form = transcripts.length > 0 ? 'translation' : 'original'
  const sent = props.sent === 'transcripts' ? props : { ...nothingSent, values: { form } }
  return (
    <section class="sheet stack" aria-labelledby="add">
      <h2 id="add">{t('add.title')}</h2>
      <AddForm writing="transcripts" shown={shown} written={transcripts} sent={sent} submission_id={props.next_id()} />
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
