// Everything hidden in one contribution: words, people named, parts of its sounds and pictures; and hiding more.

import { hrefOf } from '#core/doors.ts'
import type { AskedBy, HidingKind } from '#core/media/media.tables.ts'
import { mayShowPeople } from '#core/media/needs.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Chips } from '#ui/chip.tsx'
import { Field, Form, Radios, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Day, Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { Table } from '#ui/table.tsx'
import { addresses, elsewhere } from './hidings.addresses.ts'
import { AskedBy as AskedByField, Head, Why, type FileShown, type Subject } from './place.parts.tsx'
import { writeTime } from './parts.rules.ts'
import { texts } from './texts.ts'

export type HidingShown = {
  id: string
  kind: HidingKind
  file: FileShown | null
  words: readonly string[]
  start_ms: number | null
  end_ms: number | null
  x: number | null
  y: number | null
  until: string | null
  reason: string
  asked_by: 'witness' | 'team'
  by: string
  /** The witness hid it herself, with her card. */
  isHers: boolean
  placed_at: Date
  mayShow: boolean
}
export type ThirdShown = {
  id: string
  names: readonly string[]
  treatment: 'keep' | 'initial' | 'rename' | 'silence'
  alias: string
  mayShow: boolean
}
export type AllProps = {
  subject: Subject
  notice: string
  hidings: readonly HidingShown[]
  people: readonly ThirdShown[]
  files: readonly FileShown[]
  /** Names that the texts seem to say. */
  found: readonly string[]
  /** One for each form: two sendings are two. */
  submission_ids: { words: string; person: string }
  returned?: { form: 'words' | 'person' | 'lift'; values: FormValues; errors: FormErrors } | undefined
  /** A name followed from the list of those found. */
  name: string
  /** Who asked for what was hidden last. */
  asked_by: AskedBy
}

export function AllPage(props: AllProps) {
  const t = useTexts(texts)
  return (
    <>
      <Head subject={props.subject} title={t('all.title')} lead={t('all.lead')} notice={props.notice} />
      <Hidden {...props} />
      <Words {...props} />
      <People {...props} />
      <Files {...props} />
    </>
  )
}

const percent = (part: number | null): string => String(Math.round((part ?? 0) * 100))

/** What one hiding hides, in words. */
function useWhat() {
  const t = useTexts(texts)
  const locale = useLocale()
  const time = (ms: number | null) => writeTime(ms ?? 0, locale)
  return ({ kind, words, file, ...hiding }: HidingShown): string => {
    const title = file?.title ?? ''
    if (kind === 'words') return words.join(' · ')
    if (kind === 'file') return t('what.file', { file: title })
    if (kind === 'region') return t('what.region', { file: title, x: percent(hiding.x), y: percent(hiding.y) })
    return t('what.span', { file: title, from: time(hiding.start_ms), to: time(hiding.end_ms) })
  }
}

/** The parts of one list, each with its way back. */
export function HidingTable(props: {
  code: string
  hidings: readonly HidingShown[]
  returned?: { values: FormValues; errors: FormErrors } | undefined
}) {
  const t = useTexts(texts)
  const whatOf = useWhat()
  return (
    <Table
      caption={t('hidden.title')}
      rows={props.hidings}
      id={(hiding) => hiding.id}
      columns={[
        { key: 'what', label: t('hidden.what'), cell: (hiding) => <bdi>{whatOf(hiding)}</bdi> },
        {
          key: 'until',
          label: t('hidden.until'),
          cell: (hiding) => (hiding.until ? <Day value={hiding.until} /> : t('hidden.forever')),
        },
        {
          key: 'why',
          label: t('hidden.why'),
          cell: (hiding) => (
            <>
              {hiding.isHers ? <b>{t('hidden.hers', { name: hiding.by })}</b> : t(`hidden.asked.${hiding.asked_by}`)}
              {hiding.reason && <span class="said"> {hiding.reason}</span>}
              <span class="small soft">
                {' '}
                <bdi>{hiding.by}</bdi>, <Day value={hiding.placed_at} />
              </span>
            </>
          ),
        },
        {
          key: 'do',
          label: t('hidden.do'),
          isAction: true,
          cell: (hiding) =>
            hiding.mayShow ? (
              <ShowAgain
                code={props.code}
                what="hiding"
                id={hiding.id}
                about={whatOf(hiding)}
                asks={hiding.isHers ? hiding.by : undefined}
                returned={props.returned?.values['id'] === hiding.id ? props.returned : undefined}
              />
            ) : (
              <span class="small soft">{t('hidden.notYours')}</span>
            ),
        },
      ]}
    />
  )
}

/** `asks`: whose wish it was, when the team must say why it shows it again. */
function ShowAgain(props: {
  code: string
  what: 'hiding' | 'person'
  id: string
  /** What or who it is about: several of these forms stand on one page. */
  about: string
  asks?: string | undefined
  returned?: { values: FormValues; errors: FormErrors } | undefined
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const deed = t(props.what === 'hiding' ? 'hidden.show' : 'people.forget')
  const named = t('hidden.named', { deed, what: props.about })
  return (
    <Form
      id={`m-${props.id}`}
      class={props.asks ? 'form' : 'inline'}
      action={hrefOf(locale, addresses.show, { code: props.code })}
      hidden={{ what: props.what, id: props.id }}
      values={props.returned?.values}
      errors={props.returned?.errors}
      label={named}
    >
      {props.asks && (
        <Field
          name="lift_reason"
          label={t('hidden.liftWhy')}
          hint={t('hidden.liftHint', { name: props.asks })}
          maxlength={300}
          required
        />
      )}
      <Button size="s" variant="line" accent="garance" label={named}>
        {deed}
      </Button>
    </Form>
  )
}

function Hidden({ subject, hidings, returned }: AllProps) {
  const t = useTexts(texts)
  return (
    <Sheet id="cache" title={t('hidden.title')}>
      {hidings.length === 0 ? (
        <p class="soft">{t('hidden.empty')}</p>
      ) : (
        <HidingTable
          code={subject.code}
          hidings={hidings}
          returned={returned?.form === 'lift' ? returned : undefined}
        />
      )}
    </Sheet>
  )
}

function Words({ subject, returned, submission_ids, asked_by }: AllProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const mine = returned?.form === 'words' ? returned : undefined
  return (
    <Form
      id="m"
      class="form sheet narrow"
      action={hrefOf(locale, addresses.all, { code: subject.code })}
      submission_id={submission_ids.words}
      values={mine?.values ?? { asked_by }}
      errors={mine?.errors}
      labelledby="mots"
    >
      <h2 class="as-xl" id="mots">
        {t('words.title')}
      </h2>
      <p>{t('words.lead')}</p>
      <TextArea name="phrases" label={t('words.phrases')} hint={t('words.hint')} rows={3} maxlength={20_000} required />
      <Why />
      <Button icon="lock">{t('words.do')}</Button>
    </Form>
  )
}

function People({ subject, people, found, returned, submission_ids, name, asked_by }: AllProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const mine = returned?.form === 'person' ? returned : undefined
  const here = hrefOf(locale, addresses.all, { code: subject.code })
  return (
    <Sheet id="personnes" title={t('people.title')}>
      <p>{t('people.lead')}</p>
      {people.length > 0 && (
        <Table
          caption={t('people.title')}
          rows={people}
          id={(person) => person.id}
          columns={[
            {
              key: 'names',
              label: t('people.names'),
              cell: (person) => <bdi>{person.names.join(' · ')}</bdi>,
            },
            {
              key: 'how',
              label: t('people.how'),
              cell: (person) => (
                <>
                  {t(`treatment.${person.treatment}`)}
                  {person.alias && (
                    <>
                      {' · '}
                      <bdi>{person.alias}</bdi>
                    </>
                  )}
                </>
              ),
            },
            {
              key: 'do',
              label: t('hidden.do'),
              isAction: true,
              cell: (person) =>
                person.mayShow ? (
                  <ShowAgain code={subject.code} what="person" id={person.id} about={person.names.join(' · ')} />
                ) : (
                  <span class="small soft">{t('hidden.notYours')}</span>
                ),
            },
          ]}
        />
      )}
      {found.length > 0 && (
        <div class="stack sp-1">
          <p>{t('people.found')}</p>
          <Chips
            items={found.map((each) => ({
              href: `${here}?nom=${encodeURIComponent(each)}#personne`,
              label: each,
              lang: subject.language,
            }))}
          />
        </div>
      )}
      <Form
        id="p"
        class="form narrow"
        action={hrefOf(locale, addresses.person, { code: subject.code })}
        submission_id={submission_ids.person}
        values={mine?.values ?? { names: name, treatment: 'initial', asked_by }}
        errors={mine?.errors}
        labelledby="personne"
      >
        <h3 id="personne">{t('people.add')}</h3>
        <TextArea name="names" label={t('people.names')} hint={t('people.namesHint')} rows={3} required />
        <Radios
          name="treatment"
          label={t('people.how')}
          columns="m"
          required
          options={(['keep', 'initial', 'rename', 'silence'] as const).map((value) => ({
            value,
            label: t(`treatment.${value}`),
            hint: t(`treatment.${value}.hint`),
          }))}
        />
        <Field name="alias" label={t('people.alias')} hint={t('people.aliasHint')} maxlength={80} />
        <AskedByField />
        <Button icon="name">{t('people.do')}</Button>
      </Form>
    </Sheet>
  )
}

function Files({ subject, files }: AllProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { code } = subject
  return (
    <Sheet id="fichiers" title={t('files.title')}>
      {files.length === 0 ? (
        <>
          <p>{t('files.none')}</p>
          <p>
            <a class="tap" href={hrefOf(locale, elsewhere.workshop, { code })}>
              {t('files.workshop')}
            </a>
          </p>
        </>
      ) : (
        <ul class="rows">
          {files.map((file) => (
            <li key={file.id} class="row">
              <span>
                <Foreign lang={subject.language} as="bdi">
                  {file.title}
                </Foreign>
                <small> {t(`nature.${file.nature}`)}</small>
              </span>
              <span class="cluster">
                <LinkButton href={hrefOf(locale, addresses.file, { code, file_id: file.id })} variant="line" size="s">
                  {t(`files.hide.${file.nature}`)}
                </LinkButton>
                {mayShowPeople(file.nature) && (
                  <LinkButton
                    href={hrefOf(locale, addresses.register, { code, file_id: file.id })}
                    variant="line"
                    size="s"
                    icon="family"
                  >
                    {t('files.register')}
                  </LinkButton>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Banner tone="info" title={t('vault.title')}>
        {t('vault.text')}
      </Banner>
    </Sheet>
  )
}
