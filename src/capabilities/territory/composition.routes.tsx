// Screens where editors compose the home. Each step is kept in the draft; the public sees it once it is published.

import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { LinkButton } from '#ui/button.tsx'
import { errorsOf } from '#ui/field-errors.ts'
import { Banner } from '#ui/notices.tsx'
import { deskPage, page, redirect } from '#ui/respond.tsx'
import { chooseVoice, moveBand, publishHome, undo } from './composition.actions.ts'
import { composingOf } from './composition.content.ts'
import { BandInput, PublishInput, UndoInput, VoiceInput } from './composition.input.ts'
import { ComposePage, PublishForm } from './composition.pages.tsx'
import { getHome } from './composition.queries.ts'
import { doneOf } from './desk.parts.tsx'
import { contentOf } from './home.content.ts'
import { HomePage } from './home.pages.tsx'
import { homeOptions, homeWords } from './home.words.ts'
import { composers, desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'

export function compositionRoutes(doors: Doors): void {
  doors.work('get', desk.compose, composers, (visit) => composeScreen(visit))
  // Where a form shown again stands: another language, or a sign-in meanwhile, leads back to the composition.
  for (const place of [desk.compose_voice, desk.compose_publish])
    doors.work('get', place, composers, (visit) => redirect(visit, hrefOf(visit.locale, desk.compose)))
  doors.work('get', desk.compose_preview, composers, preview)

  doors.work('post', desk.compose_voice, composers, async (visit) => {
    const input = VoiceInput.safeParse(visit.form)
    if (!input.success) return await composeScreen(visit, { mistakes: mistakesOf(input.error) })
    const chosen = input.data.voice === 'chosen' ? input.data : null
    const { mistakes } = await chooseVoice(visit, chosen, dayOf(visit.now()))
    return mistakes ? await composeScreen(visit, { mistakes }) : back(visit, 'voix', 'drafted')
  })

  doors.work('post', desk.compose_bands, composers, async (visit) => {
    const input = BandInput.safeParse(visit.form)
    // Only our own buttons send this form.
    if (!input.success) throw new AppError('invalid')
    await moveBand(visit, input.data.name, input.data.step)
    return back(visit, 'bandes', 'drafted')
  })

  doors.work('post', desk.compose_publish, composers, async (visit) => {
    const input = PublishInput.safeParse(visit.form)
    if (!input.success) throw new AppError('invalid')
    const isDone = await publishHome(visit, input.data.version)
    return isDone
      ? redirect(visit, hrefOf(visit.locale, desk.compose), 'composed')
      : await composeScreen(visit, { hasChanged: true })
  })

  doors.work('post', desk.compose_undo, composers, async (visit) => {
    const input = UndoInput.safeParse(visit.form)
    if (!input.success) throw new AppError('invalid')
    await undo(visit, input.data.to)
    return redirect(visit, hrefOf(visit.locale, desk.compose), input.data.to === 'default' ? 'drafted' : 'undone')
  })
}

const back = (visit: Visit<Member>, part: string, done: string): Response =>
  redirect(visit, `${hrefOf(visit.locale, desk.compose)}#${part}`, done)

export async function composeScreen(
  visit: Visit<Member>,
  more: { mistakes?: FieldMistakes; hasChanged?: boolean } = {},
): Promise<Response> {
  const t = deskTexts.in(visit.locale)
  const { mistakes, hasChanged = false } = more
  return await deskPage(
    visit,
    {
      title: t('compose.title'),
      hasErrors: Boolean(mistakes),
      ...(mistakes ? { status: 422 } : hasChanged ? { status: 409 } : {}),
    },
    <ComposePage
      {...await composingOf(visit)}
      kinds={visit.kinds}
      done={doneOf(visit)}
      hasChanged={hasChanged}
      {...(mistakes
        ? {
            values: visit.form,
            errors: errorsOf(mistakes, visit.locale, {
              ...(mistakes['code'] === 'bad_code' ? { code: t('picks.unknown') } : {}),
              ...(mistakes['until'] === 'bad_date' ? { until: t('compose.untilError') } : {}),
            }),
          }
        : {})}
    />,
  )
}

/** The home as it would be, for the editor alone. */
async function preview(visit: Visit<Member>): Promise<Response> {
  const t = deskTexts.in(visit.locale)
  const { draft, version } = await getHome(visit.desk.db)
  const content = await contentOf(visit, draft)
  return page(
    visit,
    { ...homeOptions(visit), title: t('compose.preview'), wholeTitle: false, noindex: true },
    <>
      <div class="wrap">
        <Banner tone="wait" title={t('compose.previewTitle')}>
          {t('compose.previewText')}
          <div class="cluster gap-2 mt-4">
            <PublishForm version={version} />
            <LinkButton href={hrefOf(visit.locale, desk.compose)} variant="line" icon="back">
              {t('compose.back')}
            </LinkButton>
          </div>
        </Banner>
      </div>
      <HomePage {...content} {...homeWords(visit)} />
    </>,
  )
}
