// The desk's screen of the home: what waits to be published, whose voice, which threads, which bands in which order.

import { randomUUID } from 'node:crypto'
import type { Kinds } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import type { Card } from '#core/shelf/cards.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Field, Form, Radios, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Day, Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import type { Option } from '#ui/field-parts.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { isAlwaysShown, maxThreads, threadWordsIn, type Composition, type Thread } from './composition.rules.ts'
import { DoneNotice, type Done } from './desk.parts.tsx'
import { PickName, Steps, type Pick } from './picks.parts.tsx'
import { desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'

/** `gone`: chosen stories that the site does not show. */
export type ThreadRow = { thread: Thread; what: string; gone: number; isShown: boolean }
export type ThreadChoices = { themes: Option[]; languages: Option[]; decades: Option[] }
export type Composing = {
  draft: Composition
  version: number
  isPublished: boolean
  isDefault: boolean
  voice: Pick | undefined
  /** Who is drawn this week. */
  drawn: Card | undefined
  threads: ThreadRow[]
}

export function ComposePage(
  props: Composing & {
    kinds: Kinds
    done: Done | undefined
    /** The draft was changed by someone else while it was looked at. */
    hasChanged?: boolean
    values?: FormValues
    errors?: FormErrors
  },
) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <>
      <div class="head">
        <h1>{t('compose.title')}</h1>
        <LinkButton href={hrefOf(locale, desk.compose_preview)} variant="line" icon="eye">
          {t('compose.preview')}
        </LinkButton>
      </div>
      <p>{t('compose.lead')}</p>
      <DoneNotice done={props.done} />
      {props.hasChanged && (
        <Banner tone="problem" role="alert" title={t('compose.changed')}>
          {t('compose.changedText')}
        </Banner>
      )}
      <Waiting {...props} />
      <VoiceSection {...props} />
      <Threads rows={props.threads} />
      <Bands bands={props.draft.bands} />
      {!props.isDefault && (
        <form class="sheet stack" action={hrefOf(locale, desk.compose_undo)} method="post">
          <input type="hidden" name="submission_id" value={randomUUID()} />
          <h2 class="as-xl">{t('compose.default')}</h2>
          <p>{t('compose.defaultText')}</p>
          <p>
            <Button name="to" value="default" variant="line" icon="undo">
              {t('compose.defaultDo')}
            </Button>
          </p>
        </form>
      )}
    </>
  )
}

function Waiting({ isPublished, version }: Composing) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  if (isPublished)
    return (
      <Banner tone="done" title={t('compose.same')}>
        {t('compose.sameText')}
      </Banner>
    )
  return (
    <Banner tone="wait" title={t('compose.waiting')}>
      {t('compose.waitingText')}
      <div class="cluster gap-2 mt-4">
        <PublishForm version={version} />
        <form action={hrefOf(locale, desk.compose_undo)} method="post">
          <input type="hidden" name="submission_id" value={randomUUID()} />
          <Button name="to" value="published" variant="line" icon="undo">
            {t('compose.forget')}
          </Button>
        </form>
      </div>
    </Banner>
  )
}

/** Publishes the draft that was looked at, by its version. */
export function PublishForm({ version }: { version: number }) {
  const t = useTexts(deskTexts)
  return (
    <form action={hrefOf(useLocale(), desk.compose_publish)} method="post">
      <input type="hidden" name="submission_id" value={randomUUID()} />
      <input type="hidden" name="version" value={version} />
      <Button>{t('compose.publish')}</Button>
    </form>
  )
}

function VoiceSection(props: Composing & { kinds: Kinds; values?: FormValues; errors?: FormErrors }) {
  const t = useTexts(deskTexts)
  const { voice, drawn, draft } = props
  const until = draft.voice?.until
  return (
    <Sheet id="voix-t" anchor="voix" title={t('band.voice')}>
      {voice && (
        <p>
          {t('compose.voiceChosen')} <PickName pick={voice} kinds={props.kinds} />
          {until && (
            <span class="small soft">
              {' '}
              {t('compose.voiceUntil')} <Day value={until} />
            </span>
          )}
        </p>
      )}
      {drawn && (!voice || !voice.card) && (
        <p>
          {t('compose.voiceDrawn')}{' '}
          <PickName pick={{ id: drawn.id, code: drawn.code, card: drawn }} kinds={props.kinds} />
        </p>
      )}
      <Form
        id="voice"
        class="form"
        action={hrefOf(useLocale(), desk.compose_voice)}
        submission_id={randomUUID()}
        values={props.values ?? { voice: voice ? 'chosen' : 'drawn', code: voice?.code ?? '', until: until ?? '' }}
        errors={props.errors}
      >
        <Radios
          name="voice"
          label={t('compose.voiceWho')}
          columns="l"
          options={[
            { value: 'drawn', label: t('compose.drawn'), hint: t('compose.drawnHint') },
            { value: 'chosen', label: t('compose.chosen'), hint: t('compose.chosenHint') },
          ]}
        />
        <Field
          name="code"
          label={t('picks.code')}
          hint={t('picks.codeHint')}
          inputmode="numeric"
          autocomplete="off"
          maxlength={40}
        />
        <Field name="until" label={t('compose.until')} hint={t('compose.untilHint')} type="date" />
        <p>
          <Button variant="line" icon="check">
            {t('save')}
          </Button>
        </p>
      </Form>
    </Sheet>
  )
}

function Threads({ rows }: { rows: ThreadRow[] }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <section class="sheet stack" id="fils" aria-labelledby="fils-t">
      <div class="head">
        <h2 class="as-xl" id="fils-t">
          {t('band.threads')}
        </h2>
        {rows.length < maxThreads && (
          <LinkButton href={hrefOf(locale, desk.thread_new)} variant="line" icon="plus">
            {t('compose.addThread')}
          </LinkButton>
        )}
      </div>
      <p>{t('compose.threadsText', { count: maxThreads })}</p>
      {rows.length > 0 && (
        <ol class="plain compose-rows">
          {rows.map(({ thread, what, gone, isShown }, index) => {
            const title = threadWordsIn(thread.title, locale)
            return (
              <li key={thread.id} class="theme-row">
                <span>
                  <a href={hrefOf(locale, desk.thread, { id: thread.id })}>
                    <Foreign lang={title.language}>{title.text}</Foreign>
                  </a>{' '}
                  <span class="small soft">{what}</span>{' '}
                  {gone > 0 && <span class="small late">{t('compose.threadGone', { count: gone })}</span>}{' '}
                  {!isShown && <span class="small late">{t('compose.threadHidden')}</span>}
                </span>
                <Steps
                  action={hrefOf(locale, desk.thread_move, { id: thread.id })}
                  name={title.text}
                  isFirst={index === 0}
                  isLast={index === rows.length - 1}
                />
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}

function Bands({ bands }: { bands: Composition['bands'] }) {
  const t = useTexts(deskTexts)
  const action = hrefOf(useLocale(), desk.compose_bands)
  return (
    <Sheet id="bandes-t" anchor="bandes" title={t('compose.bands')}>
      <p>{t('compose.bandsText')}</p>
      <ol class="plain compose-rows">
        {bands.map(({ name, shown }, index) => {
          const label = t(`band.${name}`)
          const button = (step: 'up' | 'down' | 'hide' | 'show', disabled = false) => (
            <Button
              name="step"
              value={step}
              variant="line"
              size="s"
              disabled={disabled}
              label={t(`compose.${step}This`, { name: label })}
            >
              {t(`compose.${step}`)}
            </Button>
          )
          return (
            <li key={name} class="theme-row">
              <span>
                <strong class={shown ? undefined : 'soft'}>{label}</strong>{' '}
                {!shown && <span class="small soft">{t('compose.notShown')}</span>}
                {isAlwaysShown(name) && <span class="small soft">{t('compose.always')}</span>}
              </span>
              <form class="cluster gap-2 push" action={action} method="post">
                <input type="hidden" name="submission_id" value={randomUUID()} />
                <input type="hidden" name="name" value={name} />
                {button('up', index === 0)}
                {button('down', index === bands.length - 1)}
                {!isAlwaysShown(name) && button(shown ? 'hide' : 'show')}
              </form>
            </li>
          )
        })}
      </ol>
    </Sheet>
  )
}
