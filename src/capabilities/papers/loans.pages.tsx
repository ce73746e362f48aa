// Loans on screen: the list of all, those of one story, one loan from its receipt to its return.

import { hrefOf } from '#core/doors.ts'
import type { LoanSeen } from '#core/media/loans.ts'
import { languageName, locales } from '#core/platform/i18n.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { acceptedFiles, FileField } from '#ui/file-field.tsx'
import { Field, Form, Select, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Icon } from '#ui/icons.tsx'
import { Day, Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { Table } from '#ui/table.tsx'
import { formatDay } from '#ui/dates.ts'
import { Sheet } from '#ui/sheet.tsx'
import type { LoanRow, LoosePhoto } from './loans.queries.ts'
import { daysLeft, type LoanDates } from './loans.rules.ts'
import { addresses, elsewhere } from './papers.addresses.ts'
import type { Teller } from './papers.queries.ts'
import { inGroups } from './papers.sheet.ts'
import { texts } from './papers.texts.ts'

/** Where a loan stands, in words and colour. */
export function LoanState({ loan, today }: { loan: LoanDates; today: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  if (loan.returned_on)
    return (
      <span class="tinted beside" data-accent="mousse">
        <Icon name="check" /> {t('loans.done', { day: formatDay(loan.returned_on, locale) })}
      </span>
    )
  const left = daysLeft(loan.return_by, today)
  if (left < 0)
    return (
      <b class="tinted beside" data-accent="garance">
        <Icon name="alert" /> {t('loans.late', { days: -left })}
      </b>
    )
  if (left <= 7)
    return (
      <b class="tinted beside" data-accent="ambre">
        <Icon name="clock" /> {t('loans.soon', { days: left })}
      </b>
    )
  return <>{t('loans.by', { day: formatDay(loan.return_by, locale) })}</>
}

export function LoansPage(props: { rows: readonly LoanRow[]; today: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const loanHref = (row: LoanRow) => hrefOf(locale, addresses.loan, { code: row.story_code, loan: row.code })
  return (
    <>
      <header>
        <h1>{t('loans.title')}</h1>
        <p class="lead">{t('loans.lead')}</p>
      </header>
      <div class="sheet">
        {props.rows.length === 0 ? (
          <Empty title={t('loans.none')}>
            <p>{t('loans.noneHelp')}</p>
          </Empty>
        ) : (
          <Table
            caption={t('loans.caption')}
            rows={props.rows}
            id={(row) => row.id}
            columns={[
              {
                key: 'what',
                label: t('loan.what'),
                cell: (row) => (
                  <a href={loanHref(row)}>
                    <bdi>{row.what}</bdi>
                  </a>
                ),
              },
              { key: 'who', label: t('loan.lentBy'), cell: (row) => row.lender },
              {
                key: 'story',
                label: t('sheet.story'),
                cell: (row) => (
                  <a href={hrefOf(locale, addresses.papers, { code: row.story_code })}>
                    {row.title ? <Foreign lang={row.language}>{row.title}</Foreign> : t('papers.untitled')}
                  </a>
                ),
              },
              {
                key: 'state',
                label: t('loans.state'),
                cell: (row) => <LoanState loan={row} today={props.today} />,
              },
            ]}
          />
        )}
      </div>
    </>
  )
}

/** What was lent for one story. */
export function LoanList(props: { loans: readonly LoanSeen[]; code: string; today: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <ul class="rows plain">
      {props.loans.map((loan) => (
        <li key={loan.id} class="cluster between">
          <span>
            <a href={hrefOf(locale, addresses.loan, { code: props.code, loan: loan.code })}>
              <bdi>{t('loan.counted', { what: loan.what, count: loan.count })}</bdi>
            </a>{' '}
            <span class="soft">{loan.lender}</span>
          </span>
          <LoanState loan={loan} today={props.today} />
        </li>
      ))}
    </ul>
  )
}

export function LendForm(props: {
  code: string
  tellers: readonly Teller[]
  values: FormValues
  errors: FormErrors
  submission_id: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <Sheet id="h-lend" anchor="preter" title={t('lend.title')}>
      <p class="soft">{t('lend.lead')}</p>
      <Form
        action={`${hrefOf(locale, addresses.papers, { code: props.code })}#preter`}
        submission_id={props.submission_id}
        values={props.values}
        errors={props.errors}
        labelledby="h-lend"
      >
        <Select
          name="person_id"
          label={t('lend.who')}
          required
          options={props.tellers.map((each) => ({ value: each.person_id, label: each.name }))}
        />
        <Field
          name="what"
          label={t('lend.what')}
          hint={t('lend.whatHint')}
          required
          maxlength={200}
          autocomplete="off"
        />
        <Field name="count" label={t('lend.count')} required inputmode="numeric" maxlength={4} autocomplete="off" />
        <TextArea name="state_seen" label={t('lend.state')} hint={t('lend.stateHint')} rows={3} maxlength={600} />
        <Field name="received_on" type="date" label={t('lend.received')} required autocomplete="off" />
        <Field
          name="return_by"
          type="date"
          label={t('lend.return')}
          hint={t('lend.returnHint')}
          required
          autocomplete="off"
        />
        <p>
          <Button size="l">{t('lend.go')}</Button>
        </p>
      </Form>
    </Sheet>
  )
}

export type LoanView = {
  code: string
  loan: LoanSeen
  loose: readonly LoosePhoto[]
  today: string
  values: FormValues
  errors: FormErrors
  submission_id: string
  photo_submission_id: string
  notice: string
  /** Bytes of a file, for members. */
  photoHref: (file_id: string) => string
}

export function LoanPage({ view }: { view: LoanView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { loan } = view
  const at = { code: view.code, loan: loan.code }
  return (
    <>
      <header class="stack sp-2">
        <p>
          <a class="tap" href={hrefOf(locale, addresses.papers, { code: view.code })}>
            {t('loan.all')}
          </a>
        </p>
        <h1>{t('loan.title', { code: inGroups(loan.code) })}</h1>
        <p class="lead">
          <bdi>{t('loan.counted', { what: loan.what, count: loan.count })}</bdi>
        </p>
        <p>
          <LoanState loan={loan} today={view.today} />
        </p>
      </header>
      <Notice>{view.notice}</Notice>
      <Sheet id="h-facts" title={t('loan.receipt')}>
        <dl class="paper-list">
          <div>
            <dt>{t('loan.lentBy')}</dt>
            <dd>{loan.lender}</dd>
          </div>
          {loan.state_seen && (
            <div>
              <dt>{t('loan.state')}</dt>
              <dd>
                <bdi>{loan.state_seen}</bdi>
              </dd>
            </div>
          )}
          <div>
            <dt>{t('loan.receivedOn')}</dt>
            <dd>
              <Day value={loan.received_on} /> {loan.receiver && <>· {loan.receiver}</>}
            </dd>
          </div>
          <div>
            <dt>{t('loan.returnBy')}</dt>
            <dd>
              <Day value={loan.return_by} />
            </dd>
          </div>
          {loan.returned_on && (
            <div>
              <dt>{t('loan.returned')}</dt>
              <dd>{t('loan.returnedTo', { day: formatDay(loan.returned_on, locale), name: loan.returned_to })}</dd>
            </div>
          )}
        </dl>
        <p class="soft">{t('loan.receiptLead')}</p>
        <ul class="plain cluster">
          {locales.map((language) => (
            <li key={language}>
              <LinkButton
                variant="line"
                icon="print"
                href={`${hrefOf(locale, addresses.receipt, at)}?langue=${language}`}
                label={t('papers.pageIn', { paper: t('loan.receipt'), language: languageName(language) })}
              >
                <Foreign lang={language}>{languageName(language)}</Foreign>
              </LinkButton>
            </li>
          ))}
        </ul>
      </Sheet>
      <LoanPhoto view={view} />
      {!loan.returned_on && (
        <Sheet id="h-scans" title={t('loan.scans')}>
          <p>
            <LinkButton variant="line" icon="photo" href={hrefOf(locale, elsewhere.media, { code: view.code })}>
              {t('loan.scansGo')}
            </LinkButton>
          </p>
        </Sheet>
      )}
      {!loan.returned_on && <ReturnForm view={view} />}
    </>
  )
}

function LoanPhoto({ view }: { view: LoanView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { loan } = view
  const at = { code: view.code, loan: loan.code }
  return (
    <Sheet id="h-photo" anchor="photo" title={t('loan.photo')}>
      {loan.photo_file_id ? (
        <img class="loan-photo" src={view.photoHref(loan.photo_file_id)} alt={t('loan.photoAlt')} />
      ) : (
        <p>{t('loan.photoNone')}</p>
      )}
      {view.loose.length > 0 && (
        <>
          <p>
            <b>{t('loan.photoLoose')}</b>
          </p>
          <ul class="plain rows">
            {view.loose.map((file) => (
              <li key={file.id} class="cluster between">
                {file.nature === 'picture' && (
                  <img
                    class="loan-photo"
                    src={view.photoHref(file.id)}
                    alt={`${file.name}, ${t('loan.photoAt', { day: formatDay(file.received_at, locale) })}`}
                  />
                )}
                <Form action={hrefOf(locale, addresses.loanPhoto, at)} hidden={{ file_id: file.id }} class="cluster">
                  <Button variant="line">{t('loan.photoThis')}</Button>
                </Form>
              </li>
            ))}
          </ul>
        </>
      )}
      {!loan.returned_on && (
        <FileField
          id="f-photo"
          code={view.code}
          actor="work"
          purpose="receipt"
          back={`${hrefOf(locale, addresses.loan, at)}#photo`}
          submission_id={view.photo_submission_id}
          label={t('loan.photoFile')}
          accept={acceptedFiles.picture}
        />
      )}
    </Sheet>
  )
}

function ReturnForm({ view }: { view: LoanView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <Sheet id="h-return" anchor="rendre" title={t('loan.return')}>
      <Form
        action={`${hrefOf(locale, addresses.loanReturn, { code: view.code, loan: view.loan.code })}#rendre`}
        submission_id={view.submission_id}
        values={view.values}
        errors={view.errors}
        labelledby="h-return"
      >
        <Field name="returned_on" type="date" label={t('loan.returnOn')} required autocomplete="off" />
        <Field name="returned_to" label={t('loan.returnTo')} required maxlength={120} autocomplete="off" />
        <p>
          <Button>{t('loan.returnGo')}</Button>
        </p>
      </Form>
    </Sheet>
  )
}
