// The list of stories on the desk, and the page that begins one.

import type { Stage } from '#core/contribution/contribution.tables.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { formatAge } from '#ui/dates.ts'
import { Empty } from '#ui/empty.tsx'
import { Checks, Field, Form, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { languageOptions, otherLanguage, ownName } from '#ui/languages.ts'
import { Day, Foreign, useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { Pager } from '#ui/pages.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Table } from '#ui/table.tsx'
import { at } from './editor.addresses.ts'
import { Done, StageBadge } from './editor.frame.tsx'
import type { ArrivedRow, Creditable, StoryRow } from './editor.queries.ts'
import { stages } from './editor.rules.ts'
import { editorTexts } from './editor-texts.ts'

export type ListProps = {
  rows: StoryRow[]
  names: Map<string, string>
  arrived: ArrivedRow[]
  filter: { stage: Stage | undefined; language: string | undefined; words: string; mine: boolean }
  done: string
  now: Date
  submission_id: string
  previous: string | undefined
  next: string | undefined
}

export function StoriesPage(props: ListProps) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const { rows, filter } = props
  const isFiltered = Boolean(filter.stage || filter.language || filter.words || filter.mine)
  return (
    <>
      <header class="head">
        <h1>{t('list.title')}</h1>
        <LinkButton href={at(locale, 'begin')} icon="plus">
          {t('list.begin')}
        </LinkButton>
      </header>
      <Done what={props.done} />
      {props.arrived.length > 0 && <Arrived rows={props.arrived} now={props.now} submission_id={props.submission_id} />}
      <Filters filter={filter} />
      {rows.length === 0 ? (
        <Empty title={isFiltered ? t('list.noneFiltered') : t('list.none')} sheet>
          <p>
            {isFiltered ? (
              <a href={at(locale, 'list')}>{t('list.all')}</a>
            ) : (
              <a href={at(locale, 'begin')}>{t('list.begin')}</a>
            )}
          </p>
        </Empty>
      ) : (
        <Rows rows={rows} names={props.names} />
      )}
      {(props.previous || props.next) && <Pager previous={props.previous} next={props.next} />}
    </>
  )
}

function Rows({ rows, names }: { rows: StoryRow[]; names: Map<string, string> }) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const language = useLanguageName()
  return (
    <Table
      caption={t('list.title')}
      rows={rows}
      id={(row) => row.id}
      columns={[
        {
          key: 'title',
          label: t('list.story'),
          cell: (row) => (
            <a href={at(locale, 'story', row.code)}>
              {row.title ? (
                <Foreign lang={row.language}>{row.title}</Foreign>
              ) : (
                t('story.untitledNumber', { code: row.code })
              )}
            </a>
          ),
        },
        {
          key: 'who',
          label: t('list.who'),
          cell: (row) => row.voices.map((id) => names.get(id) ?? t('list.someone')).join(' · ') || t('list.nobody'),
        },
        {
          key: 'languages',
          label: t('list.languages'),
          cell: (row) => [row.language, ...row.languages].map(language).join(' → '),
        },
        {
          key: 'stage',
          label: t('list.stage'),
          cell: (row) => (
            <span class="cluster gap-1">
              <StageBadge stage={row.stage} />
              {row.work_stage && row.work_stage !== row.stage && <StageBadge stage={row.work_stage} />}
            </span>
          ),
        },
        { key: 'saved', label: t('list.saved'), cell: (row) => <Day value={row.draft_saved_at} /> },
      ]}
    />
  )
}

function Filters({ filter }: { filter: ListProps['filter'] }) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  return (
    <Form
      action={at(locale, 'list')}
      method="get"
      id="filtre"
      role="search"
      label={t('filter.label')}
      class="sheet grid col-m"
    >
      <Field name="q" label={t('filter.words')} type="search" value={filter.words} maxlength={100} />
      <Select
        name="etape"
        label={t('filter.stage')}
        empty={t('filter.any')}
        value={filter.stage ?? ''}
        options={stages.map((value) => ({ value, label: t(`stage.${value}`) }))}
      />
      <Select
        name="langue"
        label={t('filter.language')}
        empty={t('filter.any')}
        value={filter.language ?? ''}
        options={languageOptions(filter.language)}
      />
      <Checks
        name="mes"
        label={t('filter.whose')}
        values={filter.mine ? ['oui'] : []}
        options={[{ value: 'oui', label: t('filter.mine') }]}
      />
      <Button variant="line" icon="search" class="start">
        {t('filter.show')}
      </Button>
    </Form>
  )
}

/** Stories sent by someone alone: how long they wait, and a button to look after one. */
function Arrived({ rows, now, submission_id }: { rows: ArrivedRow[]; now: Date; submission_id: string }) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  return (
    <section class="sheet stack" aria-labelledby="arrives">
      <h2 id="arrives">{t('arrived.title')}</h2>
      <p class="soft">{t('arrived.words')}</p>
      <Form action={at(locale, 'takeOver')} id="prendre" submission_id={submission_id} labelledby="arrives" class="">
        <ul class="rows">
          {rows.map((row) => (
            <li key={row.code} class="cluster between">
              <span>
                {t('arrived.one', {
                  code: row.code,
                  language: row.language === otherLanguage ? t('begin.other') : ownName(row.language),
                  age: formatAge(row.stage_since, now, locale),
                })}
              </span>
              <Button name="code" value={row.code} variant="line" size="s">
                {t('arrived.take', { code: row.code })}
              </Button>
            </li>
          ))}
        </ul>
      </Form>
    </section>
  )
}

export function BeginPage(props: {
  people: Creditable[]
  me: string
  values: FormValues
  errors: FormErrors
  submission_id: string
}) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const witnesses = props.people.filter((each) => !each.isMember || each.id === props.me)
  return (
    <>
      <Crumbs items={[{ href: at(locale, 'list'), label: t('list.title') }, { label: t('begin.title') }]} />
      <h1>{t('begin.title')}</h1>
      <Form
        action={at(locale, 'begin')}
        submission_id={props.submission_id}
        values={props.values}
        errors={props.errors}
        class="form narrow"
      >
        <Select
          name="language"
          label={t('begin.language')}
          hint={t('begin.languageHint')}
          empty={t('begin.choose')}
          required
          options={[...languageOptions(), { value: otherLanguage, label: t('begin.other') }]}
        />
        <Checks
          name="witnesses"
          label={t('begin.witnesses')}
          hint={t('begin.witnessesHint')}
          required
          columns="m"
          options={witnesses.map(({ id, name }) => ({
            value: id,
            label: id === props.me ? t('begin.me', { name }) : name,
          }))}
        />
        <Button size="l" icon="pen">
          {t('begin.go')}
        </Button>
      </Form>
    </>
  )
}
