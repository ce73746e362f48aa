// The queue: what waits, the oldest first, and who is expected.

import { hrefOf } from '#core/doors.ts'
import { Badge, badgeOf } from '#ui/badge.tsx'
import { LinkButton } from '#ui/button.tsx'
import { formatAge } from '#ui/dates.ts'
import { Empty } from '#ui/empty.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Pager } from '#ui/pages.tsx'
import { Portrait, portraitOr } from '#ui/portraits.tsx'
import { Table } from '#ui/table.tsx'
import { Tabs } from '#ui/tabs.tsx'
import type { QueueRow } from './queue.queries.ts'
import { queueAddress, rulesAddress } from './review.addresses.ts'
import { Names, reviewHref } from './review.parts.tsx'
import { tabWords, type Tab } from './review.rules.ts'
import { texts } from './texts.ts'

const shownTabs: readonly Tab[] = ['mine', 'board', 'agreement', 'recent']
const lateDays = 21

export function QueuePage(props: {
  tab: Tab
  rows: readonly QueueRow[]
  counts: Record<Tab, number>
  oldest: Date | undefined
  page: number
  hasMore: boolean
  mayRule: boolean
  now: Date
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { tab, rows, counts, page, now } = props
  const href = (to: Tab, number = 1) =>
    `${hrefOf(locale, queueAddress)}?file=${tabWords[to]}${number > 1 ? `&page=${number}` : ''}`
  const isWaiting = tab !== 'recent' && tab !== 'refused'
  return (
    <>
      <header class="head">
        <div class="stack sp-2">
          <h1>{t('queue.title')}</h1>
          <p class="lead">{t('queue.lead')}</p>
        </div>
        {props.mayRule && (
          <LinkButton href={hrefOf(locale, rulesAddress)} variant="line" icon="settings">
            {t('rules.title')}
          </LinkButton>
        )}
      </header>
      <section aria-labelledby="file">
        <h2 class="vh" id="file">
          {t(`queue.${tab}`)}
        </h2>
        <Tabs
          label={t('queue.tabs')}
          items={shownTabs.map((each) => ({
            href: href(each),
            label: t(`queue.${each}`),
            count: counts[each],
            current: each === tab,
          }))}
        />
        <div class="sheet queue stack">
          {isWaiting && props.oldest && (
            <p>{t('queue.oldest', { age: formatAge(props.oldest, now, locale), count: counts[tab] })}</p>
          )}
          {rows.length === 0 ? (
            <Empty title={t('queue.empty')} heading="h3">
              <p>{t('queue.emptyHint')}</p>
            </Empty>
          ) : (
            <Table
              caption={t(`queue.${tab}`)}
              rows={rows}
              id={(row) => row.id}
              columns={[
                { key: 'title', label: t('queue.story'), cell: (row) => <Story row={row} /> },
                { key: 'told', label: t('queue.toldBy'), cell: (row) => <Names names={row.told_by} /> },
                { key: 'collected', label: t('queue.collectedBy'), cell: (row) => <Names names={row.collected_by} /> },
                { key: 'stage', label: t('queue.stage'), cell: (row) => <Stages row={row} /> },
                { key: 'due', label: t('queue.due'), cell: (row) => <Expected row={row} /> },
                {
                  key: 'since',
                  label: t('queue.since'),
                  cell: (row) => <Since row={row} now={now} isWaiting={isWaiting} />,
                },
              ]}
            />
          )}
        </div>
        <Pager
          previous={page > 1 ? href(tab, page - 1) : undefined}
          next={props.hasMore ? href(tab, page + 1) : undefined}
        />
      </section>
      {counts.refused > 0 && tab !== 'refused' && (
        <p class="small">
          <a class="tap" href={href('refused')}>
            {t('queue.seeRefused', { count: counts.refused })}
          </a>
        </p>
      )}
    </>
  )
}

function Story({ row }: { row: QueueRow }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <span class="row">
      <Portrait name={portraitOr(row.portrait, row.id)} size="xs" />
      <a href={reviewHref(locale, row.code)}>
        {row.title ? <Foreign lang={row.language}>{row.title}</Foreign> : t('untitled')}
      </a>
    </span>
  )
}

function Stages({ row }: { row: QueueRow }) {
  const t = useTexts(texts)
  const work = row.work_stage
  return (
    <span class="cluster gap-1">
      {work && <Badge state={badgeOf[work]} label={t(`stage.${work}`)} />}
      {work ? (
        <span class="small soft">{t('queue.online')}</span>
      ) : (
        <Badge state={badgeOf[row.stage]} label={t(`stage.${row.stage}`)} />
      )}
    </span>
  )
}

/** Whose turn it is. */
function Expected({ row }: { row: QueueRow }) {
  const t = useTexts(texts)
  const stage = row.work_stage ?? row.stage
  if (stage === 'changes') return <Names names={row.collected_by.length ? row.collected_by : row.told_by} />
  if (stage === 'consent') return <>{t('queue.consentOf')}</>
  if (stage !== 'review' && stage !== 'witness') return <>{t('queue.nobody')}</>
  return <>{row.due.map((kind) => t(`due.${kind as 'editorial' | 'scientific' | 'witness'}`)).join(' · ')}</>
}

function Since({ row, now, isWaiting }: { row: QueueRow; now: Date; isWaiting: boolean }) {
  const locale = useLocale()
  const isLate = isWaiting && now.getTime() - row.stage_since.getTime() > lateDays * 86_400_000
  return (
    <time class={isLate ? 'late' : undefined} datetime={row.stage_since.toISOString()}>
      {formatAge(row.stage_since, now, locale)}
    </time>
  )
}
