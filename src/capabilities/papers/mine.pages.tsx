// The witness's own papers, with her card: what she agreed to, what she lent, her copy.

import { hrefOf } from '#core/doors.ts'
import type { LoanSeen } from '#core/media/loans.ts'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { MyCopy } from './copies.pages.tsx'
import { LoanState } from './loans.pages.tsx'
import { addresses } from './papers.addresses.ts'
import { PaperLinks } from './papers.pages.tsx'
import { texts } from './papers.texts.ts'

export function MyPapersPage(props: { code: string; story: string; loans: readonly LoanSeen[]; today: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const at = { code: props.code }
  return (
    <div class="stack narrow sp-5 own">
      <p>
        <a class="tap" href={props.story}>
          {t('mine.back')}
        </a>
      </p>
      <header>
        <h1>{t('mine.title')}</h1>
        <p class="lead">{t('mine.lead')}</p>
      </header>
      <Sheet id="h-agreed" title={t('mine.agreed')}>
        <ul class="plain">
          <PaperLinks
            paper={t('agreed.title')}
            pdf={(language) => `${hrefOf(locale, addresses.myAgreedPdf, at)}?langue=${language}`}
            page={(language) => `${hrefOf(locale, addresses.myAgreed, at)}?langue=${language}`}
          />
        </ul>
      </Sheet>
      <Sheet id="h-loans" title={t('mine.loans')}>
        {props.loans.length === 0 ? (
          <p class="soft">{t('mine.noLoan')}</p>
        ) : (
          <ul class="rows plain">
            {props.loans.map((loan) => (
              <li key={loan.id} class="stack sp-2">
                <p>
                  <b>
                    <bdi>{t('loan.counted', { what: loan.what, count: loan.count })}</bdi>
                  </b>
                </p>
                <p>
                  <LoanState loan={loan} today={props.today} />
                </p>
                <p>
                  <a class="tap" href={hrefOf(locale, addresses.myReceipt, { ...at, loan: loan.code })}>
                    {t('mine.receiptOf')}
                  </a>
                </p>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      <MyCopy code={props.code} />
    </div>
  )
}
