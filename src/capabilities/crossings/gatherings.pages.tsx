// Composing pages that bring accounts together, at the desk.

import { randomUUID } from 'node:crypto'
import { hrefOf } from '#core/doors.ts'
import { gatheringKinds } from '#core/shelf/crossings/crossings.tables.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field, Form, Radios, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { WordsFields } from '#ui/words-fields.tsx'
import { wordsIn } from '#ui/words-in.ts'
import { addresses, elsewhere } from './crossings.addresses.ts'
import type { Gathering, GatheringRow } from './crossings.queries.ts'
import { DoneNotice, OtherTitle, useTitle, type Done, type Other } from './desk.parts.tsx'
import { texts } from './texts.ts'

export function GatheringsPage(props: { rows: GatheringRow[]; done: Done | undefined }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <div class="head">
        <h1>{t('desk.title')}</h1>
        <LinkButton href={hrefOf(locale, addresses.gathering_new)} icon="plus">
          {t('gatherings.new')}
        </LinkButton>
      </div>
      <p class="soft">{t('gatherings.lead')}</p>
      <DoneNotice done={props.done} />
      {props.rows.length === 0 ? (
        <Empty title={t('gatherings.none')} sheet>
          <p>{t('gatherings.noneText')}</p>
        </Empty>
      ) : (
        <ul class="rows sheet">
          {props.rows.map((row) => {
            const title = wordsIn(row.titles, locale)
            return (
              <li key={row.id} class="cluster between">
                <span>
                  <a href={hrefOf(locale, addresses.gathering, { id: row.id })}>
                    <Foreign lang={title?.language}>{title?.text ?? row.slug}</Foreign>
                  </a>
                  <br />
                  <span class="small soft">
                    {t(`kind.${row.kind}`)} ·{' '}
                    {row.retired_at ? t('gatherings.retired') : t('gatherings.public', { count: row.online })}
                  </span>
                </span>
                {!row.retired_at && row.online >= 2 && <See slug={row.slug} />}
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

function See({ slug }: { slug: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <LinkButton href={hrefOf(locale, addresses.together, { slug })} variant="quiet" size="s" icon="eye">
      {t('gatherings.see')}
    </LinkButton>
  )
}

/** Its stories, and who is not on the site any more. Each button is a form of its own, done and shown at once. */
function Order({ id, members }: { id: string; members: Other[] }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const title = useTitle()
  return (
    <Sheet id="ordre-t" anchor="ordre" title={t('gathering.order')}>
      <ol class="rows">
        {members.map((member, index) => {
          const step = (to: 'up' | 'down', disabled: boolean) => (
            <Button
              name="do"
              value={`${to} ${member.code}`}
              variant="line"
              size="s"
              disabled={disabled}
              label={t(`gathering.${to}Of`, { title: title(member) })}
            >
              {t(`gathering.${to}`)}
            </Button>
          )
          return (
            <li key={member.code} class="cluster between">
              <span>
                <OtherTitle other={member} href={hrefOf(locale, elsewhere.workshop, { code: member.code })} />
                {!member.card && <span class="small late"> {t('gathering.notOnline')}</span>}
              </span>
              <form class="cluster gap-2" action={hrefOf(locale, addresses.order, { id })} method="post">
                <input type="hidden" name="submission_id" value={randomUUID()} />
                {step('up', index === 0)}
                {step('down', index === members.length - 1)}
              </form>
            </li>
          )
        })}
      </ol>
    </Sheet>
  )
}

export function GatheringFormPage(props: {
  gathering: Gathering | undefined
  isOnline: boolean
  submission_id: string
  version: number
  values: FormValues
  errors: FormErrors
  /** How many stories the form has room for. */
  room: number
  /** Its stories as they are kept, in their order. */
  members: Other[]
  /** Someone else saved the page while this form was open: what was typed is shown again. */
  hasChanged: boolean
  done: Done | undefined
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { gathering } = props
  const title = gathering && wordsIn(gathering.titles, locale)
  return (
    <>
      <Crumbs
        items={[
          { href: hrefOf(locale, addresses.gatherings), label: t('desk.title') },
          { label: title?.text ?? t('gatherings.new'), ...(title && { lang: title.language }) },
        ]}
      />
      <div class="head">
        <h1>{title ? <Foreign lang={title.language}>{title.text}</Foreign> : t('gatherings.new')}</h1>
        {gathering && props.isOnline && <See slug={gathering.slug} />}
      </div>
      <DoneNotice done={props.done} />
      {props.hasChanged && gathering && (
        <Banner tone="problem" role="alert" title={t('gathering.changed')}>
          {t('gathering.changedText')}
          <p class="mt-4">
            <a
              class="tap"
              href={hrefOf(locale, addresses.gathering, { id: gathering.id })}
              target="_blank"
              rel="noopener"
            >
              {t('gathering.theirs')}
            </a>
          </p>
        </Banner>
      )}
      {gathering && !props.hasChanged && <Order id={gathering.id} members={props.members} />}
      <Form
        class="form sheet"
        action={hrefOf(locale, gathering ? addresses.gathering : addresses.gathering_new, { id: gathering?.id ?? '' })}
        submission_id={props.submission_id}
        hidden={{ version: String(props.version) }}
        values={props.values}
        errors={props.errors}
      >
        <WordsFields
          name="title"
          label={(language) => t('field.title', { language })}
          maxlength={120}
          required
          spellcheck
        />
        <Radios
          name="kind"
          label={t('field.kind')}
          required
          options={gatheringKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <WordsFields
          name="presentation"
          label={(language) => t('field.presentation', { language })}
          rows={3}
          maxlength={1_200}
          spellcheck
        />
        <fieldset class="stack">
          <legend>{t('field.stories')}</legend>
          <p class="hint">{t('hint.stories')}</p>
          {Array.from({ length: props.room }, (_, index) => index + 1).map((number) => (
            <div key={number} class="stack">
              <Field
                name={`story_${number}`}
                label={t('field.story', { number })}
                hint={t('hint.story')}
                maxlength={120}
              />
              <TextArea
                name={`extract_${number}`}
                label={t('field.extract', { number })}
                hint={t('hint.extract')}
                rows={2}
                maxlength={600}
              />
            </div>
          ))}
        </fieldset>
        <p>
          <Button icon="check">{t('gathering.keep')}</Button>
        </p>
      </Form>
      {gathering && (
        <form
          class="sheet stack"
          action={hrefOf(locale, addresses.retire, { id: gathering.id })}
          method="post"
          aria-labelledby="retirer"
        >
          <input type="hidden" name="submission_id" value={randomUUID()} />
          <h2 class="as-xl" id="retirer">
            {t(gathering.retired_at ? 'gathering.restore' : 'gathering.retire')}
          </h2>
          {!gathering.retired_at && <p>{t('gathering.retireText')}</p>}
          <p>
            <Button
              name="do"
              value={gathering.retired_at ? 'restore' : 'retire'}
              variant="line"
              accent={gathering.retired_at ? undefined : 'garance'}
            >
              {t(gathering.retired_at ? 'gathering.restore' : 'gathering.retire')}
            </Button>
          </p>
        </form>
      )}
    </>
  )
}
