// Evidence on screen: gathering it (voice, hand, paper), putting in place what came, and what is kept.

import type { QuestionId } from '#core/consent/questions.ts'
import { wordingOf, questions } from '#core/consent/questions.ts'
import { consentTexts } from '#core/consent/texts.ts'
import type { Answer } from '#core/consent/uses.ts'
import { hrefOf } from '#core/doors.ts'
import type { EvidenceNature, KeptEvidence } from '#core/media/evidence.ts'
import type { KeptFile } from '#core/media/files.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { acceptedFiles, FileField } from '#ui/file-field.tsx'
import { Checks, Form, Radios, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Foreign, Moment, useLocale, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { Recorder } from '#ui/recorder.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { WordingLanguageForm } from './consents.parts.tsx'
import { SignatureFields } from './evidence.parts.tsx'
import { evidenceTexts } from './evidence.texts.ts'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import { StoryTabs, StoryTitle, WitnessTabs, type StoryView } from './stories.parts.tsx'
import type { Witness } from './stories.queries.ts'

/** One answer in force, and whether something already shows it. */
export type AnswerToShow = { id: QuestionId; answer: Answer; hasEvidence: boolean }
export type EvidenceSeen = KeptEvidence & { by: string | null; shows: readonly { id: string; answer: Answer }[] }

export type EvidenceView = {
  story: StoryView
  witness: Witness | undefined
  wordingLanguage: Locale
  answers: readonly AnswerToShow[]
  loose: readonly KeptFile[]
  evidence: readonly EvidenceSeen[]
  /** Which form was sent, with what was typed and what is wrong. */
  form: 'voice' | 'sign' | `file-${string}` | undefined
  values: FormValues
  errors: FormErrors
  submissions: Record<'voice' | 'sign' | 'recorder' | 'paper', string>
  notice: string
}

export function EvidencePage({ view }: { view: EvidenceView }) {
  const t = useTexts(evidenceTexts)
  const locale = useLocale()
  const { story, witness } = view
  const at = { code: story.code }
  const here = hrefOf(locale, addresses.evidence, at)
  return (
    <>
      <header>
        <p class="soft">
          <StoryTitle title={story.title} language={story.language} />
        </p>
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
      </header>
      <Notice>{view.notice}</Notice>
      <StoryTabs story={story} current="consents" />
      {!witness ? (
        <Empty title={t('nobody')} sheet />
      ) : (
        <>
          <WitnessTabs href={here} witnesses={story.witnesses} current={witness.person_id} />
          <p class="cluster">
            <LinkButton
              variant="line"
              icon="sign"
              href={`${hrefOf(locale, addresses.consents, at)}?temoin=${witness.person_id}`}
            >
              {t('toConsents', { name: witness.name })}
            </LinkButton>
            {story.tabs.includes('papers') && (
              <LinkButton variant="line" icon="print" href={hrefOf(locale, addresses.consentForm, at)}>
                {t('form')}
              </LinkButton>
            )}
          </p>
          {view.answers.length === 0 ? (
            <Empty title={t('notAsked')} sheet>
              <p>{t('noAnswer', { name: witness.name })}</p>
            </Empty>
          ) : (
            <>
              {view.loose.length > 0 && <Loose view={view} witness={witness} here={here} />}
              <Gather view={view} witness={witness} here={here} />
            </>
          )}
          <Kept view={view} witness={witness} />
        </>
      )}
    </>
  )
}

/** Which answers an evidence shows: all of them, but those unticked. */
function Shows({ view }: { view: EvidenceView }) {
  const t = useTexts(evidenceTexts)
  const ct = useTexts(consentTexts)
  const ut = useTexts(texts)
  return (
    <Checks
      name="shows"
      label={t('backs')}
      hint={t('backsHint')}
      required
      options={view.answers.map(({ id, answer, hasEvidence }) => ({
        value: id,
        label: t('backsOne', { title: ct(`title.${id}`), answer: ut(`answer.${answer}`) }),
        ...(hasEvidence && { hint: t('has') }),
      }))}
    />
  )
}

function Gather({ view, witness, here }: { view: EvidenceView; witness: Witness; here: string }) {
  const t = useTexts(evidenceTexts)
  const { code } = view.story
  const back = `${here}?temoin=${witness.person_id}&langue=${view.wordingLanguage}`
  const hidden = { person_id: witness.person_id, wording_language: view.wordingLanguage }
  const every = view.answers.map(({ id }) => id)
  const stateOf = (form: 'voice' | 'sign') =>
    view.form === form ? { values: view.values, errors: view.errors } : { values: { shows: every }, errors: {} }
  return (
    <>
      <Sentences view={view} witness={witness} here={here} />
      <Sheet id="h-voice" anchor="voix" title={t('voice')}>
        <p class="soft">{t('voiceLead')}</p>
        <Recorder
          code={code}
          actor="work"
          purpose="evidence"
          back={`${back}#ranger`}
          submission_id={view.submissions.recorder}
          field="v-file"
        />
        <Form
          id="v"
          class="form js-only"
          action={`${here}#voix`}
          submission_id={view.submissions.voice}
          hidden={{ ...hidden, form: 'voice', nature: 'spoken' }}
          {...stateOf('voice')}
          labelledby="h-voice"
        >
          <input type="hidden" name="file_id" id="v-file" />
          <Shows view={view} />
          <p>
            <Button>{t('voiceKeep')}</Button>
          </p>
        </Form>
      </Sheet>
      <Sheet id="h-sign" anchor="signer" title={t('sign')}>
        <p class="soft">{t('signLead')}</p>
        <Form
          id="s"
          action={`${here}#signer`}
          submission_id={view.submissions.sign}
          hidden={{ ...hidden, form: 'sign' }}
          {...stateOf('sign')}
          labelledby="h-sign"
        >
          <SignatureFields />
          <Shows view={view} />
          <p>
            <Button>{t('signKeep')}</Button>
          </p>
        </Form>
      </Sheet>
      <Sheet id="h-paper" anchor="papier" title={t('paper')}>
        <FileField
          id="papier-signe"
          code={code}
          actor="work"
          purpose="evidence"
          back={`${back}#ranger`}
          submission_id={view.submissions.paper}
          label={t('paperFile')}
          hint={t('paperLead')}
          accept={`${acceptedFiles.picture},${acceptedFiles.document}`}
        />
      </Sheet>
    </>
  )
}

/** The sentences to read aloud, in the language she is read to. */
function Sentences({ view, witness, here }: { view: EvidenceView; witness: Witness; here: string }) {
  const t = useTexts(evidenceTexts)
  const ut = useTexts(texts)
  const { wordingLanguage } = view
  return (
    <Sheet id="h-read" title={t('read', { name: witness.name })}>
      <p class="soft">{t('readLead')}</p>
      <WordingLanguageForm here={here} person_id={witness.person_id} language={wordingLanguage} />
      <ul class="rows plain">
        {view.answers.map(({ id, answer }) => {
          const words = wordingOf({ id }, wordingLanguage)
          return (
            <li key={id} class="cluster between">
              <Foreign lang={wordingLanguage} as="p">
                {words}
              </Foreign>
              <b>{ut(`answer.${answer}`)}</b>
              <Button
                variant="quiet"
                size="s"
                icon="speak"
                type="button"
                class="js-only"
                data={{ 'data-read-text': words, 'data-read-lang': wordingLanguage }}
                label={ut('evidence.listen', { words })}
              >
                {ut('evidence.listenShort')}
              </Button>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

const isHeard = (file: Pick<KeptFile, 'nature'>): boolean => file.nature === 'sound' || file.nature === 'video'

/** Files that came and wait to be said what they show. */
function Loose({ view, witness, here }: { view: EvidenceView; witness: Witness; here: string }) {
  const t = useTexts(evidenceTexts)
  return (
    <Sheet id="h-loose" anchor="ranger" title={t('loose')}>
      <p class="soft">{t('looseLead')}</p>
      {view.loose.map((file) => {
        const form = `file-${file.id}` as const
        const isTyped = view.form === form
        const natures: readonly EvidenceNature[] = isHeard(file) ? ['spoken'] : ['paper', 'signature']
        return (
          <div class="stack" key={file.id}>
            <Preview file={file} name={file.name} />
            <Form
              id={`f-${file.id}`}
              action={`${here}#ranger`}
              hidden={{
                form,
                file_id: file.id,
                person_id: witness.person_id,
                wording_language: view.wordingLanguage,
                ...(natures.length === 1 && { nature: natures[0] }),
              }}
              values={isTyped ? view.values : { shows: view.answers.map(({ id }) => id), nature: natures[0] }}
              errors={isTyped ? view.errors : {}}
              label={file.name}
            >
              {natures.length > 1 && (
                <Radios
                  name="nature"
                  label={t('nature')}
                  columns="m"
                  options={natures.map((value) => ({ value, label: t(`nature.${value}`) }))}
                />
              )}
              <Shows view={view} />
              <p>
                <Button>{t('looseKeep')}</Button>
              </p>
            </Form>
          </div>
        )
      })}
    </Sheet>
  )
}

function Preview(props: { file: Pick<KeptFile, 'id' | 'media_type' | 'nature'>; name: string }) {
  const t = useTexts(evidenceTexts)
  const locale = useLocale()
  const { file } = props
  const href = hrefOf(locale, addresses.file, { file_id: file.id, what: 'mieux' })
  return (
    <>
      {/* What was said is written under it: the sentences read, and the answers. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      {isHeard(file) && <audio controls preload="none" src={href} aria-label={props.name} />}
      {file.nature === 'picture' && <img class="evidence-image" src={href} alt={props.name} loading="lazy" />}
      <p>
        <a class="tap" href={href}>
          {t('listFile')}
        </a>
      </p>
    </>
  )
}

function Kept({ view, witness }: { view: EvidenceView; witness: Witness }) {
  const t = useTexts(evidenceTexts)
  const ct = useTexts(consentTexts)
  const ut = useTexts(texts)
  return (
    <Sheet id="h-kept" anchor="gardees" title={t('list')}>
      {view.evidence.length === 0 ? (
        <p class="soft">{t('listNone')}</p>
      ) : (
        <ul class="rows plain">
          {view.evidence.map((each) => (
            <li key={each.id} class="stack sp-2">
              <h3 class="as-l">
                {t(`nature.${each.nature}`)} · <Moment value={each.recorded_at} />
              </h3>
              <Preview
                file={{ id: each.file_id, media_type: each.media_type, nature: natureOf(each.media_type) }}
                name={t(`alt.${each.nature}`, { name: witness.name })}
              />
              <p>
                {t('listShows')}{' '}
                {each.shows.length === 0
                  ? t('listNothing')
                  : each.shows
                      .map(({ id, answer }) => {
                        const question = questions.find((one) => one.id === id)
                        const title = question ? ct(`title.${question.id}`) : id
                        return t('backsOne', { title, answer: ut(`answer.${answer}`) })
                      })
                      .join(' · ')}
              </p>
              <details class="more">
                <summary>{t('listWords')}</summary>
                {each.wording.split('\n').map((line) => (
                  <Foreign key={line} lang={each.wording_language} as="p" class="small">
                    {line}
                  </Foreign>
                ))}
                <p class="small soft">
                  {each.by && t('listBy', { name: each.by })}{' '}
                  <bdi dir="ltr">{t('listPrint', { hash: each.sha256.slice(0, 16) })}</bdi>
                </p>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}

const natureOf = (media_type: string): KeptFile['nature'] =>
  media_type.startsWith('audio/')
    ? 'sound'
    : media_type.startsWith('video/')
      ? 'video'
      : media_type.startsWith('image/')
        ? 'picture'
        : 'document'
