// What the screens of hiding share: why and until when; a place in a picture, by squares, by numbers, or drawn; the head
// of a page about one contribution.

import type { ComponentChildren } from 'preact'
import { hrefOf, localPath, type Address } from '#core/doors.ts'
import type { Region } from '#core/media/media.tables.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { Field, Form, Segmented, type FormErrors, type FormValues } from '#ui/form.tsx'
import { useField } from '#ui/field-parts.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { addresses, elsewhere } from './hidings.addresses.ts'
import { cellCount, columns } from './parts.rules.ts'
import { texts } from './texts.ts'

/** The contribution, as every screen here names it. */
export type Subject = { code: string; title: string; language: string; workshop: string }
export type FileShown = { id: string; nature: 'sound' | 'video' | 'picture' | 'document'; title: string }

export function Head(props: {
  subject: Subject
  title: string
  lead: string
  notice: string
  /** The page about the whole contribution, when this one is about a file. */
  under?: boolean
  children?: ComponentChildren
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { code, title, language, workshop } = props.subject
  return (
    <>
      <Crumbs
        items={[
          { href: localPath(locale, workshop), label: title || t('untitled', { code }), lang: language },
          ...(props.under ? [{ href: hrefOf(locale, addresses.all, { code }), label: t('all.title') }] : []),
          { label: props.title },
        ]}
      />
      <header class="stack sp-2">
        <h1>{props.title}</h1>
        <p class="lead">{props.lead}</p>
        {props.children}
      </header>
      <Notice>{props.notice}</Notice>
    </>
  )
}

/** A form about one file, under its own title; `title.id` names the form too. */
export function FileForm(props: {
  id: string
  to: Address
  about: { subject: Subject; file: FileShown; returned?: { values: FormValues; errors: FormErrors } | undefined }
  title: { id: string; words: string }
  class?: string
  submission_id?: string
  hidden?: Record<string, string>
  /** What is chosen before anyone typed. */
  first?: FormValues
  children: ComponentChildren
}) {
  const locale = useLocale()
  const { subject, file, returned } = props.about
  return (
    <Form
      id={props.id}
      class={`form sheet ${props.class ?? ''}`.trim()}
      action={hrefOf(locale, props.to, { code: subject.code, file_id: file.id })}
      submission_id={props.submission_id}
      hidden={props.hidden ?? {}}
      values={returned?.values ?? props.first}
      errors={returned?.errors}
      labelledby={props.title.id}
    >
      <h2 class="as-xl" id={props.title.id}>
        {props.title.words}
      </h2>
      {props.children}
    </Form>
  )
}

/** Why, for how long, and who asked. */
export function Why() {
  const t = useTexts(texts)
  return (
    <>
      <AskedBy />
      <Field name="reason" label={t('why.reason')} hint={t('why.reasonHint')} maxlength={300} />
      <Field name="until" type="date" label={t('why.until')} hint={t('why.untilHint')} />
    </>
  )
}

export function AskedBy() {
  const t = useTexts(texts)
  const { value } = useField({ name: 'asked_by' })
  return (
    <Segmented
      name="asked_by"
      label={t('why.askedBy')}
      hint={t('why.askedByHint')}
      value={value ?? 'team'}
      options={[
        { value: 'witness', label: t('why.witness') },
        { value: 'team', label: t('why.team') },
      ]}
    />
  )
}

/** The picture and what is already hidden or known in it. */
function Drawn(props: { src: string; alt: string; regions: readonly (Region & { kind: string })[] }) {
  return (
    <>
      <img src={props.src} alt={props.alt} />
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {props.regions.map(({ x, y, w, h, kind }, index) => (
          <rect key={index} class={kind} x={x * 100} y={y * 100} width={w * 100} height={h * 100} />
        ))}
        <rect class="drawn" data-drawn x="0" y="0" width="0" height="0" />
      </svg>
    </>
  )
}

/** Choosing where: squares to tick over the picture, or percents. With script, a rectangle drawn and moved. */
export function Place(props: {
  file: FileShown
  /** Absent when no picture of it can be shown yet. */
  picture: string | undefined
  regions: readonly (Region & { kind: 'sealed' | 'known' })[]
  hint: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { typed } = useField({ name: 'cells' })
  const ticked = new Set(Array.isArray(typed) ? typed : typed === undefined ? [] : [typed])
  const numbers = (
    <div class="grid col-s">
      {(['x', 'y', 'w', 'h'] as const).map((name) => (
        <Field key={name} name={name} label={t(`place.${name}`)} inputmode="numeric" maxlength={9} />
      ))}
    </div>
  )
  if (!props.picture)
    return (
      <fieldset class="field">
        <legend>{t('place.where')}</legend>
        <p class="hint">{t(props.file.nature === 'document' ? 'place.everyPage' : 'place.noPicture')}</p>
        {numbers}
      </fieldset>
    )
  const src = hrefOf(locale, elsewhere.bytes, { file_id: props.file.id, what: props.picture })
  return (
    <fieldset class="field" data-region>
      <legend>{t('place.where')}</legend>
      <p class="hint">{props.hint}</p>
      <div class="over-picture" data-region-picture data-label={t('place.drawn')}>
        <Drawn src={src} alt={t('place.alt', { title: props.file.title })} regions={props.regions} />
        <div class="cells" data-cells>
          {Array.from({ length: cellCount }, (_, cell) => (
            <label key={cell}>
              <input type="checkbox" name="cells" value={String(cell)} checked={ticked.has(String(cell))} />
              <span class="vh">
                {t('place.cell', { column: (cell % columns) + 1, row: Math.floor(cell / columns) + 1 })}
              </span>
            </label>
          ))}
        </div>
      </div>
      <p class="hint js-only" id="comment-dessiner">
        {t('place.draw')}
      </p>
      <details data-numbers>
        <summary class="btn btn-line btn-s">{t('place.numbers')}</summary>
        {numbers}
      </details>
    </fieldset>
  )
}
