// The papers of one story: to print, and what was lent for it.

import type { ComponentChildren } from 'preact'
import { hrefOf } from '#core/doors.ts'
import type { LoanSeen } from '#core/media/loans.ts'
import { languageName, locales, type Locale } from '#core/platform/i18n.ts'
import { LinkButton } from '#ui/button.tsx'
import type { FormErrors, FormValues } from '#ui/form.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { LendForm, LoanList } from './loans.pages.tsx'
import { addresses, elsewhere } from './papers.addresses.ts'
import type { Teller } from './papers.queries.ts'
import type { Sheet as Printed } from './papers.sheet.ts'
import { texts } from './papers.texts.ts'
import { SheetView } from './sheet.parts.tsx'

export type PapersView = {
  code: string
  title: string
  language: string
  tellers: readonly Teller[]
  loans: readonly LoanSeen[]
  today: string
  values: FormValues
  errors: FormErrors
  submission_id: string
  notice: string
}

export function PapersPage({ view }: { view: PapersView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const at = { code: view.code }
  return (
    <>
      <header class="stack sp-2">
        <p class="soft">
          <a class="tap" href={hrefOf(locale, elsewhere.story, at)}>
            {view.title ? <Foreign lang={view.language}>{view.title}</Foreign> : t('papers.untitled')}
          </a>
        </p>
        <h1>{t('papers.of')}</h1>
      </header>
      <Notice>{view.notice}</Notice>
      <Sheet id="h-print" title={t('papers.print')}>
        <p class="soft">{t('papers.printLead')}</p>
        <ul class="rows plain">
          <PaperLinks
            paper={t('papers.form')}
            help={t('papers.formHelp')}
            pdf={(language) => `${hrefOf(locale, addresses.formPdf, at)}?langue=${language}`}
            page={(language) => `${hrefOf(locale, addresses.form, at)}?langue=${language}`}
          />
          {view.tellers.map((each) => (
            <PaperLinks
              key={each.person_id}
              paper={t('papers.agreed', { name: each.name })}
              help={t('papers.agreedHelp')}
              pdf={(language) =>
                `${hrefOf(locale, addresses.agreedPdf, at)}?temoin=${each.person_id}&langue=${language}`
              }
              page={(language) => `${hrefOf(locale, addresses.agreed, at)}?temoin=${each.person_id}&langue=${language}`}
            />
          ))}
        </ul>
      </Sheet>
      <Sheet id="h-lent" anchor="prets" title={t('papers.lent')}>
        {view.loans.length === 0 ? (
          <p class="soft">{t('papers.noLoan')}</p>
        ) : (
          <LoanList loans={view.loans} code={view.code} today={view.today} />
        )}
      </Sheet>
      {view.tellers.length === 0 ? (
        <Banner>{t('papers.nobody')}</Banner>
      ) : (
        <LendForm
          code={view.code}
          tellers={view.tellers}
          values={view.values}
          errors={view.errors}
          submission_id={view.submission_id}
        />
      )}
      <nav class="cluster" aria-label={t('papers.also')}>
        <LinkButton variant="line" icon="sign" href={hrefOf(locale, elsewhere.evidence, at)}>
          {t('papers.evidence')}
        </LinkButton>
        <LinkButton variant="line" icon="download" href={hrefOf(locale, addresses.copy, at)}>
          {t('papers.copy')}
        </LinkButton>
        <LinkButton variant="line" icon="photo" href={hrefOf(locale, elsewhere.media, at)}>
          {t('papers.media')}
        </LinkButton>
      </nav>
    </>
  )
}

/** One paper in the three languages: the PDF first, the page to print beside. */
export function PaperLinks(props: {
  paper: string
  help?: string
  pdf: (language: Locale) => string
  page: (language: Locale) => string
}) {
  const t = useTexts(texts)
  return (
    <li class="stack sp-2">
      <b>{props.paper}</b>
      {props.help && <p class="small soft">{props.help}</p>}
      <ul class="plain stack sp-2 paper-languages">
        {locales.map((language) => {
          const named = { paper: props.paper, language: languageName(language) }
          return (
            <li key={language} class="cluster">
              <span>
                <Foreign lang={language}>{languageName(language)}</Foreign>
              </span>
              <LinkButton
                size="s"
                variant="line"
                icon="print"
                href={props.pdf(language)}
                label={t('papers.pdfIn', named)}
              >
                {t('papers.pdf')}
              </LinkButton>
              <LinkButton size="s" variant="quiet" href={props.page(language)} label={t('papers.pageIn', named)}>
                {t('papers.page')}
              </LinkButton>
            </li>
          )
        })}
      </ul>
    </li>
  )
}

/** A paper on its own page. */
export function PrintPage(props: {
  sheet: Printed
  back: string
  pdf: string
  noPdf: boolean
  photo?: string | undefined
  children?: ComponentChildren
}) {
  const t = useTexts(texts)
  return (
    <>
      <div class="stack no-print">
        <h1>
          <Foreign lang={props.sheet.language}>{props.sheet.title}</Foreign>
        </h1>
        {props.noPdf && <Banner tone="problem">{t('loan.noPdf')}</Banner>}
        <p class="soft">{t('print.how')}</p>
        <p class="cluster">
          {!props.noPdf && (
            <LinkButton icon="print" href={props.pdf}>
              {t('papers.pdf')}
            </LinkButton>
          )}
          <LinkButton variant="quiet" href={props.back}>
            {t('print.back')}
          </LinkButton>
        </p>
      </div>
      <SheetView sheet={props.sheet} photo={props.photo} />
    </>
  )
}
