// The facilitators' list of people to call, and the sheet of one request.

import { hrefOf } from '#core/doors.ts'
import { languageName, type Locale } from '#core/platform/i18n.ts'
import { Facts } from '#ui/band.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { formatAge } from '#ui/dates.ts'
import { Empty } from '#ui/empty.tsx'
import { Form, Radios, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Icon } from '#ui/icons.tsx'
import { Moment, useLocale, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { Table, type Column } from '#ui/table.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { otherLanguage } from './callbacks.input.ts'
import type { CallbackRow } from './callbacks.queries.ts'
import { isLate, outcomes } from './callbacks.rules.ts'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'

export type CallbacksView = {
  tab: 'open' | 'mine' | 'closed'
  rows: readonly CallbackRow[]
  counts: { open: number; mine: number }
  now: Date
  me: string
  notice: string
}

export function CallbacksPage({ view }: { view: CallbacksView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const here = hrefOf(locale, addresses.callbacks)
  const columns: Column<CallbackRow>[] = [
    { key: 'language', label: t('callbacks.language'), cell: (row) => languageWord(t, row.language, locale) },
    { key: 'district', label: t('callbacks.district'), cell: (row) => row.district || t('callbacks.unknown') },
    { key: 'moment', label: t('callbacks.moment'), cell: (row) => t(`callback.moment.${row.moment}`) },
    { key: 'age', label: t('callbacks.age'), cell: (row) => <Age row={row} now={view.now} /> },
    { key: 'tries', label: t('callbacks.state'), cell: (row) => stateWords(t, row, view.me) },
    {
      key: 'act',
      label: t('callbacks.action'),
      isAction: true,
      cell: (row) =>
        row.state === 'waiting' ? (
          <Form action={hrefOf(locale, addresses.callbackTake, { number: row.number })} id={`t-${row.number}`} class="">
            <Button size="s" label={t('callbacks.takeThis', { number: row.number })}>
              {t('callbacks.take')}
            </Button>
          </Form>
        ) : row.taken_by === view.me ? (
          <LinkButton
            size="s"
            variant="line"
            href={hrefOf(locale, addresses.callbackSheet, { number: row.number })}
            label={t('callbacks.openThis', { number: row.number })}
          >
            {t('callbacks.open')}
          </LinkButton>
        ) : null,
    },
  ]
  return (
    <>
      <header>
        <h1>{t('callbacks.title')}</h1>
        <p class="lead">{t('callbacks.lead')}</p>
      </header>
      <Notice>{view.notice}</Notice>
      <Tabs
        label={t('callbacks.title')}
        items={[
          { href: here, label: t('callbacks.tab.open'), count: view.counts.open, current: view.tab === 'open' },
          {
            href: `${here}?liste=mine`,
            label: t('callbacks.tab.mine'),
            count: view.counts.mine,
            current: view.tab === 'mine',
          },
          { href: `${here}?liste=closed`, label: t('callbacks.tab.closed'), current: view.tab === 'closed' },
        ]}
      />
      <div class="sheet">
        {view.rows.length === 0 ? (
          <Empty title={t('callbacks.empty')} />
        ) : (
          <Table caption={t(`callbacks.tab.${view.tab}`)} rows={view.rows} id={(row) => row.id} columns={columns} />
        )}
      </div>
    </>
  )
}

function Age(props: { row: CallbackRow; now: Date }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const age = formatAge(props.row.created_at, props.now, locale)
  return props.row.closed_at === null && isLate(props.row.created_at, props.now) ? (
    <span class="late beside">
      <Icon name="alert" /> {t('callbacks.late', { age })}
    </span>
  ) : (
    <>{age}</>
  )
}

type TextOf = ReturnType<typeof texts.in>

const languageWord = (t: TextOf, language: string, locale: Locale): string =>
  language === otherLanguage ? t('callback.otherLanguage') : languageName(language, locale)

function stateWords(t: TextOf, row: CallbackRow, me: string): string {
  if (row.state === 'taken')
    return row.taken_by === me ? t('callbacks.byMe') : t('callbacks.by', { name: row.taken_by_name ?? '' })
  if (row.state === 'waiting')
    return row.tries > 0 ? t('callbacks.tries', { count: row.tries }) : t('callbacks.waiting')
  return t(`callbacks.state.${row.state}`)
}

export function CallbackSheetPage(props: {
  row: CallbackRow
  now: Date
  me: string
  values: FormValues
  errors: FormErrors
  submission_id: string
  notice: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { row } = props
  const isMine = row.taken_by === props.me
  const number = row.number
  return (
    <>
      <header>
        <p>
          <a class="tap" href={hrefOf(locale, addresses.callbacks)}>
            {t('callbacks.back')}
          </a>
        </p>
        <h1>{isMine && row.name ? row.name : t('callbacks.sheet', { number })}</h1>
      </header>
      <Notice>{props.notice}</Notice>
      <section class="sheet stack">
        <Facts
          items={[
            ...(isMine && row.phone
              ? [
                  {
                    label: t('witness.phone'),
                    value: (
                      <a href={`tel:${row.phone.replace(/[^\d+]/g, '')}`} class="num">
                        {row.phone}
                      </a>
                    ),
                  },
                ]
              : []),
            { label: t('callbacks.language'), value: languageWord(t, row.language, locale) },
            { label: t('callbacks.district'), value: row.district || t('callbacks.unknown') },
            { label: t('callbacks.moment'), value: t(`callback.moment.${row.moment}`) },
            {
              label: t('callbacks.asked'),
              value: (
                <>
                  <Moment value={row.created_at} /> · <Age row={row} now={props.now} />
                </>
              ),
            },
            { label: t('callbacks.state'), value: stateWords(t, row, props.me) },
            { label: t('callbacks.number'), value: <span class="num">{number}</span> },
            ...(row.note ? [{ label: t('callbacks.noted'), value: <span class="said">{row.note}</span> }] : []),
          ]}
        />
        {row.state === 'waiting' && (
          <Form action={hrefOf(locale, addresses.callbackTake, { number })} id="t" class="">
            <Button>{t('callbacks.take')}</Button>
          </Form>
        )}
      </section>
      {isMine && row.state === 'taken' && (
        <Sheet id="h-out" title={t('callbacks.outcome')} narrow>
          <Form
            action={hrefOf(locale, addresses.callbackSheet, { number })}
            submission_id={props.submission_id}
            values={props.values}
            errors={props.errors}
            labelledby="h-out"
          >
            <Radios
              name="outcome"
              label={t('callbacks.outcomeAsk')}
              required
              columns="l"
              options={outcomes.map((value) => ({
                value,
                label: t(`callbacks.outcome.${value}`),
                hint: t(`callbacks.outcome.${value}.hint`),
              }))}
            />
            <TextArea
              name="note"
              label={t('callbacks.note')}
              hint={t('callbacks.noteHint')}
              rows={3}
              maxlength={1000}
            />
            <Button>{t('callbacks.keep')}</Button>
          </Form>
        </Sheet>
      )}
      {isMine && (row.state === 'taken' || row.state === 'met') && (
        <Sheet id="h-begin" title={t('callbacks.begin')} narrow>
          <p>{t('callbacks.beginLead')}</p>
          <Form action={hrefOf(locale, addresses.callbackBegin, { number })} id="b" class="" labelledby="h-begin">
            <Button variant="line" icon="cup">
              {t('callbacks.beginGo')}
            </Button>
          </Form>
        </Sheet>
      )}
    </>
  )
}
