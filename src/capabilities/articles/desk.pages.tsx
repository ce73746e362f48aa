// The journal at the desk: my articles, and the form to write one.

import type { Stage } from '#core/contribution/contribution.tables.ts'
import type { MediaLacks as Lacking } from '#core/media/lacks.ts'
import { MediaLacks } from '#ui/media-lacks.tsx'
import { hrefOf } from '#core/doors.ts'
import { language } from '#core/platform/fields.ts'
import { firstOf } from '#core/platform/http/forms.ts'
import { themeNameIn } from '#core/shelf/browse.ts'
import { Badge, badgeOf } from '#ui/badge.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { AutosaveStatus, Checks, Field, Form, Select, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { languageOptions } from '#ui/languages.ts'
import { Day, Foreign, Moment, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Table } from '#ui/table.tsx'
import { addresses } from './articles.addresses.ts'
import type { ArticleRow } from './articles.queries.ts'
import { texts } from './texts.ts'

function StageBadge({ stage }: { stage: Stage }) {
  const t = useTexts(texts)
  return <Badge state={badgeOf[stage]} label={t(`stage.${stage}`)} />
}

export function MyArticlesPage(props: { rows: readonly ArticleRow[]; notice?: string | undefined }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <header class="head">
        <h1>{t('mine.title')}</h1>
        <LinkButton href={hrefOf(locale, addresses.begin)} icon="pen">
          {t('mine.begin')}
        </LinkButton>
      </header>
      <Notice>{props.notice}</Notice>
      {props.rows.length === 0 ? (
        <Empty title={t('mine.empty')} sheet>
          <p>{t('mine.emptyHint')}</p>
        </Empty>
      ) : (
        <div class="sheet">
          <Table
            caption={t('mine.title')}
            rows={props.rows}
            id={(row) => row.id}
            columns={[
              {
                key: 'title',
                label: t('form.title'),
                cell: (row) => (
                  <a href={hrefOf(locale, addresses.write, { code: row.code })}>
                    {row.title ? <Foreign lang={row.language}>{row.title}</Foreign> : t('untitled')}
                  </a>
                ),
              },
              {
                key: 'stage',
                label: t('mine.stage'),
                cell: (row) => <StageBadge stage={row.work_stage ?? row.stage} />,
              },
              { key: 'kept', label: t('mine.kept'), cell: (row) => <Moment value={row.draft_saved_at} /> },
            ]}
          />
        </div>
      )}
    </>
  )
}

export type Answered = { decision: 'changes' | 'refuse'; reason: string; by: string; at: Date }
export type WriteProps = {
  /** Absent for a new one. */
  article?:
    | {
        code: string
        stage: Stage
        mayEdit: boolean
        mayTakeBack: boolean
        media: number
        /** Sounds and pictures that will wait. */
        lacks: readonly Lacking[]
      }
    | undefined
  answers?: readonly Answered[] | undefined
  themes: readonly { id: string; names: Record<string, string> }[]
  values: FormValues
  errors?: FormErrors | undefined
  submission_id: string
  other_id: string
  notice?: string | undefined
  /** What someone else kept meanwhile. */
  theirs?: { title: string; lead: string; body: string; language: string } | undefined
}

export function WritePage(props: WriteProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { article, values } = props
  const action = article ? hrefOf(locale, addresses.write, { code: article.code }) : hrefOf(locale, addresses.begin)
  // What was typed may be no language at all.
  const lang = language.safeParse(values['language']).data
  return (
    <>
      <Crumbs
        items={[
          { href: hrefOf(locale, addresses.mine), label: t('mine.title') },
          { label: article ? t('write.title') : t('mine.begin') },
        ]}
      />
      <header class="head">
        <h1>{article ? t('write.title') : t('mine.begin')}</h1>
        {article && <StageBadge stage={article.stage} />}
        {article && (
          <LinkButton href={hrefOf(locale, addresses.media, { code: article.code })} variant="line" icon="mic">
            {t('write.media', { count: article.media })}
          </LinkButton>
        )}
      </header>
      <Notice>{props.notice}</Notice>
      {article && <MediaLacks code={article.code} media={article.lacks} to={addresses} />}
      {props.answers?.map((answer, index) => (
        <Banner
          key={index}
          tone={answer.decision === 'refuse' ? 'problem' : 'wait'}
          title={t(`answer.${answer.decision}`, { name: answer.by })}
        >
          <p class="said">{answer.reason}</p>
          <p class="small">
            <Day value={answer.at} />
          </p>
        </Banner>
      ))}
      {props.theirs && (
        <section class="stack" role="alert">
          <Banner tone="problem" title={t('conflict.title')}>
            {t('conflict.text')}
          </Banner>
          <Foreign as="div" lang={props.theirs.language} class="sheet said">
            <p class="as-xl">{props.theirs.title}</p>
            <p class="lead">{props.theirs.lead}</p>
            <p>{props.theirs.body}</p>
          </Foreign>
        </section>
      )}
      {(!article || article.mayEdit) && (
        <Form
          class="form sheet narrow"
          action={action}
          submission_id={props.submission_id}
          hidden={{ version: firstOf(values['version']) || '0', base: firstOf(values['base']) }}
          values={values}
          errors={props.errors}
          autosave={article ? action : undefined}
          label={t('write.title')}
        >
          <Select name="language" label={t('form.language')} options={languageOptions(lang)} />
          <Field name="title" label={t('form.title')} maxlength={200} lang={lang} required />
          <TextArea name="lead" label={t('form.lead')} hint={t('form.leadHint')} rows={2} maxlength={400} lang={lang} />
          <TextArea
            name="body"
            label={t('form.body')}
            hint={t('form.bodyHint')}
            rows={18}
            maxlength={100_000}
            lang={lang}
            required
          />
          {props.themes.length > 0 && (
            <Checks
              name="themes"
              label={t('form.themes')}
              columns="m"
              options={props.themes.map((theme) => {
                const name = themeNameIn(theme.names, locale)
                return { value: theme.id, label: name.text, lang: name.language }
              })}
            />
          )}
          <p class="small soft">{t('form.sending')}</p>
          <div class="cluster">
            <Button name="then" value="send" icon="send">
              {t('form.send')}
            </Button>
            <Button name="then" value="keep" variant="line">
              {t('form.keep')}
            </Button>
          </div>
          <AutosaveStatus />
        </Form>
      )}
      {article?.mayTakeBack && article.stage !== 'draft' && (
        <Form
          id="t"
          class="form sheet narrow"
          action={hrefOf(locale, addresses.takeBack, { code: article.code })}
          submission_id={props.other_id}
          hidden={{ then: article.stage === 'withdrawn' ? 'back' : 'away' }}
          label={t('take.title')}
        >
          <h2 class="as-xl">{t('take.title')}</h2>
          <p>{t(article.stage === 'withdrawn' ? 'take.backText' : 'take.text')}</p>
          <Button variant="line" accent={article.stage === 'withdrawn' ? undefined : 'garance'}>
            {t(article.stage === 'withdrawn' ? 'take.back' : 'take.away')}
          </Button>
        </Form>
      )}
    </>
  )
}
