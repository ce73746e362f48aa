// The witness's own copy on screen: what it holds, how to give it, and the page a link opens.

import { hrefOf } from '#core/doors.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form, Select } from '#ui/form.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { formatDay } from '#ui/dates.ts'
import { Sheet } from '#ui/sheet.tsx'
import { sizeWords } from '#ui/sizes.ts'
import type { CopyLink } from './copies.queries.ts'
import { linkDays } from './copies.rules.ts'
import { texts } from './copies.texts.ts'
import { addresses } from './papers.addresses.ts'

export type CopySummary = { texts: number; files: number; size: number; missing: number }
export type CopyOf = {
  person_id: string
  name: string
  summary: CopySummary
  links: readonly CopyLink[]
  link_submission_id: string
}

export function CopyPage(props: {
  code: string
  title: string
  language: string
  copies: readonly CopyOf[]
  notice: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <header class="stack sp-2">
        <p>
          <a class="tap" href={hrefOf(locale, addresses.papers, { code: props.code })}>
            {t('papers')}
          </a>
        </p>
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
        {props.title && (
          <p class="soft">
            <Foreign lang={props.language}>{props.title}</Foreign>
          </p>
        )}
      </header>
      <Notice>{props.notice}</Notice>
      {props.copies.length === 0 && <Empty title={t('nobody')} sheet />}
      {props.copies.map((copy) => (
        <OneCopy key={copy.person_id} code={props.code} copy={copy} />
      ))}
    </>
  )
}

function OneCopy({ code, copy }: { code: string; copy: CopyOf }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const id = `copie-${copy.person_id}`
  return (
    <Sheet id={id} title={t('of', { name: copy.name })}>
      <Inside summary={copy.summary} />
      <Form
        id={`t-${copy.person_id}`}
        action={hrefOf(locale, addresses.copyTake, { code })}
        hidden={{ person_id: copy.person_id }}
        label={t('of', { name: copy.name })}
      >
        <h3 class="as-l">{t('key.title')}</h3>
        <KeySteps />
        <p>
          <Button size="l" icon="download">
            {t('take')}
          </Button>
        </p>
      </Form>
      <h3 class="as-l">{t('link.title')}</h3>
      <p class="soft">{t('link.lead')}</p>
      {copy.links.map((link) => (
        <Form
          key={link.id}
          id={`s-${link.id}`}
          class="cluster"
          action={hrefOf(locale, addresses.copyLinkStop, { code })}
          hidden={{ link_id: link.id }}
          label={t('link.stop')}
        >
          <span>
            {t('link.open', { day: formatDay(new Date(link.expires_at.getTime() - 1), locale) })}
            {' · '}
            {t('link.taken', { count: link.downloads })}
          </span>
          <Button variant="quiet" icon="cross">
            {t('link.stop')}
          </Button>
        </Form>
      ))}
      <Form
        id={`l-${copy.person_id}`}
        class="cluster"
        action={hrefOf(locale, addresses.copyLink, { code })}
        submission_id={copy.link_submission_id}
        hidden={{ person_id: copy.person_id }}
        values={{ days: '14' }}
        label={t('link.title')}
      >
        <Select
          name="days"
          label={t('link.days')}
          options={linkDays.map((days) => ({ value: String(days), label: t('link.daysOf', { days }) }))}
        />
        <Button variant="line" icon="link">
          {t('link.make')}
        </Button>
      </Form>
    </Sheet>
  )
}

function Inside({ summary }: { summary: CopySummary }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <h3 class="as-l">{t('inside')}</h3>
      <ul class="paper-items">
        <li>{t('inside.texts', { count: summary.texts })}</li>
        <li>{t('inside.files', { count: summary.files })}</li>
        <li>{t('inside.consents')}</li>
        {summary.size > 0 && <li>{t('inside.size', { size: sizeWords(locale, summary.size) })}</li>}
      </ul>
      {summary.missing > 0 && <Banner tone="problem">{t('missing', { count: summary.missing })}</Banner>}
    </>
  )
}

function KeySteps() {
  const t = useTexts(texts)
  return (
    <ol class="paper-items">
      <li>{t('key.1')}</li>
      <li>{t('key.2')}</li>
      <li>{t('key.3')}</li>
    </ol>
  )
}

/** The link, told once. */
export function LinkMadePage(props: { name: string; href: string; last_day: string; back: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <h1>{t('link.made')}</h1>
      <section class="sheet stack" aria-label={t('of', { name: props.name })}>
        <h2 class="as-xl">{t('of', { name: props.name })}</h2>
        <Banner tone="wait" title={t('link.once')}>
          {t('link.until', { day: formatDay(props.last_day, locale) })}
        </Banner>
        <p>
          <b class="copy-link" dir="ltr">
            {props.href}
          </b>
        </p>
        <p>
          <LinkButton variant="line" href={props.back}>
            {t('link.back')}
          </LinkButton>
        </p>
      </section>
    </>
  )
}

/** What the link opens, without account: one button. */
export function OpenCopyPage(props: { token: string; name: string; town: string; summary: CopySummary; until: Date }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <div class="own stack narrow">
      <h1>{t('open.title')}</h1>
      <p class="lead">{t('open.lead', { town: props.town })}</p>
      <section class="sheet stack" aria-label={t('open.title')}>
        <Inside summary={props.summary} />
        <p>{t('open.how')}</p>
        <Form action={hrefOf(locale, addresses.copyOpen)} hidden={{ jeton: props.token }} label={t('open.title')}>
          <p>
            <Button size="l" icon="download">
              {t('take')}
            </Button>
          </p>
        </Form>
        <p class="soft">{t('open.until', { day: formatDay(new Date(props.until.getTime() - 1), locale) })}</p>
      </section>
    </div>
  )
}

export function LinkGonePage() {
  const t = useTexts(texts)
  return (
    <div class="own stack narrow">
      <h1>{t('gone.title')}</h1>
      <p class="lead">{t('gone.words')}</p>
    </div>
  )
}

/** On her own papers' page: the same folder, at hand. */
export function MyCopy(props: { code: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <Sheet id="h-copy" title={t('mine.title')}>
      <p>{t('mine.lead')}</p>
      <KeySteps />
      <Form action={hrefOf(locale, addresses.myCopyTake, { code: props.code })} id="copie" label={t('mine.title')}>
        <p>
          <Button size="l" icon="download">
            {t('take')}
          </Button>
        </p>
      </Form>
    </Sheet>
  )
}
