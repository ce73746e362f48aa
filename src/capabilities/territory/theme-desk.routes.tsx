// Screens of the tree of themes.

import { randomUUID } from 'node:crypto'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import { mistakesOf } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { errorsOf } from '#ui/field-errors.ts'
import type { FormErrors } from '#ui/form-state.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { doneOf } from './desk.parts.tsx'
import { composers, desk } from './territory.addresses.ts'
import { mayRunTown } from './territory.can.ts'
import { deskTexts } from './territory.texts.ts'
import { addTheme, restore, retire, saveTheme, stepTheme } from './theme-desk.actions.ts'
import { ThemeInput } from './theme-desk.input.ts'
import { ThemeFormPage, ThemeTreePage } from './theme-desk.pages.tsx'
import { countByTheme, listAllThemes } from './theme-desk.queries.ts'
import { withDescendants } from '#core/shelf/browse.ts'

// A form shown again gets a new identifier: the first sending was answered, by a refusal.
const administrator = ['administrator'] as const
type Typed = { values?: FormValues; errors?: FormErrors }

export function themeDeskRoutes(doors: Doors): void {
  doors.work('get', desk.themes, composers, async (visit) => {
    const { db } = visit.desk
    const [themes, counts] = [await listAllThemes(db), await countByTheme(db)]
    return await deskPage(
      visit,
      { title: deskTexts.in(visit.locale)('themes.title') },
      <ThemeTreePage themes={themes} counts={counts} mayChange={mayRunTown(visit.actor).yes} done={doneOf(visit)} />,
    )
  })

  // Before ':id', or the word "nouveau" would be taken for one.
  doors.work('get', desk.theme_new, administrator, (visit) => form(visit, undefined))
  doors.work('post', desk.theme_new, administrator, async (visit) => {
    const input = ThemeInput.safeParse(visit.form)
    if (!input.success)
      return await form(visit, undefined, {
        values: visit.form,
        errors: errorsOf(mistakesOf(input.error), visit.locale),
      })
    const saved = await addTheme(visit, input.data)
    if ('mistakes' in saved)
      return await form(visit, undefined, { values: visit.form, errors: errorsOf(saved.mistakes, visit.locale) })
    return redirect(visit, hrefOf(visit.locale, desk.themes), 'theme')
  })

  doors.work('get', desk.theme, administrator, (visit) => form(visit, visit.param('id')))
  doors.work('post', desk.theme, administrator, async (visit) => {
    const id = visit.param('id')
    const input = ThemeInput.safeParse(visit.form)
    if (!input.success)
      return await form(visit, id, { values: visit.form, errors: errorsOf(mistakesOf(input.error), visit.locale) })
    const saved = await saveTheme(visit, id, input.data)
    if ('mistakes' in saved)
      return await form(visit, id, { values: visit.form, errors: errorsOf(saved.mistakes, visit.locale) })
    return redirect(visit, hrefOf(visit.locale, desk.themes), 'theme')
  })

  doors.work('post', desk.theme_move, administrator, async (visit) => {
    const id = visit.param('id')
    await stepTheme(visit, id, firstOf(visit.form['step']) === 'up' ? -1 : 1)
    return redirect(visit, `${hrefOf(visit.locale, desk.themes)}#theme-${id}`, 'moved')
  })
  doors.work('post', desk.theme_retire, administrator, async (visit) => {
    const isBack = firstOf(visit.form['again']) === 'yes'
    if (isBack) await restore(visit, visit.param('id'))
    else await retire(visit, visit.param('id'))
    return redirect(visit, hrefOf(visit.locale, desk.themes), isBack ? 'restored' : 'retired')
  })
}

async function form(visit: Visit<Member>, id: string | undefined, typed: Typed = {}): Promise<Response> {
  const themes = await listAllThemes(visit.desk.db)
  const theme = themes.find((each) => each.id === id)
  if (id !== undefined && !theme) throw notFound()
  const t = deskTexts.in(visit.locale)
  const under = theme ? withDescendants(themes, theme.id) : new Set<string>()
  return await deskPage(
    visit,
    {
      title: theme ? t('themes.edit') : t('themes.add'),
      hasErrors: Boolean(typed.errors),
      ...(typed.errors ? { status: 422 as const } : {}),
    },
    <ThemeFormPage
      submission_id={randomUUID()}
      theme={theme}
      parents={themes.filter((each) => each.retired_at === null && !under.has(each.id))}
      values={typed.values}
      errors={typed.errors}
    />,
  )
}
