// The addresses of papers to print: for those who keep them with a witness, and hers with her card.

import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { listLoansOf } from '#core/media/loans.ts'
import { keepers } from '#core/media/papers.can.ts'
import type { CardHolder, Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { page } from '#ui/respond.tsx'
import { copyRoutes } from './copies.routes.tsx'
import { loanRoutes, receiptOf } from './loans.routes.tsx'
import { MyPapersPage } from './mine.pages.tsx'
import { addresses, elsewhere } from './papers.addresses.ts'
import { consentForm } from './papers.sheets.ts'
import type { Sheet } from './papers.sheet.ts'
import {
  agreedSheet,
  aroundOf,
  herStory,
  keptStory,
  languageAsked,
  printPage,
  sendPdf,
  showPapers,
} from './papers.show.tsx'
import { texts } from './papers.texts.ts'

export function papersRoutes(doors: Doors): void {
  doors.work('get', addresses.papers, keepers, async (visit) => await showPapers(visit))
  doors.work('get', addresses.form, keepers, async (visit) => {
    const sheet = await formSheet(visit)
    return await printPage(visit, sheet, { back: addresses.papers, pdf: addresses.formPdf })
  })
  doors.work('get', addresses.formPdf, keepers, async (visit) => {
    const sheet = await formSheet(visit)
    return await sendPdf(visit, sheet, addresses.form, `accords-${visit.param('code')}`)
  })
  doors.work('get', addresses.agreed, keepers, async (visit) => {
    const sheet = await agreedSheet(visit, await keptStory(visit), visit.query('temoin'))
    return await printPage(visit, sheet, { back: addresses.papers, pdf: addresses.agreedPdf })
  })
  doors.work('get', addresses.agreedPdf, keepers, async (visit) => {
    const sheet = await agreedSheet(visit, await keptStory(visit), visit.query('temoin'))
    return await sendPdf(visit, sheet, addresses.agreed, `recu-accords-${visit.param('code')}`)
  })
  doors.card('get', addresses.myPapers, async (visit) => await showMine(visit))
  doors.card('get', addresses.myAgreed, async (visit) => {
    const sheet = await agreedSheet(visit, await herStory(visit), visit.actor.person_id)
    return await printPage(visit, sheet, { back: addresses.myPapers, pdf: addresses.myAgreedPdf })
  })
  doors.card('get', addresses.myAgreedPdf, async (visit) => {
    const sheet = await agreedSheet(visit, await herStory(visit), visit.actor.person_id)
    return await sendPdf(visit, sheet, addresses.myAgreed, `recu-accords-${visit.param('code')}`)
  })
  doors.card('get', addresses.myReceipt, async (visit) => {
    const { sheet, photo } = await receiptOf(visit, await herStory(visit), visit.actor.person_id)
    return await printPage(visit, sheet, { back: addresses.myPapers, pdf: addresses.myReceiptPdf, photo: photo?.href })
  })
  doors.card('get', addresses.myReceiptPdf, async (visit) => {
    const { sheet, photo } = await receiptOf(visit, await herStory(visit), visit.actor.person_id)
    return await sendPdf(visit, sheet, addresses.myReceipt, `pret-${visit.param('loan')}`, await photo?.bytes())
  })
  loanRoutes(doors)
  copyRoutes(doors)
}

async function formSheet(visit: Visit<Member>): Promise<Sheet> {
  const story = await keptStory(visit)
  const [only, ...others] = story.tellers
  return consentForm(languageAsked(visit), aroundOf(visit, story, others.length ? '' : (only?.name ?? '')))
}

async function showMine(visit: Visit<CardHolder>): Promise<Response> {
  const { actor, desk } = visit
  const story = await herStory(visit)
  const t = texts.in(visit.locale)
  return page(
    visit,
    { title: t('mine.title'), main: 'wrap', noindex: true },
    <MyPapersPage
      code={story.thing.code}
      story={hrefOf(visit.locale, elsewhere.myStory, { code: story.thing.code })}
      loans={await listLoansOf(desk.db, story.thing.id, actor.person_id)}
      today={dayOf(visit.now())}
    />,
  )
}
