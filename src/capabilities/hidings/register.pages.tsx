// Who can be recognised in a picture, and what each agreed to; and those who were minors and are to be asked again.

import { hrefOf } from '#core/doors.ts'
import { assetUrl } from '#core/platform/assets.ts'
import type { Region } from '#core/media/media.tables.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field, Form, Radios, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Day, Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { Table } from '#ui/table.tsx'
import { addresses, elsewhere } from './hidings.addresses.ts'
import { FileForm, Head, Place, type FileShown, type Subject } from './place.parts.tsx'
import { texts } from './texts.ts'

export type PersonShown = {
  id: string
  status: 'unknown' | 'agreed' | 'minor' | 'crowd' | 'deceased' | 'blur'
  name: string
  region: Region | null
  agreed_by: string
  agreed_by_second: string
  agreed_on: string | null
  agreed_until: string | null
  /** A minor's: the day her guardians' word no longer counts. */
  grown_until: string | null
  taken_back_at: Date | null
  /** She lets the picture be shown today. */
  lets: boolean
  /** This member may take her off the list. */
  mayUnlist: boolean
}
export type RegisterProps = {
  subject: Subject
  file: FileShown
  notice: string
  people: readonly PersonShown[]
  looked: { by: string; at: Date } | null
  picture: string | undefined
  /** What was kept of agreements in this contribution. */
  evidences: readonly { id: string; name: string; on: Date }[]
  submission_id: string
  returned?: { values: FormValues; errors: FormErrors } | undefined
}

export function RegisterPage(props: RegisterProps) {
  const t = useTexts(texts)
  const { people, looked } = props
  const { nature } = props.file
  const isOpen = looked !== null && people.every((each) => each.lets)
  // Most papers show nobody: one answer is enough.
  const isAsked = nature === 'document' && looked === null && people.length === 0
  return (
    <>
      <Head
        subject={props.subject}
        under
        title={t('register.title', { title: props.file.title })}
        lead={t(nature === 'document' ? 'register.leadPaper' : 'register.lead')}
        notice={props.notice}
      />
      <Banner tone={isOpen ? 'done' : 'wait'} title={t(isOpen ? 'register.open' : 'register.closed', { nature })}>
        {isOpen
          ? t('register.openText')
          : t(people.some((each) => !each.lets) ? 'register.someone' : 'register.notLooked', { nature })}
      </Banner>
      {isAsked ? (
        <Anybody {...props} />
      ) : (
        <>
          <People {...props} />
          <Looked {...props} />
        </>
      )}
      <AddForm {...props} />
      <script type="module" src={assetUrl('hiding')} />
    </>
  )
}

/** The one question of a paper: nobody, or the list below. */
function Anybody({ subject, file }: RegisterProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <Form
      id="q"
      class="form sheet narrow"
      action={hrefOf(locale, addresses.looked, { code: subject.code, file_id: file.id })}
      hidden={{ looked: 'yes' }}
      labelledby="quelquun"
    >
      <h2 class="as-xl" id="quelquun">
        {t('anybody.title')}
      </h2>
      <p>{t('anybody.lead')}</p>
      <p>
        <a class="tap" href={hrefOf(locale, elsewhere.bytes, { file_id: file.id, what: 'original' })}>
          {t('anybody.open')}
        </a>
      </p>
      <p class="cluster">
        <Button size="l" icon="check">
          {t('anybody.no')}
        </Button>
        <LinkButton size="l" variant="line" icon="family" href="#ajouter">
          {t('anybody.yes')}
        </LinkButton>
      </p>
    </Form>
  )
}

const mayTakeBack = ({ status, taken_back_at }: PersonShown): boolean =>
  (status === 'agreed' || status === 'minor') && taken_back_at === null

function People({ subject, file, people }: RegisterProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <Sheet id="liste" title={t('register.people')}>
      {people.length === 0 ? (
        <Empty title={t('register.nobody')}>
          <p>{t('register.nobodyHint')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('register.people')}
          rows={people}
          id={(person) => person.id}
          columns={[
            {
              key: 'who',
              label: t('register.who'),
              cell: (person) => (person.name ? <bdi>{person.name}</bdi> : t(`status.${person.status}`)),
            },
            {
              key: 'lets',
              label: t('register.lets', { nature: file.nature }),
              cell: (person) => <Lets person={person} />,
            },
            {
              key: 'do',
              label: t('hidden.do'),
              isAction: true,
              cell: (person) =>
                (person.mayUnlist || mayTakeBack(person)) && (
                  <Form
                    id={`q-${person.id}`}
                    class="cluster"
                    action={hrefOf(locale, addresses.pictured, {
                      code: subject.code,
                      file_id: file.id,
                      person: person.id,
                    })}
                    label={person.name || t(`status.${person.status}`)}
                  >
                    {mayTakeBack(person) && (
                      <Button name="do" value="takeBack" size="s" variant="line" accent="garance">
                        {t('register.takeBack')}
                      </Button>
                    )}
                    {person.mayUnlist && (
                      <Button name="do" value="remove" size="s" variant="quiet">
                        {t('register.remove')}
                      </Button>
                    )}
                  </Form>
                ),
            },
          ]}
        />
      )}
    </Sheet>
  )
}

function Lets({ person }: { person: PersonShown }) {
  const t = useTexts(texts)
  const { status, agreed_by, agreed_by_second, agreed_on, agreed_until, grown_until, taken_back_at } = person
  return (
    <>
      <Badge state={person.lets ? 'publie' : 'retire'} label={t(person.lets ? 'register.yes' : 'register.no')} />{' '}
      {t(`status.${status}`)}
      {taken_back_at && (
        <span class="late">
          {' '}
          {t('register.takenBackOn')} <Day value={taken_back_at} />
        </span>
      )}
      {agreed_on && !taken_back_at && (
        <span class="small soft">
          {' '}
          <bdi>{[agreed_by, agreed_by_second].filter(Boolean).join(' · ')}</bdi>, <Day value={agreed_on} />
          {agreed_until && (
            <>
              {' → '}
              <Day value={agreed_until} />
            </>
          )}
        </span>
      )}
      {grown_until && (
        <span class="small soft">
          {' '}
          {t('register.grown')} <Day value={grown_until} />
        </span>
      )}
    </>
  )
}

function Looked({ subject, file, looked }: RegisterProps) {
  const t = useTexts(texts)
  return (
    <FileForm
      id="v"
      class="narrow"
      to={addresses.looked}
      about={{ subject, file }}
      title={{ id: 'vu', words: t('looked.title') }}
      hidden={{ looked: looked ? 'no' : 'yes' }}
    >
      <p>{t('looked.lead', { nature: file.nature })}</p>
      {looked && (
        <p>
          {t('looked.done')} <bdi>{looked.by}</bdi>, <Day value={looked.at} />
        </p>
      )}
      <Button variant={looked ? 'line' : 'solid'} icon="eye">
        {t(looked ? 'looked.undo' : 'looked.do')}
      </Button>
    </FileForm>
  )
}

const statuses = ['agreed', 'minor', 'crowd', 'deceased', 'blur', 'unknown'] as const

function AddForm(props: RegisterProps) {
  const t = useTexts(texts)
  const { people, evidences } = props
  return (
    <FileForm
      id="a"
      class="narrow pictured"
      to={addresses.register}
      about={props}
      title={{ id: 'ajouter', words: t('add.title') }}
      submission_id={props.submission_id}
    >
      <Place
        file={props.file}
        picture={props.picture}
        regions={people.flatMap(({ region }) => (region ? [{ ...region, kind: 'known' as const }] : []))}
        hint={t('add.whereHint')}
      />
      <Radios
        name="status"
        label={t('add.status')}
        columns="m"
        required
        options={statuses.map((value) => ({ value, label: t(`status.${value}`), hint: t(`status.${value}.hint`) }))}
      />
      <Field name="name" label={t('add.name')} hint={t('add.nameHint')} maxlength={120} />
      <div class="grid col-m" data-for="agreed minor">
        <Field name="agreed_by" label={t('add.agreedBy')} hint={t('add.agreedByHint')} maxlength={120} />
        <Field name="agreed_on" type="date" label={t('add.on')} />
        <Field name="agreed_until" type="date" label={t('add.until')} hint={t('add.untilHint')} />
      </div>
      <div class="grid col-m" data-for="minor">
        <Field name="agreed_by_second" label={t('add.second')} hint={t('add.secondHint')} maxlength={120} />
        <Field name="born_on" type="date" label={t('add.born')} hint={t('add.bornHint')} />
        <Field name="surname" label={t('add.surname')} hint={t('add.surnameHint')} maxlength={80} />
      </div>
      {evidences.length > 0 && (
        <Select
          name="evidence_id"
          label={t('add.evidence')}
          empty={t('add.noEvidence')}
          options={evidences.map(({ id, name, on }) => ({
            value: id,
            label: `${name} · ${on.toISOString().slice(0, 10)}`,
          }))}
        />
      )}
      <Button icon="plus">{t('add.do')}</Button>
    </FileForm>
  )
}

export type GrownShown = {
  id: string
  name: string
  code: string
  file_id: string
  title: string
  language: string
  grown_on: string
  until: string
  isLate: boolean
}

/** Those who are 18 since their guardians agreed for them. */
export function GrownPage(props: { rows: readonly GrownShown[]; notice: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <header class="stack sp-2">
        <h1>{t('grown.title')}</h1>
        <p class="lead">{t('grown.lead')}</p>
      </header>
      <Notice>{props.notice}</Notice>
      {props.rows.length === 0 ? (
        <Empty title={t('grown.empty')} sheet />
      ) : (
        <div class="sheet">
          <Table
            caption={t('grown.title')}
            rows={props.rows}
            id={(row) => row.id}
            columns={[
              { key: 'who', label: t('register.who'), cell: (row) => <bdi>{row.name}</bdi> },
              {
                key: 'story',
                label: t('grown.story'),
                cell: (row) =>
                  row.title ? <Foreign lang={row.language}>{row.title}</Foreign> : t('untitled', { code: row.code }),
              },
              { key: 'grown', label: t('grown.on'), cell: (row) => <Day value={row.grown_on} /> },
              {
                key: 'until',
                label: t('grown.until'),
                cell: (row) => (
                  <span class={row.isLate ? 'late' : undefined}>
                    <Day value={row.until} />
                    {row.isLate && ` · ${t('grown.late')}`}
                  </span>
                ),
              },
              {
                key: 'do',
                label: t('hidden.do'),
                isAction: true,
                cell: (row) => (
                  <LinkButton
                    href={hrefOf(locale, addresses.register, { code: row.code, file_id: row.file_id })}
                    variant="line"
                    size="s"
                  >
                    {t('grown.open')}
                  </LinkButton>
                ),
              },
            ]}
          />
        </div>
      )}
    </>
  )
}
