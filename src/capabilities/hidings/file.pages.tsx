// Hiding a part of one file: seconds of a sound or a video, a region of a picture or of every page of a paper. After
// that, the passages of the texts that tell again what was just sealed.

import { hrefOf } from '#core/doors.ts'
import { assetUrl } from '#core/platform/assets.ts'
import type { AskedBy, Region, Span } from '#core/media/media.tables.ts'
import { clock } from '#ui/durations.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Field, Form, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Group } from '#ui/choices.tsx'
import { Foreign, useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { HidingTable, type HidingShown } from './all.pages.tsx'
import { Copies, type CopiesShown } from './copies.parts.tsx'
import { addresses, elsewhere } from './hidings.addresses.ts'
import type { Passage } from './passages.rules.ts'
import { FileForm, Head, Place, Why, type FileShown, type Subject } from './place.parts.tsx'
import { texts } from './texts.ts'

export type CueShown = { start: number; end: number; speaker: string; text: string; isSealed: boolean; says: string[] }
export type FileProps = {
  subject: Subject
  file: FileShown
  notice: string
  hidings: readonly HidingShown[]
  copies: CopiesShown & { spans: readonly Span[] }
  duration_ms: number | null
  waveform: readonly number[]
  picture: string | undefined
  regions: readonly Region[]
  language: string
  /** One page of the lines of the transcript. */
  cues: readonly CueShown[]
  /** Links to the page before and after it. */
  around: { before: string | undefined; after: string | undefined }
  passages: readonly Passage[]
  /** Names said in what is sealed that stand in the texts. */
  names: readonly string[]
  /** Who asked for what was hidden last. */
  asked_by: AskedBy
  submission_ids: { part: string; words: string }
  returned?: { values: FormValues; errors: FormErrors } | undefined
}

export function FilePage(props: FileProps) {
  const t = useTexts(texts)
  const { file, subject } = props
  const isHeard = file.nature === 'sound' || file.nature === 'video'
  return (
    <>
      <Head
        subject={subject}
        under
        title={t('file.title', { title: file.title })}
        lead={t(isHeard ? 'file.leadHeard' : 'file.leadSeen')}
        notice={props.notice}
      />
      <Copies subject={subject} file={file} copies={props.copies} />
      {props.passages.length > 0 && <Passages {...props} />}
      {isHeard && <SpanForm {...props} />}
      {file.nature !== 'sound' && <RegionForm {...props} />}
      {props.hidings.length > 0 && (
        <Sheet id="cache" title={t('file.hidden')}>
          <HidingTable code={subject.code} hidings={props.hidings} />
        </Sheet>
      )}
      <script type="module" src={assetUrl('hiding')} />
    </>
  )
}

function Passages({ subject, passages, names, submission_ids, asked_by }: FileProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const languageName = useLanguageName()
  return (
    <Form
      id="w"
      class="form sheet"
      action={hrefOf(locale, addresses.all, { code: subject.code })}
      submission_id={submission_ids.words}
      hidden={{ phrases: '' }}
      values={{ asked_by }}
      labelledby="passages"
    >
      <h2 class="as-xl" id="passages">
        {t('passages.title')}
      </h2>
      <p>{t('passages.lead')}</p>
      <Group name="chosen" label={t('passages.choose')}>
        {passages.map((passage, index) => (
          // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its words are in another language's piece
          <label class="check" key={index}>
            <input type="checkbox" name="chosen" value={passage.phrase} checked />
            <span>
              <Foreign lang={passage.language} as="bdi">
                <span class="soft">…{passage.before}</span>
                <mark>{passage.phrase}</mark>
                <span class="soft">{passage.after}…</span>
              </Foreign>
              <small>{t('passages.where', { where: passage.where, language: languageName(passage.language) })}</small>
            </span>
          </label>
        ))}
      </Group>
      {names.length > 0 && (
        <p>
          {t('passages.names')}{' '}
          {names.map((name, index) => (
            <>
              {index > 0 && ' · '}
              <a
                href={`${hrefOf(locale, addresses.all, { code: subject.code })}?nom=${encodeURIComponent(name)}#personne`}
              >
                <bdi>{name}</bdi>
              </a>
            </>
          ))}
        </p>
      )}
      <Why />
      <Button icon="lock">{t('passages.do')}</Button>
    </Form>
  )
}

function SpanForm(props: FileProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { file, copies, returned, cues, around } = props
  const src = hrefOf(locale, elsewhere.bytes, { file_id: file.id, what: 'mieux' })
  const typed = returned?.values['cues']
  const ticked = new Set(Array.isArray(typed) ? typed : typed === undefined ? [] : [typed])
  return (
    <FileForm
      id="s"
      to={addresses.file}
      about={props}
      title={{ id: 'passage', words: t('span.title') }}
      submission_id={props.submission_ids.part}
      hidden={{ part: 'span' }}
      first={{ asked_by: props.asked_by }}
    >
      <div
        class="stack"
        data-seal
        data-spans={JSON.stringify(copies.spans)}
        data-waveform={JSON.stringify(props.waveform)}
        data-duration={props.duration_ms ?? ''}
      >
        {file.nature === 'video' ? (
          // Its words stand below, line by line.
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <video class="seal-media" controls preload="metadata" src={src} data-seal-media />
        ) : (
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <audio class="seal-media" controls preload="metadata" src={src} data-seal-media />
        )}
        <div class="js-only stack sp-2" data-seal-tools>
          <canvas class="seal-wave" data-seal-wave aria-hidden="true" />
          <div class="cluster">
            <Button type="button" variant="line" size="s" data={{ 'data-seal-begin': true }}>
              {t('span.beginHere')}
            </Button>
            <Button type="button" variant="line" size="s" data={{ 'data-seal-end': true }}>
              {t('span.endHere')}
            </Button>
            <Button
              type="button"
              variant="line"
              size="s"
              icon="ear"
              pressed={false}
              data={{ 'data-seal-public': true }}
            >
              {t('span.asPublic')}
            </Button>
          </div>
          <p class="hint">{t('span.keys')}</p>
        </div>
      </div>
      <div class="grid col-m">
        <Field name="begin" label={t('span.begin')} hint={t('span.timeHint')} maxlength={20} />
        <Field name="end" label={t('span.end')} hint={t('span.timeHint')} maxlength={20} />
      </div>
      {props.duration_ms !== null && (
        <p class="small soft">{t('span.duration', { duration: clock(props.duration_ms) })}</p>
      )}
      {cues.length > 0 ? (
        <Group name="cues" label={t('span.cues')} hint={t('span.cuesHint')}>
          <div class="seal-cues">
            {cues.map((cue) => (
              <label class="check" key={`${cue.start}-${cue.end}`} data-sealed={cue.isSealed ? '' : undefined}>
                <input
                  type="checkbox"
                  name="cues"
                  value={`${cue.start}-${cue.end}`}
                  checked={ticked.has(`${cue.start}-${cue.end}`)}
                />
                <span>
                  <span class="num">{clock(cue.start)}</span>{' '}
                  <Foreign lang={props.language} as="bdi">
                    {cue.text}
                  </Foreign>
                  {(cue.isSealed || cue.says.length > 0) && (
                    <small>
                      {cue.isSealed && t('span.sealed')}{' '}
                      {cue.says.length > 0 && t('span.says', { names: cue.says.join(', ') })}
                    </small>
                  )}
                </span>
              </label>
            ))}
          </div>
        </Group>
      ) : (
        <p class="hint">{t('span.noCues')}</p>
      )}
      {(around.before || around.after) && (
        <p class="cluster">
          {around.before && (
            <LinkButton href={around.before} variant="quiet" size="s">
              {t('span.before')}
            </LinkButton>
          )}
          {around.after && (
            <LinkButton href={around.after} variant="quiet" size="s">
              {t('span.after')}
            </LinkButton>
          )}
        </p>
      )}
      <Why />
      <Button icon="lock">{t('span.do')}</Button>
    </FileForm>
  )
}

function RegionForm(props: FileProps) {
  const t = useTexts(texts)
  return (
    <FileForm
      id="r"
      class="narrow"
      to={addresses.file}
      about={props}
      title={{ id: 'endroit', words: t('region.title') }}
      submission_id={props.submission_ids.words}
      hidden={{ part: 'region' }}
      first={{ asked_by: props.asked_by }}
    >
      <Place
        file={props.file}
        picture={props.picture}
        regions={props.regions.map((region) => ({ ...region, kind: 'sealed' as const }))}
        hint={t('region.hint')}
      />
      <Why />
      <Button icon="lock">{t('region.do')}</Button>
    </FileForm>
  )
}
