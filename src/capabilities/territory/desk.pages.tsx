// Views of the desk's home, the journal and the letters.

import { hrefOf } from '#core/doors.ts'
import type { MemberRow } from '#core/people/members.ts'
import type { Role } from '#core/people/roles.ts'
import { Badge } from '#ui/badge.tsx'
import { Facts } from '#ui/band.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { formatDay } from '#ui/dates.ts'
import { Empty } from '#ui/empty.tsx'
import { Field, Form, Select, type FormValues } from '#ui/form.tsx'
import { Icon, type IconName } from '#ui/icons.tsx'
import { Moment, useLocale, useNumber, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { Pager } from '#ui/pages.tsx'
import { Table } from '#ui/table.tsx'
import { DoneNotice, MissingList, type Done } from './desk.parts.tsx'
import type { JournalRow, LetterRow } from './journal.queries.ts'
import { sentenceOfEvent } from './journal.rules.ts'
import type { Mandatory } from './legal.rules.ts'
import { desk, elsewhere } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'

export type LinkMade = { by: string; at: Date; is_used: boolean }
export type Task = { href: string; label: string; icon: IconName; count: number }

/** What waits for whoever comes in, then everything else she may do here. */
export function DeskHomePage(props: {
  name: string
  tasks: Task[]
  roles: readonly Role[]
  missing: Mandatory[] | undefined
  /** A way in with her account that someone else made lately. */
  link: LinkMade | undefined
  done: Done | undefined
}) {
  const t = useTexts(deskTexts)
  const waiting = props.tasks.filter((task) => task.count > 0)
  const others = props.tasks.filter((task) => task.count === 0)
  return (
    <>
      <h1>{t('home.welcome', { name: props.name })}</h1>
      <DoneNotice done={props.done} />
      {props.link && <LinkMadeBanner link={props.link} />}
      {props.missing && <Opening missing={props.missing} />}
      <section class="sheet stack" aria-labelledby="attend">
        <h2 id="attend">{t('home.waiting')}</h2>
        {waiting.length > 0 ? (
          <ul class="rows">
            {waiting.map((task) => (
              <TaskRow key={task.href} task={task} />
            ))}
          </ul>
        ) : (
          <Empty title={t('home.nothing')} heading="h3">
            <p>{t('home.nothingText')}</p>
          </Empty>
        )}
      </section>
      {others.length > 0 && (
        <section class="stack" aria-labelledby="autres">
          <h2 id="autres">{t('home.others')}</h2>
          <ul class="grid">
            {others.map((task) => (
              <li key={task.href}>
                <a class="desk-tile sheet" href={task.href}>
                  <Icon name={task.icon} />
                  <span>{task.label}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="stack sp-2" aria-labelledby="roles">
        <h2 id="roles" class="as-xl">
          {t('home.roles')}
        </h2>
        {props.roles.map((role) => (
          <p key={role}>{t(`members.role.${role}`)}</p>
        ))}
      </section>
    </>
  )
}

function TaskRow({ task }: { task: Task }) {
  const number = useNumber()
  const t = useTexts(deskTexts)
  return (
    <li>
      <a class="desk-task" href={task.href}>
        <Icon name={task.icon} />
        <span>{task.label}</span>
        <b>
          <span aria-hidden="true">{number(task.count)}</span>
          <span class="vh">{t('home.count', { count: task.count })}</span>
        </b>
      </a>
    </li>
  )
}

function LinkMadeBanner({ link: { by, at, is_used } }: { link: LinkMade }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <Banner tone="wait" title={t('home.link')}>
      <p>{t(is_used ? 'home.linkUsed' : 'home.linkWaits', { by, day: formatDay(at, locale) })}</p>
      <p>{t('home.linkDoubt')}</p>
      <p>
        <a class="tap" href={`${hrefOf(locale, elsewhere.account)}#devices`}>
          {t('home.linkAccount')}
        </a>
      </p>
    </Banner>
  )
}

function Opening({ missing }: { missing: Mandatory[] }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <Banner tone="wait" title={t('home.closed')}>
      {missing.length > 0 ? (
        <MissingList missing={missing} />
      ) : (
        <p>
          <a class="tap" href={hrefOf(locale, desk.settings)}>
            {t('home.mayOpen')}
          </a>
        </p>
      )}
    </Banner>
  )
}

export function JournalPage(props: {
  rows: JournalRow[]
  members: MemberRow[]
  isAdministrator: boolean
  values: FormValues
  next: string | undefined
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <>
      <h1>{t('journal.title')}</h1>
      <p>{t(props.isAdministrator ? 'journal.lead' : 'journal.leadMine')}</p>
      <Form
        method="get"
        class="sheet cluster gap-4 journal-filter"
        action={hrefOf(locale, desk.journal)}
        values={props.values}
        label={t('journal.filter')}
      >
        {props.isAdministrator && (
          <Select
            name="personne"
            label={t('journal.person')}
            empty={t('journal.everyone')}
            options={props.members.map((each) => ({ value: each.person_id, label: each.name }))}
          />
        )}
        <Field name="numero" label={t('journal.code')} inputmode="numeric" maxlength={10} />
        <Button variant="line" icon="search">
          {t('journal.find')}
        </Button>
      </Form>
      <div class="sheet">
        {props.rows.length === 0 ? (
          <Empty title={t('journal.none')} />
        ) : (
          <Table
            caption={t('journal.title')}
            rows={props.rows}
            id={(row) => String(row.id)}
            columns={[
              { key: 'what', label: t('journal.what'), cell: (row) => sentenceOfEvent(row.kind, row.data, locale) },
              { key: 'who', label: t('journal.who'), cell: (row) => row.who ?? t('journal.machine') },
              { key: 'whom', label: t('journal.forWhom'), cell: (row) => row.for_whom ?? '–' },
              {
                key: 'code',
                label: t('journal.number'),
                cell: (row) => (row.code ? <bdi class="num">{row.code}</bdi> : '–'),
              },
              { key: 'at', label: t('journal.when'), cell: (row) => <Moment value={row.at} /> },
            ]}
          />
        )}
        <Pager next={props.next} />
      </div>
    </>
  )
}

function LetterState({ letter }: { letter: LetterRow }) {
  const t = useTexts(deskTexts)
  if (letter.sent_at) return <Badge state="publie" label={t('letters.sent')} />
  return letter.last_error ? (
    <Badge state="retire" label={t('letters.refused')} />
  ) : (
    <Badge state="relire" label={t('letters.waiting')} />
  )
}

export function LettersPage(props: {
  rows: LetterRow[]
  hasMail: boolean
  previous: string | undefined
  next: string | undefined
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <>
      <h1>{t('letters.title')}</h1>
      <p>{t('letters.lead')}</p>
      {!props.hasMail && (
        <Banner tone="wait" title={t('letters.noServer')}>
          {t('letters.noServerText')}
        </Banner>
      )}
      <div class="sheet">
        {props.rows.length === 0 ? (
          <Empty title={t('letters.none')} />
        ) : (
          <Table
            caption={t('letters.title')}
            rows={props.rows}
            id={(row) => row.id}
            columns={[
              {
                key: 'subject',
                label: t('letters.subject'),
                cell: (row) => <a href={hrefOf(locale, desk.letter, { id: row.id })}>{row.subject}</a>,
              },
              { key: 'to', label: t('letters.to'), cell: (row) => <bdi dir="ltr">{row.to_address}</bdi> },
              { key: 'at', label: t('letters.written'), cell: (row) => <Moment value={row.created_at} /> },
              { key: 'state', label: t('letters.state'), cell: (row) => <LetterState letter={row} /> },
            ]}
          />
        )}
        <Pager previous={props.previous} next={props.next} />
      </div>
    </>
  )
}

export function LetterPage({ letter }: { letter: LetterRow & { body: string } }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <>
      <p class="no-print">
        <a class="tap" href={hrefOf(locale, desk.letters)}>
          {t('letters.back')}
        </a>
      </p>
      <h1>{letter.subject}</h1>
      <div class="sheet stack">
        <Facts
          items={[
            { label: t('letters.to'), value: <bdi dir="ltr">{letter.to_address}</bdi> },
            { label: t('letters.written'), value: <Moment value={letter.created_at} /> },
            { label: t('letters.state'), value: <LetterState letter={letter} /> },
            ...(letter.last_error
              ? [{ label: t('letters.error'), value: <bdi dir="ltr">{letter.last_error}</bdi> }]
              : []),
          ]}
        />
        <p class="said letter-body">{letter.body || t('letters.forgotten')}</p>
        <p class="cluster no-print">
          <Button type="button" icon="print" class="js-only" data={{ 'data-print': '' }}>
            {t('link.print')}
          </Button>
          <LinkButton href={hrefOf(locale, desk.letters)} variant="quiet">
            {t('letters.back')}
          </LinkButton>
        </p>
      </div>
    </>
  )
}
