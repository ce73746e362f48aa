// The addresses of loans: all of them, one, its receipt, its return.

import { randomUUID } from 'node:crypto'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { keepers } from '#core/media/papers.can.ts'
import type { Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { mistakesOf } from '#core/platform/fields.ts'
import type { FormErrors, FormValues } from '#ui/form-state.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { giveBack, lend, showPhoto } from './loans.actions.ts'
import { loanInput, PhotoInput, returnInput } from './loans.input.ts'
import { LoanPage, LoansPage } from './loans.pages.tsx'
import { getLoan, listLoansFor, listLoosePhotos } from './loans.queries.ts'
import { addresses, elsewhere } from './papers.addresses.ts'
import { printable } from './papers.pdf.ts'
import type { StoryOfPapers } from './papers.queries.ts'
import { aroundOf, keptStory, languageAsked, printPage, sendPdf, showPapers } from './papers.show.tsx'
import { loanReceipt } from './papers.sheets.ts'
import type { Sheet } from './papers.sheet.ts'
import { texts } from './papers.texts.ts'
import { AppError, notFound } from '#core/platform/errors.ts'

export function loanRoutes(doors: Doors): void {
  doors.work('get', addresses.loans, keepers, async (visit) => {
    const today = dayOf(visit.now())
    return await deskPage(
      visit,
      { title: texts.in(visit.locale)('loans.title') },
      <LoansPage rows={await listLoansFor(visit.desk.db, visit.actor, today)} today={today} />,
    )
  })

  doors.work('post', addresses.papers, keepers, async (visit) => {
    const { form, locale, desk, actor } = visit
    const code = visit.param('code')
    const parsed = loanInput(dayOf(visit.now())).safeParse(form)
    if (!parsed.success) {
      const t = texts.in(locale)
      const errors = errorsOf(mistakesOf(parsed.error), locale, {
        person_id: t('lend.whoMissing'),
        what: t('lend.whatMissing'),
        count: t('lend.countBad'),
        received_on: t('lend.receivedBad'),
        return_by: t('lend.returnBad'),
      })
      return await showPapers(visit, { values: form, errors })
    }
    const loan = await lend(desk, actor, code, parsed.data, visit.submission_id)
    return redirect(visit, hrefOf(locale, addresses.loan, { code, loan }), 'note')
  })

  doors.work('get', addresses.loan, keepers, async (visit) => await showLoan(visit))

  doors.work('post', addresses.loanPhoto, keepers, async (visit) => {
    const params = { code: visit.param('code'), loan: visit.param('loan') }
    const parsed = PhotoInput.safeParse(visit.form)
    if (!parsed.success) throw new AppError('invalid')
    await showPhoto(visit.desk, visit.actor, params.code, params.loan, parsed.data.file_id)
    return redirect(visit, hrefOf(visit.locale, addresses.loan, params), 'photo')
  })

  doors.work('post', addresses.loanReturn, keepers, async (visit) => {
    const { desk, actor, form, locale } = visit
    const params = { code: visit.param('code'), loan: visit.param('loan') }
    const story = await keptStory(visit)
    const loan = await getLoan(desk.db, story.thing.id, params.loan)
    const parsed = returnInput(loan.received_on, dayOf(visit.now())).safeParse(form)
    if (!parsed.success) {
      const t = texts.in(locale)
      const errors = errorsOf(mistakesOf(parsed.error), locale, {
        returned_to: t('loan.returnToMissing'),
        returned_on: t('loan.returnOnBad'),
      })
      return await showLoan(visit, { values: form, errors })
    }
    await giveBack(desk, actor, params.code, params.loan, parsed.data, visit.submission_id)
    return redirect(visit, hrefOf(locale, addresses.loan, params), 'rendu')
  })

  doors.work('get', addresses.receipt, keepers, async (visit) => {
    const { sheet, photo } = await receiptOf(visit, await keptStory(visit))
    return await printPage(visit, sheet, { back: addresses.loan, pdf: addresses.receiptPdf, photo: photo?.href })
  })
  doors.work('get', addresses.receiptPdf, keepers, async (visit) => {
    const { sheet, photo } = await receiptOf(visit, await keptStory(visit))
    return await sendPdf(visit, sheet, addresses.receipt, `pret-${visit.param('loan')}`, await photo?.bytes())
  })
}

type ReceiptPhoto = { href: string; bytes: () => Promise<Uint8Array | undefined> }

/** The receipt of the loan of the address; with `lender_id`, only of what this person lent. */
export async function receiptOf(
  visit: Visit,
  story: StoryOfPapers,
  lender_id?: string,
): Promise<{ sheet: Sheet; photo: ReceiptPhoto | undefined }> {
  const { desk, vault } = visit
  const loan = await getLoan(desk.db, story.thing.id, visit.param('loan'))
  if (lender_id !== undefined && loan.person_id !== lender_id) throw notFound()
  const { photo_file_id: file_id } = loan
  const isPdf = visit.c.req.path.endsWith('.pdf')
  const bytes = file_id && isPdf ? await printable(desk.db, vault, file_id) : undefined
  const sheet = loanReceipt(languageAsked(visit), aroundOf(visit, story, loan.lender), loan, {
    lender: loan.lender,
    receiver: loan.receiver ?? '',
    hasPhoto: isPdf ? bytes !== undefined : file_id !== null,
  })
  const shown = visit.actor.kind === 'card' ? elsewhere.cardFile : elsewhere.file
  return {
    sheet,
    photo: file_id
      ? { href: hrefOf(visit.locale, shown, { file_id, what: 'mieux' }), bytes: async () => bytes }
      : undefined,
  }
}

async function showLoan(visit: Visit<Member>, typed?: { values: FormValues; errors: FormErrors }): Promise<Response> {
  const { desk, locale } = visit
  const t = texts.in(locale)
  const story = await keptStory(visit)
  const loan = await getLoan(desk.db, story.thing.id, visit.param('loan'))
  const today = dayOf(visit.now())
  const notices: Record<string, string> = {
    note: t('loan.kept'),
    photo: t('loan.photoKept'),
    rendu: t('loan.returnKept'),
  }
  const done = visit.query('fait')
  return await deskPage(
    visit,
    {
      title: t('loan.title', { code: loan.code }),
      hasErrors: typed !== undefined,
      status: typed ? 422 : 200,
    },
    <LoanPage
      view={{
        code: story.thing.code,
        loan,
        loose: await listLoosePhotos(desk.db, story.thing.id),
        today,
        values: typed?.values ?? { returned_on: today, returned_to: loan.lender },
        errors: typed?.errors ?? {},
        submission_id: typed ? randomUUID() : visit.submission_id,
        photo_submission_id: randomUUID(),
        notice: Object.hasOwn(notices, done) ? (notices[done] ?? '') : '',
        photoHref: (file_id) => hrefOf(locale, elsewhere.file, { file_id, what: 'mieux' }),
      }}
    />,
  )
}
