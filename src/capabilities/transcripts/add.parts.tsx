// The form that brings one more text of a sound or a film: of what is said, or of what one sees; typed, or from a file.

import type { Transcript, Writing } from '#core/contribution/media.content.ts'
import { hrefOf } from '#core/doors.ts'
import type { Trouble } from '#core/media/captions/said.ts'
import { textFileField } from '#core/platform/http/forms.ts'
import { Button } from '#ui/button.tsx'
import { Check, Field, Form, Radios, Select, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { languageOptions } from '#ui/languages.ts'
import { useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { addresses } from './transcripts.addresses.ts'
import { Troubles, type Shown } from './transcripts.parts.tsx'
import { texts } from './transcripts.texts.ts'

/** What came back of a form that could not be kept. */
export type Sent = {
  values: FormValues
  errors: FormErrors
  /** Lines of the text sent that were not understood. */
  troubles: readonly Trouble[]
  /** Something of it was. */
  canTakeRest: boolean
}

/** A form opened for the first time. */
export const nothingSent: Sent = { values: {}, errors: {}, troubles: [], canTakeRest: false }

/** `written`: the texts there are already; one language has one text. */
export function AddForm(props: {
  writing: Writing
  shown: Shown
  written: readonly Transcript[]
  sent: Sent
  submission_id: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const name = useLanguageName()
  const { shown, written, sent } = props
  const isSeen = props.writing === 'descriptions'
  const chosen = typeof sent.values['language'] === 'string' ? sent.values['language'] : undefined
  return (
    <>
      <Troubles troubles={sent.troubles} />
      <Form
        id={isSeen ? 'd' : 'a'}
        action={hrefOf(locale, addresses.add, shown.at)}
        submission_id={props.submission_id}
        {...(isSeen ? { hidden: { sort: 'description' }, label: t('seen.add') } : { labelledby: 'add' })}
        values={sent.values}
        errors={sent.errors}
        multipart
      >
        <Select
          name="language"
          label={t('add.language')}
          options={languageOptions(chosen).filter(
            ({ value }) => value === chosen || !written.some((each) => each.language === value),
          )}
        />
        {!isSeen && (
          <Radios
            name="form"
            label={t('add.form')}
            columns="m"
            options={(['original', 'translation'] as const).map((value) => ({ value, label: t(`list.form.${value}`) }))}
          />
        )}
        {written.length > 0 && (
          <Select
            name="like"
            label={t('add.like')}
            hint={t('add.likeHint')}
            empty={t('add.likeNone')}
            options={written.map(({ language }) => ({ value: language, label: name(language) }))}
          />
        )}
        <TextArea
          name="text"
          label={t('add.text')}
          hint={t(isSeen ? 'seen.textHint' : 'add.textHint')}
          rows={isSeen ? 5 : 8}
        />
        <Field
          name={textFileField}
          type="file"
          label={t('add.file')}
          hint={t('add.fileHint')}
          accept={`.vtt,.srt,.txt,${isSeen ? '' : '.json,'}text/vtt,text/plain`}
        />
        {!isSeen && <Check name="machine" label={t('add.machine')} hint={t('add.machineHint')} />}
        <div class="cluster">
          <Button icon="plus" variant={isSeen ? 'line' : 'solid'}>
            {t(isSeen ? 'seen.add' : 'add.submit')}
          </Button>
          {sent.canTakeRest && (
            <Button name="anyway" value="yes" variant="line">
              {t('add.anyway')}
            </Button>
          )}
        </div>
      </Form>
    </>
  )
}
