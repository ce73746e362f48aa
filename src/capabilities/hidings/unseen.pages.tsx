// What witnesses hid themselves, for who answers for their stories: to read the other languages again, and to call her.

import { hrefOf } from '#core/doors.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form } from '#ui/form.tsx'
import { Day, Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { Table } from '#ui/table.tsx'
import { addresses } from './hidings.addresses.ts'
import { texts } from './texts.ts'

export type UnseenShown = {
  code: string
  title: string
  language: string
  witnesses: readonly string[]
  count: number
  since: Date
}

export function UnseenPage(props: { rows: readonly UnseenShown[]; notice: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <header class="stack sp-2">
        <h1>{t('unseen.title')}</h1>
        <p class="lead">{t('unseen.lead')}</p>
      </header>
      <Notice>{props.notice}</Notice>
      {props.rows.length === 0 ? (
        <Empty title={t('unseen.empty')} sheet />
      ) : (
        <div class="sheet">
          <Table
            caption={t('unseen.title')}
            rows={props.rows}
            id={(row) => row.code}
            columns={[
              {
                key: 'story',
                label: t('grown.story'),
                cell: (row) =>
                  row.title ? <Foreign lang={row.language}>{row.title}</Foreign> : t('untitled', { code: row.code }),
              },
              { key: 'who', label: t('unseen.who'), cell: (row) => <bdi>{row.witnesses.join(', ')}</bdi> },
              { key: 'count', label: t('unseen.what'), cell: (row) => t('unseen.count', { count: row.count }) },
              { key: 'since', label: t('unseen.since'), cell: (row) => <Day value={row.since} /> },
              {
                key: 'do',
                label: t('hidden.do'),
                isAction: true,
                cell: (row) => (
                  <Form
                    id={`v-${row.code}`}
                    class="cluster"
                    action={hrefOf(locale, addresses.unseen)}
                    hidden={{ code: row.code }}
                    label={t('unseen.done')}
                  >
                    <LinkButton href={hrefOf(locale, addresses.all, { code: row.code })} variant="line" size="s">
                      {t('unseen.open')}
                    </LinkButton>
                    <Button size="s" variant="line" icon="check">
                      {t('unseen.done')}
                    </Button>
                  </Form>
                ),
              },
            ]}
          />
        </div>
      )}
    </>
  )
}
