// The bench of one contribution: the lamp, the files brought, and each sound, picture or paper with what it still lacks.

import { hrefOf } from '#core/doors.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Crumbs, type Crumb } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { acceptedFiles, FileField, ReceivedNotice } from '#ui/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Recorder } from '#ui/recorder.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { assetUrl } from '#core/platform/assets.ts'
import type { Told } from './uploads.pages.tsx'
import { elsewhere, workshopAddresses } from './workshop.addresses.ts'
import { CopyState, Lacks, MediaFacts, MediaTitle, Preview, titleIn } from './workshop.parts.tsx'
import type { BenchItem } from './workshop.queries.ts'
import { isMoving } from './workshop.rules.ts'
import { workshopTexts } from './workshop.texts.ts'

export type Bench = {
  code: string
  /** What it is called, and in which language. */
  title: string
  language: string
  /** Where it is written. */
  home: string
  canEdit: boolean
  /** Only stories have witnesses who agree, and papers lent. */
  hasWitnesses: boolean
}

/** From the story to here. */
export function BenchCrumbs(props: { bench: Bench; then: readonly Crumb[] }) {
  const t = useTexts(workshopTexts)
  const { code, home, title, language } = props.bench
  return (
    <Crumbs
      items={[{ href: home, label: title || t('untitled', { code }), ...(title && { lang: language }) }, ...props.then]}
    />
  )
}

const notices = ['move', 'removed', 'kept'] as const

export function BenchPage(props: {
  bench: Bench
  items: readonly BenchItem[]
  /** Sent, and not there yet. */
  toCome: readonly Told[]
  done: string
  submission_id: string
  other_id: string
}) {
  const t = useTexts(workshopTexts)
  const locale = useLocale()
  const { bench, items } = props
  const { code } = bench
  const here = hrefOf(locale, workshopAddresses.list, { code })
  const done = notices.find((each) => each === props.done)
  return (
    <>
      <BenchCrumbs bench={bench} then={[{ label: t('title') }]} />
      <header class="head">
        <div class="stack sp-1">
          <h1>{t('title')}</h1>
          <p class="soft">
            {bench.title ? <Foreign lang={bench.language}>{bench.title}</Foreign> : t('untitled', { code })}
          </p>
        </div>
        <p class="cluster">
          {bench.hasWitnesses && (
            <>
              <LinkButton href={hrefOf(locale, elsewhere.consents, { code })} variant="line" icon="sign">
                {t('go.consents')}
              </LinkButton>
              <LinkButton href={hrefOf(locale, elsewhere.loans, { code })} variant="line" icon="archive">
                {t('go.loans')}
              </LinkButton>
            </>
          )}
          {bench.canEdit && (
            <LinkButton href={hrefOf(locale, elsewhere.allHidings, { code })} variant="line" icon="lock">
              {t('go.allHidings')}
            </LinkButton>
          )}
        </p>
      </header>
      {done ? <Notice>{t(`done.${done}`)}</Notice> : <ReceivedNotice done={props.done} />}
      {bench.canEdit ? (
        <Sheet id="voix" title={t('voice')}>
          <Recorder code={code} actor="work" back={here} submission_id={props.other_id} withFilms />
        </Sheet>
      ) : (
        <Banner tone="info">{t('readOnly')}</Banner>
      )}
      {bench.canEdit && (
        <Sheet id="apporter" title={t('bring')}>
          <FileField
            code={code}
            actor="work"
            back={here}
            submission_id={props.submission_id}
            label={t('files')}
            hint={t('filesHint')}
            use="lent"
            accept={`${acceptedFiles.picture},${acceptedFiles.document}`}
            multiple
          />
        </Sheet>
      )}
      <section class="sheet stack" aria-labelledby="liste" data-live-list>
        <div class="head">
          <h2 class="as-xl" id="liste">
            {t('list', { count: items.length })}
          </h2>
          <LinkButton href={`${here}#liste`} variant="line" size="s" icon="refresh">
            {t('refresh')}
          </LinkButton>
        </div>
        {items.length === 0 ? (
          <Empty title={t('empty')} />
        ) : (
          <Form action={hrefOf(locale, workshopAddresses.order, { code })} id="ordre" labelledby="liste" class="">
            <ol class="rows plain bench">
              {items.map((item, index) => (
                <Item
                  key={item.media.file_id}
                  item={item}
                  bench={bench}
                  isFirst={index === 0}
                  isLast={index === items.length - 1}
                />
              ))}
            </ol>
          </Form>
        )}
      </section>
      {props.toCome.length > 0 && (
        <Sheet id="a-venir" title={t('coming.title')}>
          {props.toCome.map(({ name, tone, sentence }, index) => (
            <Banner key={index} tone={tone} title={<bdi>{name}</bdi>}>
              <p>{sentence}</p>
            </Banner>
          ))}
        </Sheet>
      )}
      <script type="module" src={assetUrl('bench')} />
    </>
  )
}

function Item(props: { item: BenchItem; bench: Bench; isFirst: boolean; isLast: boolean }) {
  const t = useTexts(workshopTexts)
  const locale = useLocale()
  const { item, bench } = props
  const { media } = item
  const at = { code: bench.code, file_id: media.file_id }
  const name = titleIn(item, locale, bench.language).text
  return (
    <li class="bench-item" id={`m-${media.file_id}`} data-moving={isMoving(item.copy) ? '' : undefined}>
      <Preview item={item} language={bench.language} />
      <div class="stack sp-2">
        <h3 class="as-l">
          <MediaTitle item={item} language={bench.language} />
        </h3>
        <div data-live>
          <MediaFacts item={item} />
          <CopyState copy={item.copy} />
        </div>
        <Lacks item={item} bench={bench} />
        <p class="cluster gap-1">
          <LinkButton
            href={hrefOf(locale, workshopAddresses.media, at)}
            variant="line"
            size="s"
            icon="pen"
            label={`${t(bench.canEdit ? 'go.media' : 'go.see')} (${name})`}
          >
            {t(bench.canEdit ? 'go.media' : 'go.see')}
          </LinkButton>
          {bench.canEdit && !props.isFirst && (
            <Button name="do" value={`up ${media.file_id}`} variant="line" size="s" label={`${t('up')} (${name})`}>
              {t('up')}
            </Button>
          )}
          {bench.canEdit && !props.isLast && (
            <Button name="do" value={`down ${media.file_id}`} variant="line" size="s" label={`${t('down')} (${name})`}>
              {t('down')}
            </Button>
          )}
          {bench.canEdit && (
            <LinkButton
              href={hrefOf(locale, workshopAddresses.remove, at)}
              variant="quiet"
              size="s"
              icon="trash"
              label={`${t('remove')} (${name})`}
            >
              {t('remove')}
            </LinkButton>
          )}
        </p>
      </div>
    </li>
  )
}
