// Taking back: what is asked, a page to be sure, then what was done at once and what remains to do by hand.

import { hrefOf } from '#core/doors.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Checks, Field, Form, Radios, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Icon } from '#ui/icons.tsx'
import { Day, Moment, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import { StoryTabs, StoryTitle, type StoryView } from './stories.parts.tsx'
import { askers, scopes } from './takebacks.input.ts'
import type { TaskDone } from './takebacks.queries.ts'
import type { OfflineTask } from './takebacks.rules.ts'

export type SealView = {
  id: string
  scope: 'all' | 'name'
  name: string | null
  until: string | null
  reason: string
  placed_at: Date
  mayLift: boolean
}

export function TakeBackPage(props: {
  story: StoryView
  mayAskAs: readonly (typeof askers)[number][]
  values: FormValues
  errors: FormErrors
  submission_id: string
  seals: readonly SealView[]
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { story } = props
  return (
    <>
      <header>
        <p class="soft">
          <StoryTitle title={story.title} language={story.language} />
        </p>
        <h1>{t('takeBack.title')}</h1>
      </header>
      <StoryTabs story={story} current="takeBack" />
      {props.seals.length > 0 && (
        <Banner tone="wait" title={t('takeBack.already')}>
          <a href={hrefOf(locale, addresses.takenBack, { code: story.code })}>{t('takeBack.seeDone')}</a>
        </Banner>
      )}
      <Sheet id="h-take" title={t('takeBack.ask')} narrow>
        <p class="soft">{t('takeBack.lead')}</p>
        {story.tabs.includes('media') && (
          <p>
            {t('takeBack.part')}{' '}
            <a href={hrefOf(locale, addresses.hidings, { code: story.code })}>{t('takeBack.partGo')}</a>
          </p>
        )}
        <Form
          action={hrefOf(locale, addresses.takeBack, { code: story.code })}
          submission_id={props.submission_id}
          values={props.values}
          errors={props.errors}
          labelledby="h-take"
        >
          <Radios
            name="scope"
            label={t('takeBack.what')}
            required
            columns="l"
            options={scopes.map((value) => ({
              value,
              label: t(`takeBack.scope.${value}`),
              hint: t(`takeBack.scope.${value}.hint`),
            }))}
          />
          {story.witnesses.length > 1 && (
            <Select
              name="person_id"
              label={t('takeBack.whose')}
              hint={t('takeBack.whoseHint')}
              empty=""
              options={story.witnesses.map((each) => ({ value: each.person_id, label: each.name }))}
            />
          )}
          <Radios
            name="asked_by"
            label={t('takeBack.who')}
            required
            columns="m"
            options={props.mayAskAs.map((value) => ({ value, label: t(`takeBack.who.${value}`) }))}
          />
          <Field
            name="until"
            type="date"
            label={t('takeBack.until')}
            hint={t('takeBack.untilHint')}
            autocomplete="off"
          />
          <Button size="l" name="step" value="review">
            {t('takeBack.next')}
          </Button>
        </Form>
      </Sheet>
    </>
  )
}

/** One question before it is done. The same page serves the desk and the card. */
export function TakeBackConfirm(props: {
  action: string
  back: string
  submission_id: string
  hidden: Record<string, string | undefined>
  scope: 'all' | 'name'
  name: string | null
  until: string | null
  isHers: boolean
}) {
  const t = useTexts(texts)
  return (
    <section class="sheet stack narrow" aria-labelledby="h-sure">
      <h1 class="as-2xl" id="h-sure">
        {t(props.isHers ? `mine.sure.${props.scope}` : `takeBack.sure.${props.scope}`, { name: props.name ?? '' })}
      </h1>
      <p>{t(props.scope === 'all' ? 'takeBack.effectAll' : 'takeBack.effectName')}</p>
      {props.until && (
        <p>
          {t('takeBack.untilDay')} <Day value={props.until} />
        </p>
      )}
      <p class="soft">{t(props.isHers ? 'mine.sureUndo' : 'takeBack.sureUndo')}</p>
      <Form action={props.action} submission_id={props.submission_id} hidden={props.hidden} labelledby="h-sure">
        <p class="cluster">
          <Button size="l" accent="garance" name="step" value="confirm">
            {t(props.isHers ? 'mine.confirm' : 'takeBack.confirm')}
          </Button>
          <LinkButton variant="line" href={props.back}>
            {t('takeBack.cancel')}
          </LinkButton>
        </p>
      </Form>
    </section>
  )
}

export type TakenBackView = {
  story: StoryView
  seals: readonly SealView[]
  tasks: readonly OfflineTask[]
  done: readonly TaskDone[]
  submission_id: string
  notice: string
}

/** What was done everywhere at once, and what people still have to do (P-08, P-15). */
export function TakenBackPage({ view }: { view: TakenBackView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { story, seals, tasks } = view
  const latest = seals.at(-1)
  const doneOf = new Map(view.done.map((each) => [each.task, each]))
  const left = tasks.filter((task) => !doneOf.has(task))
  return (
    <>
      <header>
        <p class="soft">
          <StoryTitle title={story.title} language={story.language} />
        </p>
        <h1>{latest ? t('takenBack.title') : t('takenBack.titleNone')}</h1>
      </header>
      <Notice>{view.notice}</Notice>
      <StoryTabs story={story} current="takeBack" />
      {!latest ? (
        <Empty title={t('takenBack.none')} sheet>
          <p>{t('takenBack.noneHelp')}</p>
        </Empty>
      ) : (
        <>
          <Sheet id="h-online" title={t('takenBack.online')}>
            <ul class="rows plain">
              {(latest.scope === 'all'
                ? (['page', 'lists', 'feeds'] as const)
                : (['name', 'words', 'feeds'] as const)
              ).map((key) => (
                <li class="row" key={key}>
                  <Icon name="check" /> {t(`takenBack.online.${key}`)}
                </li>
              ))}
            </ul>
          </Sheet>
          <Sheet id="h-offline" title={t('takenBack.offline')}>
            {tasks.length === 0 ? (
              <p>{t('takenBack.offlineNone')}</p>
            ) : (
              <>
                <p class="soft">{t('takenBack.offlineLead')}</p>
                {view.done.length > 0 && (
                  <ul class="rows plain">
                    {view.done.map((each) => (
                      <li key={each.task} class="row">
                        <Icon name="check" />
                        <span>
                          {t(`task.${each.task}`)}
                          <small class="soft">
                            {' '}
                            <Moment value={each.at} /> {each.by && <bdi>{each.by}</bdi>}
                          </small>
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
                {left.length > 0 && (
                  <Form
                    action={hrefOf(locale, addresses.takenBack, { code: story.code })}
                    submission_id={view.submission_id}
                    labelledby="h-offline"
                  >
                    <Checks
                      name="done"
                      label={t('takenBack.left', { count: left.length })}
                      options={left.map((task) => ({ value: task, label: t(`task.${task}`) }))}
                    />
                    <Button>{t('takenBack.note')}</Button>
                  </Form>
                )}
              </>
            )}
          </Sheet>
          <Sheet id="h-law" title={t('takenBack.kept')}>
            <p>{t('takenBack.law')}</p>
          </Sheet>
          <Sheet id="h-back" title={t('takenBack.seals')}>
            <SealList
              seals={seals}
              action={hrefOf(locale, addresses.putBack, { code: story.code })}
              submission_id={view.submission_id}
            />
          </Sheet>
        </>
      )}
    </>
  )
}

/** What is taken back now; each line can be put back by whoever may. */
export function SealList(props: { seals: readonly SealView[]; action: string; submission_id: string }) {
  const t = useTexts(texts)
  return (
    <ul class="rows plain">
      {props.seals.map((seal) => (
        <li key={seal.id} class="stack sp-2">
          <p>
            <b>{seal.scope === 'all' ? t('seal.all') : t('seal.name', { name: seal.name ?? '' })}</b>{' '}
            <span class="small soft">
              <Moment value={seal.placed_at} />
              {seal.until && (
                <>
                  {' '}
                  · {t('takeBack.untilDay')} <Day value={seal.until} />
                </>
              )}
            </span>
          </p>
          {seal.reason === 'restriction' && <p class="small soft">{t('seal.held')}</p>}
          {seal.mayLift && (
            <Form
              action={props.action}
              id={`l-${seal.id}`}
              submission_id={props.submission_id}
              hidden={{ seal_id: seal.id }}
              class="stack"
            >
              <details class="more">
                <summary>{t('seal.lift')}</summary>
                <div class="stack sp-3">
                  <p>{t('seal.liftSure')}</p>
                  <Button variant="line">{t('seal.liftConfirm')}</Button>
                </div>
              </details>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
