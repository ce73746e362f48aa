// Views of the settings: who the town is, its legal pages, its accessibility statement.

import { hrefOf } from '#core/doors.ts'
import { languageName, locales } from '#core/platform/i18n.ts'
import type { Site } from '#core/shelf/site.ts'
import { accents } from '#ui/accents.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Field, Form, Radios, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { DoneNotice, MissingList, Refused, SettingsTabs, type Done } from './desk.parts.tsx'
import { written, type Mandatory, type WrittenPage } from './legal.rules.ts'
import { addresses, desk } from './territory.addresses.ts'
import { deskTexts, publicTexts } from './territory.texts.ts'

type Screen = { submission_id: string; values: FormValues; errors: FormErrors | undefined; done: Done | undefined }
type Checked = { missing: readonly Mandatory[]; refused: readonly Mandatory[] | undefined }

export function IdentityPage(props: Screen & Checked & { is_live: boolean; opening_id: string }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <>
      <h1>{t('settings.title')}</h1>
      <DoneNotice done={props.done} />
      <Refused refused={props.refused} />
      <SettingsTabs current="settings" />
      <div class="with-aside">
        <Form
          class="form sheet"
          action={hrefOf(locale, desk.settings)}
          submission_id={props.submission_id}
          values={props.values}
          errors={props.errors}
        >
          <h2>{t('identity.title')}</h2>
          <Field name="name" label={t('identity.name')} hint={t('identity.nameHint')} maxlength={80} required />
          <InEach name="motto" label={(language) => t('identity.motto', { language })} maxlength={160} />
          <InEach name="carried_by" label={(language) => t('identity.carriedBy', { language })} maxlength={300} />
          <h2>{t('identity.reach')}</h2>
          <Field name="phone" type="tel" label={t('identity.phone')} hint={t('identity.phoneHint')} maxlength={40} />
          <Field name="email" type="email" label={t('identity.email')} maxlength={254} spellcheck={false} />
          <TextArea name="address" label={t('identity.address')} rows={2} maxlength={400} />
          <h2>{t('identity.place')}</h2>
          <TextArea
            name="districts"
            label={t('identity.districts')}
            hint={t('identity.districtsHint')}
            rows={6}
            maxlength={4_000}
          />
          <div class="split">
            <Field name="lat" label={t('identity.lat')} hint={t('identity.latHint')} inputmode="text" maxlength={20} />
            <Field name="lon" label={t('identity.lon')} hint={t('identity.lonHint')} inputmode="text" maxlength={20} />
          </div>
          <Field
            name="map_style"
            label={t('identity.mapStyle')}
            hint={t('identity.mapStyleHint')}
            maxlength={300}
            spellcheck={false}
          />
          <h2>{t('identity.look')}</h2>
          <Radios
            class="accents"
            name="accent"
            label={t('identity.accent')}
            hint={t('identity.accentHint')}
            columns="m"
            options={accents.map((accent) => ({ value: accent, label: t(`accent.${accent}`), accent }))}
          />
          <h2>{t('identity.software')}</h2>
          <Field
            name="source_url"
            type="url"
            label={t('identity.source')}
            hint={t('identity.sourceHint')}
            maxlength={500}
            spellcheck={false}
          />
          <p>
            <Button icon="check">{t('save')}</Button>
          </p>
        </Form>
        <Opening {...props} />
      </div>
    </>
  )
}

/** One field for each language of the interface. */
function InEach(props: { name: string; label: (language: string) => string; maxlength: number }) {
  const shown = useLocale()
  return locales.map((locale) => (
    <Field
      key={locale}
      name={`${props.name}_${locale}`}
      label={props.label(languageName(locale, shown))}
      lang={locale}
      maxlength={props.maxlength}
    />
  ))
}

/** Whether the site is open, and what is still missing before. */
function Opening({
  is_live,
  missing,
  opening_id,
}: {
  is_live: boolean
  missing: readonly Mandatory[]
  opening_id: string
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const [title, text] = is_live
    ? [t('opening.live'), t('opening.liveText')]
    : [t('opening.closed'), t('opening.closedText')]
  return (
    <aside class="sheet stack start" aria-labelledby="ouverture">
      <h2 id="ouverture">{title}</h2>
      <p>{text}</p>
      {missing.length > 0 && (
        <>
          <h3>{t('opening.missing')}</h3>
          <MissingList missing={missing} />
        </>
      )}
      {!is_live && missing.length === 0 && <p>{t('opening.ready')}</p>}
      <form action={hrefOf(locale, is_live ? desk.close : desk.open)} method="post">
        <input type="hidden" name="submission_id" value={opening_id} />
        <Button variant={is_live ? 'line' : 'solid'}>{t(is_live ? 'opening.doClose' : 'opening.doOpen')}</Button>
      </form>
    </aside>
  )
}

export function PagesPage(props: Screen & Checked & { current: WrittenPage }) {
  const t = useTexts(deskTexts)
  const page = useTexts(publicTexts)
  const locale = useLocale()
  const { current } = props
  const href = (name: WrittenPage) => `${hrefOf(locale, desk.pages)}?page=${name}`
  return (
    <>
      <h1>{t('pages.title')}</h1>
      <DoneNotice done={props.done} />
      <Refused refused={props.refused} />
      <SettingsTabs current="pages" />
      <div class="sheet stack sp-5">
        <p>{t('pages.lead')}</p>
        <Tabs
          label={t('pages.choose')}
          items={written.map((name) => ({ href: href(name), label: page(`page.${name}`), current: name === current }))}
        />
        {props.missing.length > 0 && (
          <Banner tone="wait" title={t('opening.missing')}>
            <MissingList missing={props.missing} />
          </Banner>
        )}
        <Form
          action={href(current)}
          submission_id={props.submission_id}
          hidden={{ page: current }}
          values={props.values}
          errors={props.errors}
        >
          {current === 'mentions' && (
            <>
              <TextArea
                name="publisher"
                label={t('pages.publisher')}
                hint={t('pages.publisherHint')}
                rows={3}
                maxlength={600}
                required
              />
              <Field
                name="director"
                label={t('pages.director')}
                hint={t('pages.directorHint')}
                maxlength={200}
                required
              />
              <TextArea
                name="host"
                label={t('pages.host')}
                hint={t('pages.hostHint')}
                rows={3}
                maxlength={600}
                required
              />
            </>
          )}
          {locales.map((each) => (
            <TextArea
              key={each}
              name={each}
              label={t('pages.text', { language: languageName(each, locale) })}
              hint={each === 'fr' ? t('pages.textHint') : undefined}
              lang={each}
              rows={each === 'fr' ? 16 : 8}
              maxlength={40_000}
              required={each === 'fr' && (current === 'privacy' || current === 'terms')}
            />
          ))}
          <p class="cluster">
            <Button icon="check">{t('save')}</Button>
            <LinkButton href={hrefOf(locale, addresses[current])} variant="quiet" icon="eye">
              {t('pages.see')}
            </LinkButton>
          </p>
        </Form>
      </div>
    </>
  )
}

export function StatementPage(props: Screen & { state: Site['accessibility'] }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const long = ['nonconformities', 'burden', 'exempt'] as const
  const how = ['technologies', 'environment', 'tools', 'pages'] as const
  return (
    <>
      <h1>{t('statement.title')}</h1>
      <DoneNotice done={props.done} />
      <SettingsTabs current="statement" />
      <Form
        class="form sheet"
        action={hrefOf(locale, desk.statement)}
        submission_id={props.submission_id}
        values={props.values}
        errors={props.errors}
      >
        <Banner tone="info" title={t(`statement.state.${props.state}`)}>
          {t('statement.stateHow')}
        </Banner>
        <h2>{t('statement.audit')}</h2>
        <Field name="audit_by" label={t('statement.auditBy')} hint={t('statement.auditByHint')} maxlength={200} />
        <div class="split">
          <Field name="audit_on" type="date" label={t('statement.auditOn')} />
          <Field name="audit_rate" label={t('statement.auditRate')} inputmode="numeric" maxlength={6} />
        </div>
        <h2>{t('statement.content')}</h2>
        {long.map((name) => (
          <TextArea
            key={name}
            name={name}
            label={t(`statement.${name}`)}
            hint={t(`statement.${name}Hint`)}
            lang="fr"
            rows={4}
            maxlength={10_000}
          />
        ))}
        <h2>{t('statement.how')}</h2>
        <div class="split">
          <Field name="established_on" type="date" label={t('statement.establishedOn')} />
          <Field name="updated_on" type="date" label={t('statement.updatedOn')} />
        </div>
        {how.map((name) => (
          <TextArea key={name} name={name} label={t(`statement.${name}`)} lang="fr" rows={3} maxlength={6_000} />
        ))}
        <h2>{t('statement.plans')}</h2>
        <Field
          name="scheme_url"
          type="url"
          label={t('statement.scheme')}
          hint={t('statement.urlHint')}
          maxlength={500}
          spellcheck={false}
        />
        <Field name="plan_url" type="url" label={t('statement.plan')} maxlength={500} spellcheck={false} />
        <p class="cluster">
          <Button icon="check">{t('save')}</Button>
          <LinkButton href={hrefOf(locale, addresses.accessibility)} variant="quiet" icon="eye">
            {t('pages.see')}
          </LinkButton>
        </p>
      </Form>
    </>
  )
}
