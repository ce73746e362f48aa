// The one place where a refusal or a bug becomes a page. No stack, SQL or path ever leaves (SEC-45).

import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { localPath, type Menus } from '#core/doors.ts'
import type { Config } from '#core/platform/config.ts'
import { isDatabaseAway } from '#core/platform/database-errors.ts'
import { AppError, statusOf, type RefusalCode } from '#core/platform/errors.ts'
import type { FormValues } from '#core/platform/http/forms.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import type { Log } from '#core/platform/log.ts'
import { emptySite, type Site } from '#core/shelf/site.ts'
import { deskTexts } from '#ui/desk-texts.ts'
import { Empty } from '#ui/empty.tsx'
import { Page } from '#ui/page.tsx'
import { renderPage } from '#ui/render.ts'
import { shellOf } from '#ui/respond.tsx'

export type ErrorSetting = { c: Context; config: Config; menus: Menus; site: Site | undefined; log: Log }

export function respondToError(error: unknown, setting: ErrorSetting): Response {
  const { c, log } = setting
  const code = error instanceof AppError ? error.code : isDatabaseAway(error) ? 'unavailable' : undefined
  if (code === undefined) {
    const reference = randomUUID().slice(0, 8)
    log.error('bug', {
      reference,
      path: c.req.path,
      method: c.req.method,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
    return show(setting, 500, 'bug', reference)
  }
  if (code === 'unavailable') log.warn('database away', { path: c.req.path })
  if (code === 'sign_in_required' && c.req.method === 'GET')
    return toSignIn(c, error instanceof AppError && error.message === 'card')
  return show(setting, statusOf[code], code === 'sign_in_required' ? 'forbidden' : code)
}

function localeOf(c: Context): Locale {
  const known = c.get('locale') as Locale | undefined
  return known ?? locales.find((each) => c.req.path === `/${each}` || c.req.path.startsWith(`/${each}/`)) ?? 'fr'
}

function toSignIn(c: Context, withCard: boolean): Response {
  const locale = localeOf(c)
  const url = new URL(c.req.url)
  const path = withCard
    ? { fr: '/ma-carte', en: '/my-card', ar: '/my-card' }
    : { fr: '/entrer', en: '/enter', ar: '/enter' }
  return c.redirect(`${localPath(locale, path[locale])}?next=${encodeURIComponent(url.pathname + url.search)}`, 303)
}

function show(
  setting: ErrorSetting,
  status: number,
  code: Exclude<RefusalCode, 'sign_in_required'> | 'bug',
  reference?: string,
): Response {
  const { c, config, menus } = setting
  const locale = localeOf(c)
  const t = deskTexts.in(locale)
  // As it was written, still encoded, with one slash: /%5Csite decoded, or //site, would lead to another site.
  const here = new URL(c.req.url).pathname.replace(/^\/+/, '/')
  const bare = here.replace(/^\/(en|ar)(?=\/|$)/, '').replace(/^\/+/, '/') || '/'
  const alternates = { fr: localPath('fr', bare), en: localPath('en', '/'), ar: localPath('ar', '/') }
  const shell = shellOf({ c, config, menus, site: setting.site ?? emptySite, locale, alternates, isEasy: false })
  const typed =
    code === 'unavailable' && c.req.method === 'POST' ? (c.get('typed') as FormValues | undefined) : undefined
  const isRead = code === 'unavailable' && c.req.method !== 'POST'
  const document = (
    <Page shell={shell} title={t(`error.${code}.title`)} noindex main="wrap">
      <Empty title={isRead ? t('error.unavailable.read') : t(`error.${code}.title`)} heading="h1">
        {!isRead && <p>{t(`error.${code}.text`)}</p>}
        {reference && <p class="small soft">{t('error.reference', { reference })}</p>}
        {typed ? <Retry values={typed} action={here} locale={locale} /> : <Ways locale={locale} />}
      </Empty>
    </Page>
  )
  const response = c.html(renderPage(document), status as 200) as Response
  response.headers.set('Cache-Control', 'no-store')
  if (status === 503) response.headers.set('Retry-After', '30')
  return response
}

const Ways = ({ locale }: { locale: Locale }) => (
  <p class="cluster">
    <a class="btn" href={localPath(locale, '/')}>
      {deskTexts.in(locale)('error.back')}
    </a>
  </p>
)

/** Fields that must never be written back into a page. */
const secrets = new Set(['password', 'current', 'code', 'token', 'jeton', 'response'])

/** What was typed, kept in sight and sent again as it was: the same submission is done once. */
function Retry({ values, action, locale }: { values: FormValues; action: string; locale: Locale }) {
  const t = deskTexts.in(locale)
  const fields = Object.entries(values)
    .filter(([name]) => !secrets.has(name))
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each): [string, string] => [name, each]))
  return (
    <form class="form" action={action} method="post">
      {fields.map(([name, value], index) =>
        value.length > 60 ? (
          <p key={index} class="field">
            <label for={`typed-${index}`}>{t('error.unavailable.typed')}</label>
            <textarea class="input" id={`typed-${index}`} name={name} rows={6}>
              {value}
            </textarea>
          </p>
        ) : (
          <input key={index} type="hidden" name={name} value={value} />
        ),
      )}
      <button class="btn btn-l">{t('error.unavailable.retry')}</button>
    </form>
  )
}
