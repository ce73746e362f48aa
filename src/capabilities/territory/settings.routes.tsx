// Screens where an administrator sets the town: identity and opening, legal pages, accessibility.

import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { mistakesOf } from '#core/platform/fields.ts'
import type { FormValues } from '#core/platform/http/forms.ts'
import { errorsOf } from '#ui/field-errors.ts'
import type { FormErrors } from '#ui/form-state.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { doneOf } from './desk.parts.tsx'
import { missingIn, written, type Mandatory, type WrittenPage } from './legal.rules.ts'
import { closeTown, openTown, saveIdentity, savePage, saveStatement } from './settings.actions.ts'
import {
  identityValues,
  IdentityInput,
  ImprintInput,
  PageInput,
  StatementInput,
  statementValues,
} from './settings.input.ts'
import { IdentityPage, PagesPage, StatementPage } from './settings.pages.tsx'
import { desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'
import { getTown } from './town.ts'

type Shown = { values?: FormValues; errors?: FormErrors; missing?: Mandatory[] }
type Show = (visit: Visit<Member>, shown?: Shown) => Promise<Response>
// A form shown again gets a new identifier: the first sending was answered, by a refusal.
const administrator = ['administrator'] as const

export function settingsRoutes(doors: Doors): void {
  doors.work('get', desk.settings, administrator, (visit) => identity(visit))
  doors.work('post', desk.settings, administrator, async (visit) => {
    const input = IdentityInput.safeParse(visit.form)
    if (!input.success) {
      const t = deskTexts.in(visit.locale)
      const own = {
        districts: t('identity.districtsError'),
        lat: t('identity.latError'),
        lon: t('identity.lonError'),
        map_style: t('identity.mapStyleError'),
      }
      const { values, errors } = wrong(visit, input.error)
      const better = Object.fromEntries(Object.entries(own).filter(([name]) => errors?.[name]))
      return await identity(visit, { ...(values && { values }), errors: { ...errors, ...better } })
    }
    return await after(visit, await saveIdentity(visit, input.data), identity, desk.settings, 'identity')
  })
  doors.work(
    'post',
    desk.open,
    administrator,
    async (visit) => await after(visit, await openTown(visit), identity, desk.settings, 'opened'),
  )
  doors.work(
    'post',
    desk.close,
    administrator,
    async (visit) => await after(visit, await closeTown(visit), identity, desk.settings, 'closed'),
  )

  doors.work('get', desk.pages, administrator, (visit) => pages(visit))
  doors.work('post', desk.pages, administrator, async (visit) => {
    const input = PageInput.safeParse(visit.form)
    const imprint = visit.form['page'] === 'mentions' ? ImprintInput.safeParse(visit.form) : undefined
    if (!input.success || imprint?.success === false)
      return await pages(visit, wrong(visit, ...[input.error, imprint?.error].filter((each) => each !== undefined)))
    const done = await savePage(visit, input.data, imprint?.data)
    if (done.missing.length > 0) return await pages(visit, { values: visit.form, missing: done.missing })
    return redirect(visit, `${hrefOf(visit.locale, desk.pages)}?page=${input.data.page}`, 'page')
  })

  doors.work('get', desk.statement, administrator, (visit) => statement(visit))
  doors.work('post', desk.statement, administrator, async (visit) => {
    const input = StatementInput.safeParse(visit.form)
    if (!input.success) return await statement(visit, wrong(visit, input.error))
    return await after(visit, await saveStatement(visit, input.data), statement, desk.statement, 'statement')
  })
}

const wrong = (visit: Visit<Member>, ...errors: z.ZodError[]): Shown => ({
  values: visit.form,
  errors: Object.assign({}, ...errors.map((error) => errorsOf(mistakesOf(error), visit.locale))) as FormErrors,
})

/** Back to the screen with a word, or the same screen with what stands in the way. */
async function after(
  visit: Visit<Member>,
  done: { missing: Mandatory[] },
  show: Show,
  address: (typeof desk)[keyof typeof desk],
  notice: string,
): Promise<Response> {
  if (done.missing.length === 0) return redirect(visit, hrefOf(visit.locale, address), notice)
  // Opening has no field: the list of what is missing says it all.
  return await show(visit, {
    ...(Object.keys(visit.form).length > 1 ? { values: visit.form } : {}),
    missing: done.missing,
  })
}

const framed = (
  visit: Visit<Member>,
  key: 'settings.title' | 'pages.title' | 'statement.title',
  { errors, missing }: Shown,
) => ({
  title: deskTexts.in(visit.locale)(key),
  hasErrors: Boolean(errors) || Boolean(missing?.length),
  ...(errors || missing?.length ? { status: 422 as const } : {}),
})

const identity: Show = async (visit, shown = {}) => {
  const town = await getTown(visit.desk.db)
  return await deskPage(
    visit,
    framed(visit, 'settings.title', shown),
    <IdentityPage
      submission_id={randomUUID()}
      values={{ ...identityValues(town), ...shown.values }}
      errors={shown.errors}
      done={doneOf(visit)}
      is_live={town.site.is_live}
      opening_id={randomUUID()}
      missing={missingIn(town)}
      refused={shown.missing}
    />,
  )
}

const pages: Show = async (visit, shown = {}) => {
  const town = await getTown(visit.desk.db)
  const asked = shown.values?.['page'] ?? visit.query('page')
  const current: WrittenPage = written.find((each) => each === asked) ?? 'mentions'
  return await deskPage(
    visit,
    framed(visit, 'pages.title', shown),
    <PagesPage
      submission_id={randomUUID()}
      current={current}
      values={{ ...town.site.imprint, ...town.pages[current], ...shown.values }}
      errors={shown.errors}
      done={doneOf(visit)}
      missing={missingIn(town)}
      refused={shown.missing}
    />,
  )
}

const statement: Show = async (visit, shown = {}) => {
  const { site } = await getTown(visit.desk.db)
  return await deskPage(
    visit,
    framed(visit, 'statement.title', shown),
    <StatementPage
      submission_id={randomUUID()}
      values={{ ...statementValues(site.statement), ...shown.values }}
      errors={shown.errors}
      done={doneOf(visit)}
      state={site.accessibility}
    />,
  )
}
