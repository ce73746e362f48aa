// What the screens of papers share: who may open them, the page to print, the PDF or what replaces it.

import { randomUUID } from 'node:crypto'
import { hrefOf, type Address, type Visit } from '#core/doors.ts'
import { listLoansOf } from '#core/media/loans.ts'
import { mayKeepPapers } from '#core/media/papers.can.ts'
import type { CardHolder, Member } from '#core/people/roles.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import type { FormErrors, FormValues } from '#ui/form-state.ts'
import { deskPage, page, redirect } from '#ui/respond.tsx'
import { usualLoan } from './loans.rules.ts'
import { PapersPage, PrintPage } from './papers.pages.tsx'
import { pdfOf } from './papers.pdf.ts'
import { agreedBy, getStoryFor, type StoryOfPapers } from './papers.queries.ts'
import { agreedReceipt, type Around } from './papers.sheets.ts'
import type { Sheet } from './papers.sheet.ts'
import { texts } from './papers.texts.ts'

/** The story, for whoever keeps papers of it; for others it does not exist. */
export const keptStory = async (visit: Visit<Member>): Promise<StoryOfPapers> =>
  await getStoryFor(visit.desk.db, visit.actor, visit.param('code'), visit.now(), mayKeepPapers)
export const herStory = async (visit: Visit<CardHolder>): Promise<StoryOfPapers> =>
  await getStoryFor(visit.desk.db, visit.actor, visit.param('code'), visit.now())

/** The language asked for the paper; else the page's. */
export const languageAsked = (visit: Visit): Locale =>
  locales.find((each) => each === visit.query('langue')) ?? visit.locale

export const aroundOf = (visit: Visit, story: Pick<StoryOfPapers, 'thing' | 'title'>, name: string): Around => ({
  town: visit.site.name,
  phone: visit.site.phone,
  origin: visit.config.origin,
  code: story.thing.code,
  title: story.title,
  name,
})

export async function agreedSheet(visit: Visit, story: StoryOfPapers, person_id: string): Promise<Sheet> {
  const teller = story.tellers.find((each) => each.person_id === person_id)
  if (!teller) throw notFound()
  const { rows, shown } = await agreedBy(visit.desk.db, story.thing, teller, visit.now())
  return agreedReceipt(languageAsked(visit), aroundOf(visit, story, teller.name), rows, shown, dayOf(visit.now()))
}

type Printed = { back: Address; pdf: Address; photo?: string | undefined }

/** The page to print; `?sans=pdf` says that the PDF could not be made. */
export async function printPage(visit: Visit, sheet: Sheet, printed: Printed): Promise<Response> {
  const params = { code: visit.param('code'), loan: visit.param('loan') }
  const href = (address: Address) => hrefOf(visit.locale, address, params)
  const asked = new URLSearchParams({ langue: sheet.language })
  if (visit.query('temoin')) asked.set('temoin', visit.query('temoin'))
  const children = (
    <PrintPage
      sheet={sheet}
      back={href(printed.back)}
      pdf={`${href(printed.pdf)}?${asked}`}
      noPdf={visit.query('sans') === 'pdf'}
      photo={printed.photo}
    />
  )
  const options = { title: sheet.title, noindex: true }
  return visit.actor.kind === 'member'
    ? await deskPage(visit as Visit<Member>, options, children)
    : page(visit, { ...options, main: 'wrap' }, <div class="own stack">{children}</div>)
}

/** The PDF; when this machine cannot make one, the page to print, which says so. */
export async function sendPdf(
  visit: Visit,
  sheet: Sheet,
  otherwise: Address,
  name: string,
  photo?: Uint8Array,
): Promise<Response> {
  try {
    const bytes = await pdfOf(sheet, visit.now(), photo)
    return visit.c.body(bytes, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${name}-${sheet.language}.pdf"`,
    })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'unavailable')) throw error
    const params = { code: visit.param('code'), loan: visit.param('loan') }
    const asked = new URLSearchParams({ langue: sheet.language, sans: 'pdf' })
    if (visit.query('temoin')) asked.set('temoin', visit.query('temoin'))
    return redirect(visit, `${hrefOf(visit.locale, otherwise, params)}?${asked}`)
  }
}

/** The papers of a story; `typed` and `errors` are those of the form of a loan. */
export async function showPapers(
  visit: Visit<Member>,
  typed?: { values: FormValues; errors: FormErrors },
): Promise<Response> {
  const story = await keptStory(visit)
  const today = dayOf(visit.now())
  const t = texts.in(visit.locale)
  return await deskPage(
    visit,
    { title: t('papers.title'), hasErrors: typed !== undefined, status: typed ? 422 : 200 },
    <PapersPage
      view={{
        code: story.thing.code,
        title: story.title,
        language: story.thing.draft.language,
        tellers: story.tellers,
        loans: await listLoansOf(visit.desk.db, story.thing.id),
        today,
        values: typed?.values ?? { count: '1', received_on: today, return_by: addDays(today, usualLoan) },
        errors: typed?.errors ?? {},
        submission_id: typed ? randomUUID() : visit.submission_id,
        notice: '',
      }}
    />,
  )
}
