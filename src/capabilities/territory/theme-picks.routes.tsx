// The screen where editors choose the stories that open a theme.

import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import { mistakesOf, uuid, type FieldMistakes } from '#core/platform/fields.ts'
import { listThemes, themeNameIn, withDescendants } from '#core/shelf/browse.ts'
import { LinkButton } from '#ui/button.tsx'
import { deskPage, redirect } from '#ui/respond.tsx'
import { PickInput, StepInput } from './composition.input.ts'
import { DoneNotice, doneOf } from './desk.parts.tsx'
import { choosing, pickErrors } from './picks.content.ts'
import { PickStories } from './picks.parts.tsx'
import { addresses, composers, desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'
import { addToTheme, moveInTheme } from './theme-picks.actions.ts'
import { findPicks } from './theme-picks.queries.ts'

export function themePickRoutes(doors: Doors): void {
  doors.work('get', desk.theme_picks, composers, (visit) => screen(visit))
  doors.work('post', desk.theme_picks, composers, async (visit) => {
    const id = themeId(visit)
    const here = `${hrefOf(visit.locale, desk.theme_picks, { id })}#recits`
    if (visit.form['step'] !== undefined) {
      const step = StepInput.safeParse(visit.form)
      if (!step.success) return await screen(visit, mistakesOf(step.error))
      await moveInTheme(visit, id, step.data.id, step.data.step)
      return redirect(visit, here, step.data.step === 'out' ? 'out' : 'moved')
    }
    const input = PickInput.safeParse(visit.form)
    if (!input.success) return await screen(visit, mistakesOf(input.error))
    const { mistakes } = await addToTheme(visit, id, input.data.code)
    return mistakes ? await screen(visit, mistakes) : redirect(visit, here, 'picked')
  })
}

function themeId(visit: Visit<Member>): string {
  const id = uuid.safeParse(visit.param('id'))
  if (!id.success) throw notFound()
  return id.data
}

async function screen(visit: Visit<Member>, mistakes?: FieldMistakes): Promise<Response> {
  const { locale, desk: ours, reader } = visit
  const found = await findPicks(ours.db, themeId(visit))
  if (!found) throw notFound()
  const t = deskTexts.in(locale)
  const { theme } = found
  const under = [...withDescendants(await listThemes(reader), theme.id)]
  const here = hrefOf(locale, desk.theme_picks, { id: theme.id })
  const name = themeNameIn(theme.names, locale).text
  return await deskPage(
    visit,
    { title: t('picks.title', { theme: name }), hasErrors: Boolean(mistakes), ...(mistakes ? { status: 422 } : {}) },
    <>
      <p>
        <a class="tap" href={hrefOf(locale, desk.themes)}>
          {t('themes.back')}
        </a>
      </p>
      <div class="head">
        <h1>{t('picks.title', { theme: name })}</h1>
        <LinkButton href={hrefOf(locale, addresses.theme, { slug: theme.slug })} variant="quiet" icon="eye">
          {t('pages.see')}
        </LinkButton>
      </div>
      <p>{t('picks.lead')}</p>
      <DoneNotice done={doneOf(visit)} />
      <PickStories
        {...await choosing(visit, found.picks, under)}
        {...(mistakes ? { values: visit.form, errors: pickErrors(mistakes, visit) } : {})}
        title={t('picks.chosen')}
        action={here}
        here={here}
        kinds={visit.kinds}
      />
    </>,
  )
}
