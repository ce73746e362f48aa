// One sound, picture or paper: what it is called, what is seen or heard in it, who made it, what may be done with it.

import type { ComponentChildren } from 'preact'
import { mediaLicences, rightsStatements } from '#core/contribution/media.content.ts'
import { mayShowPeople } from '#core/media/needs.ts'
import { hrefOf } from '#core/doors.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Facts } from '#ui/band.tsx'
import { AutosaveStatus, Field, Form, Radios, Select, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { locales } from '#core/platform/i18n.ts'
import { languageOptions, otherLanguage, ownName } from '#ui/languages.ts'
import { Foreign, useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { sentence } from '#ui/who.ts'
import { elsewhere, workshopAddresses } from './workshop.addresses.ts'
import { BenchCrumbs, type Bench } from './workshop.pages.tsx'
import { CopyState, Lacks, MediaFacts, MediaTitle, Preview } from './workshop.parts.tsx'
import type { BenchItem } from './workshop.queries.ts'
import { usesOf } from './workshop.rules.ts'
import { workshopTexts } from './workshop.texts.ts'

export type Differing = { label: string; language: string | undefined; theirs: string; mine: string }

export type MediaProps = {
  bench: Bench
  item: BenchItem
  languages: readonly string[]
  /** The print of what the form was made from. */
  base: string
  values: FormValues
  errors: FormErrors
  submission_id: string
  done: string
  /** What someone else kept meanwhile. */
  conflict?: readonly Differing[]
}

function Frame(props: { bench: Bench; item: BenchItem; here?: string; children: ComponentChildren }) {
  const t = useTexts(workshopTexts)
  const locale = useLocale()
  const { bench, item } = props
  const { code } = bench
  const file_id = item.media.file_id
  return (
    <>
      <BenchCrumbs
        bench={bench}
        then={[
          { href: hrefOf(locale, workshopAddresses.list, { code }), label: t('title') },
          ...(props.here
            ? [
                { href: hrefOf(locale, workshopAddresses.media, { code, file_id }), label: t('media.title') },
                { label: props.here },
              ]
            : [{ label: t('media.title') }]),
        ]}
      />
      <h1>
        <MediaTitle item={item} language={bench.language} />
      </h1>
      {props.children}
    </>
  )
}

export function MediaPage(props: MediaProps) {
  const t = useTexts(workshopTexts)
  const locale = useLocale()
  const { bench, item } = props
  const { media } = item
  const at = { code: bench.code, file_id: media.file_id }
  const plays = media.nature === 'sound' || media.nature === 'video'
  const shows = mayShowPeople(media.nature)
  return (
    <Frame bench={bench} item={item}>
      {props.done === 'kept' && <Notice>{t('done.kept')}</Notice>}
      {props.conflict && <Conflict fields={props.conflict} reload={hrefOf(locale, workshopAddresses.media, at)} />}
      <div class="bench-one">
        <section class="sheet stack" aria-label={t('media.title')}>
          <Preview item={item} language={bench.language} large />
          <MediaFacts item={item} />
          <CopyState copy={item.copy} />
          <Lacks item={item} bench={bench} />
          <ul class="plain stack sp-2">
            {plays && (
              <li>
                <LinkButton href={hrefOf(locale, elsewhere.transcript, at)} variant="line" icon="pencil">
                  {t('go.transcript')}
                </LinkButton>
              </li>
            )}
            <li>
              <LinkButton href={hrefOf(locale, elsewhere.hidings, at)} variant="line" icon="lock">
                {t('go.hidings')}
              </LinkButton>
            </li>
            {shows && (
              <li>
                <LinkButton href={hrefOf(locale, elsewhere.pictured, at)} variant="line" icon="users">
                  {t('go.pictured')}
                </LinkButton>
              </li>
            )}
          </ul>
        </section>
        {bench.canEdit ? <MediaForm {...props} /> : <ReadOnly item={item} />}
      </div>
    </Frame>
  )
}

function MediaForm(props: MediaProps) {
  const t = useTexts(workshopTexts)
  const locale = useLocale()
  const { bench, item, languages } = props
  const { media } = item
  const at = { code: bench.code, file_id: media.file_id }
  const action = hrefOf(locale, workshopAddresses.media, at)
  const plays = media.nature === 'sound' || media.nature === 'video'
  const free = languageOptions().filter(({ value }) => !languages.includes(value))
  return (
    <div class="stack sp-5">
      <Form
        action={action}
        submission_id={props.submission_id}
        hidden={{ base: props.base }}
        values={props.values}
        errors={props.errors}
        autosave={props.conflict ? undefined : action}
        class="form sheet wide"
        label={t('media.title')}
      >
        {languages.map((language) => (
          <input key={language} type="hidden" name="languages" value={language} />
        ))}
        <Radios
          name="use"
          label={t('field.use')}
          columns="l"
          options={usesOf(media.nature).map((use) => ({
            value: use,
            label: sentence(t(`use.${use}`), locale),
            hint: t(`useHint.${use}`),
          }))}
        />
        <h2 class="as-xl" id="mots">
          {t('words.title')}
        </h2>
        {languages.map((language) => (
          <WordsFields key={language} language={language} nature={media.nature} isAlone={languages.length === 1} />
        ))}
        <h2 class="as-xl">{t('facts.title')}</h2>
        <Field name="credit" label={t('field.credit')} hint={t('hint.credit')} maxlength={300} spellcheck />
        <div class="grid col-m">
          <Field name="taken" label={t('field.taken')} hint={t('hint.taken')} maxlength={60} spellcheck={false} />
          <Field name="place" label={t('field.place')} hint={t('hint.place')} maxlength={120} />
        </div>
        <Radios
          name="licence"
          label={t('field.licence')}
          hint={t('hint.licence')}
          columns="l"
          options={mediaLicences.map((value) => ({
            value,
            label: t(`licence.${value}`),
            hint: t(`licenceHint.${value}`),
          }))}
        />
        <Select
          name="rights"
          label={t('field.rights')}
          hint={t('hint.rights')}
          options={rightsStatements.map((value) => ({ value, label: t(`rights.${value || 'none'}`) }))}
        />
        {plays && (
          <fieldset class="field" aria-describedby="excuse-h">
            <legend>{t('excuse.title')}</legend>
            <p class="hint" id="excuse-h">
              {t('excuse.hint')}
            </p>
            <TextArea name="excuse_reason" label={t('field.excuse_reason')} rows={2} maxlength={500} spellcheck />
            <Select
              name="excuse_language"
              label={t('field.excuse_language')}
              options={locales.map((value) => ({ value, label: ownName(value), lang: value }))}
            />
            <Field name="excuse_until" label={t('field.excuse_until')} type="date" />
          </fieldset>
        )}
        <AutosaveStatus />
        <p class="cluster">
          <Button size="l" icon="check">
            {t('save')}
          </Button>
        </p>
      </Form>
      <Form action={action} method="get" id="langue" class="form narrow" label={t('words.more')}>
        <Select name="langue" label={t('words.more')} options={free} value={free[0]?.value} />
        <Button variant="line" icon="plus">
          {t('words.add')}
        </Button>
      </Form>
      <p>
        <LinkButton href={hrefOf(locale, workshopAddresses.remove, at)} variant="quiet" icon="trash">
          {t('remove')}
        </LinkButton>
      </p>
    </div>
  )
}

/** Title, caption, what is seen, what is heard: in one language, and written in its direction. */
function WordsFields(props: { language: string; nature: BenchItem['media']['nature']; isAlone: boolean }) {
  const t = useTexts(workshopTexts)
  const name = useLanguageName()
  const lang = props.language === otherLanguage ? undefined : props.language
  const field = (each: string) => `${each}.${props.language}`
  const seen = props.nature !== 'sound'
  return (
    <fieldset class="field words-of">
      <legend class={props.isAlone ? 'vh' : 'as-l'}>{t('words.in', { language: name(props.language) })}</legend>
      <Field
        name={field('title')}
        label={t('field.title')}
        hint={t('hint.title')}
        lang={lang}
        maxlength={200}
        spellcheck
      />
      <TextArea
        name={field('caption')}
        label={t('field.caption')}
        hint={t('hint.caption')}
        lang={lang}
        rows={2}
        maxlength={1_000}
        spellcheck
      />
      {seen && (
        <TextArea
          name={field('alt')}
          label={t('field.alt')}
          hint={
            <>
              {t('hint.alt')}
              <br />
              {t('hint.altGood')}
              <br />
              {t('hint.altBad')}
            </>
          }
          lang={lang}
          rows={3}
          maxlength={1_000}
          spellcheck
        />
      )}
      <TextArea
        name={field('description')}
        label={t(props.nature === 'sound' ? 'field.heard' : 'field.description')}
        hint={t(props.nature === 'sound' ? 'hint.heard' : 'hint.description')}
        lang={lang}
        rows={3}
        maxlength={10_000}
        spellcheck
      />
    </fieldset>
  )
}

function ReadOnly({ item }: { item: BenchItem }) {
  const t = useTexts(workshopTexts)
  const { media } = item
  return (
    <Sheet id="mots" title={t('words.title')}>
      {media.words.map((words) => (
        <Foreign key={words.language} lang={words.language} as="div" class="stack sp-1">
          <p class="small soft">{ownName(words.language)}</p>
          {[words.title, words.caption, words.alt, words.description].filter(Boolean).map((each) => (
            <p class="said" key={each}>
              {each}
            </p>
          ))}
        </Foreign>
      ))}
      <Facts
        items={[
          { label: t('field.credit'), value: media.credit || '—' },
          { label: t('field.taken'), value: media.taken || '—' },
          { label: t('field.place'), value: media.place || '—' },
          { label: t('field.licence'), value: t(`licence.${media.licence}`) },
          { label: t('field.rights'), value: t(`rights.${media.rights || 'none'}`) },
        ]}
      />
    </Sheet>
  )
}

/** Two people wrote at once: what the other kept, beside what was typed, which stays in the form. */
function Conflict(props: { fields: readonly Differing[]; reload: string }) {
  const t = useTexts(workshopTexts)
  return (
    <section class="stack" role="alert">
      <Banner tone="problem" title={t('conflict.title')}>
        <p>{t('conflict.words')}</p>
        <p>
          <a class="tap" href={props.reload}>
            {t('conflict.take')}
          </a>
        </p>
      </Banner>
      {props.fields.map((field) => (
        <div class="sheet stack sp-2" key={field.label}>
          <h2 class="as-l">{field.label}</h2>
          <p class="small soft">{t('conflict.theirs')}</p>
          <Foreign lang={field.language} as="p" class="said">
            {field.theirs || '—'}
          </Foreign>
          <p class="small soft">{t('conflict.mine')}</p>
          <Foreign lang={field.language} as="p" class="said">
            {field.mine || '—'}
          </Foreign>
        </div>
      ))}
    </section>
  )
}

export function RemovePage(props: { bench: Bench; item: BenchItem; submission_id: string; isOnline: boolean }) {
  const t = useTexts(workshopTexts)
  const locale = useLocale()
  const { bench, item } = props
  const at = { code: bench.code, file_id: item.media.file_id }
  return (
    <Frame bench={bench} item={item} here={t('remove')}>
      <Sheet id="enlever" title={t('removing.title')} narrow>
        <Preview item={item} language={bench.language} />
        <p>{t('removing.words')}</p>
        {props.isOnline && <p>{t('removing.online')}</p>}
        <p>{t('removing.kept')}</p>
        <Form
          action={hrefOf(locale, workshopAddresses.remove, at)}
          submission_id={props.submission_id}
          labelledby="enlever"
          class="cluster"
        >
          <Button accent="garance" icon="trash">
            {t('removing.go')}
          </Button>
          <LinkButton href={hrefOf(locale, workshopAddresses.media, at)} variant="line">
            {t('removing.stay')}
          </LinkButton>
        </Form>
      </Sheet>
    </Frame>
  )
}
