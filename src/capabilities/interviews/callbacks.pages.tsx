// Being called back, for everyone: the form without account, and the page that follows a request.

import { hrefOf } from '#core/doors.ts'
import { type Locale } from '#core/platform/i18n.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Field, Form, Radios, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { languageOptions } from '#ui/languages.ts'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { otherLanguage } from './callbacks.input.ts'
import { moments, type Followed, type Moment as Hour } from './callbacks.rules.ts'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'

type Tel = { shown: string; dial: string } | undefined

export function CallbackPage(props: {
  values: FormValues
  errors: FormErrors
  submission_id: string
  phone: Tel
  districts: readonly string[]
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <div class="stack narrow sp-5 own">
      <header>
        <h1>{t('callback.title')}</h1>
        <p class="lead">{t('callback.lead')}</p>
      </header>
      {props.phone && (
        <p class="cluster">
          {t('callback.orCall')}
          <LinkButton href={`tel:${props.phone.dial}`} variant="line" size="l" icon="phone">
            <bdi dir="ltr">{props.phone.shown}</bdi>
          </LinkButton>
        </p>
      )}
      <Form
        action={hrefOf(locale, addresses.callback)}
        submission_id={props.submission_id}
        values={props.values}
        errors={props.errors}
        class="form sheet"
        label={t('callback.title')}
      >
        <Field name="name" label={t('callback.name')} autocomplete="name" maxlength={120} required />
        <Field
          name="phone"
          type="tel"
          label={t('callback.phone')}
          hint={t('callback.phoneHint')}
          autocomplete="tel"
          maxlength={40}
          required
        />
        <Radios
          name="moment"
          label={t('callback.moment')}
          required
          options={moments.map((value) => ({ value, label: t(`callback.moment.${value}`) }))}
        />
        <Select
          name="language"
          label={t('callback.language')}
          options={[...languageOptions(), { value: otherLanguage, label: t('callback.otherLanguage') }]}
        />
        <Field
          name="district"
          label={t('callback.district')}
          hint={t('callback.districtHint')}
          autocomplete="off"
          maxlength={80}
          list="districts"
        />
        <datalist id="districts">
          {props.districts.map((district) => (
            <option key={district}>{district}</option>
          ))}
        </datalist>
        <div class="vh" aria-hidden="true">
          <label for="f-website">{t('callback.trap')}</label>
          <input id="f-website" name="website" autocomplete="off" tabindex={-1} />
        </div>
        <p class="hint">
          {t('callback.kept')} <a href={hrefOf(locale, addresses.privacy)}>{t('callback.rights')}</a>
        </p>
        <Button size="l" icon="phone">
          {t('callback.send')}
        </Button>
      </Form>
      <p>
        <a href={hrefOf(locale, addresses.callbackFollow)}>{t('follow.have')}</a>
      </p>
    </div>
  )
}

export type FollowView = {
  /** Just asked: the number is told for the first time. */
  isNew: boolean
  found: { number: string; state: Followed; moment: Hour; language: string } | undefined
  speakers: readonly string[]
  values: FormValues
  errors: FormErrors
  cancelErrors: FormErrors
  notice: string
}

export function FollowPage({ view }: { view: FollowView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { found } = view
  const open = found && ['waiting', 'tried', 'taken'].includes(found.state)
  return (
    <div class="stack narrow sp-5 own">
      <h1>{view.isNew ? t('follow.thanks') : t('follow.title')}</h1>
      <Notice>{view.notice}</Notice>
      {found && (
        <section class="sheet stack" aria-labelledby="h-state" aria-live="polite">
          <h2 class="as-xl" id="h-state">
            {view.isNew ? t('follow.noted') : t(`follow.state.${found.state}`)}
          </h2>
          {open && <p>{whoCalls(t, locale, view.speakers, found.moment)}</p>}
          <p>
            {t('follow.number')} <span class="code">{found.number}</span>
          </p>
          {open && <p class="soft">{t('follow.keep')}</p>}
        </section>
      )}
      {open && (
        <details class="more" open={Object.keys(view.cancelErrors).length > 0}>
          <summary>{t('follow.cancel')}</summary>
          <Form
            action={hrefOf(locale, addresses.callbackCancel)}
            id="a"
            hidden={{ number: found.number }}
            values={{}}
            errors={view.cancelErrors}
            label={t('follow.cancel')}
          >
            <Field
              name="digits"
              label={t('follow.digits')}
              hint={t('follow.digitsHint')}
              inputmode="numeric"
              autocomplete="off"
              maxlength={10}
              required
            />
            <Button variant="line">{t('follow.cancelConfirm')}</Button>
          </Form>
        </details>
      )}
      {!view.isNew && (
        <Form
          action={hrefOf(locale, addresses.callbackFollow)}
          method="get"
          values={view.values}
          errors={view.errors}
          class="form sheet"
          label={t('follow.title')}
        >
          <Field
            name="numero"
            label={t('follow.number')}
            hint={t('follow.numberHint')}
            inputmode="numeric"
            autocomplete="off"
            maxlength={12}
            required
          />
          <Button>{t('follow.see')}</Button>
        </Form>
      )}
    </div>
  )
}

function whoCalls(
  t: (key: 'follow.who' | 'follow.someone' | `follow.when.${Hour}`, values?: Record<string, string>) => string,
  locale: Locale,
  speakers: readonly string[],
  moment: Hour,
): string {
  const when = t(`follow.when.${moment}`)
  if (speakers.length === 0) return t('follow.someone', { when })
  return t('follow.who', {
    who: new Intl.ListFormat(locale, { type: 'disjunction' }).format(speakers.slice(0, 3)),
    when,
  })
}
