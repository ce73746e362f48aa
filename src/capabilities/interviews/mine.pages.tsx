// The witness's own pages, opened by her card: her stories, where each stands, and everything she may decide.

import type { Content } from '#core/contribution/content.ts'
import type { Stage } from '#core/contribution/contribution.tables.ts'
import type { Kind } from '#core/contribution/kind.ts'
import type { Question } from '#core/consent/questions.ts'
import { consentTexts } from '#core/consent/texts.ts'
import type { Answer } from '#core/consent/uses.ts'
import { hrefOf } from '#core/doors.ts'
import { Badge, badgeOf } from '#ui/badge.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { formatDay } from '#ui/dates.ts'
import { Empty } from '#ui/empty.tsx'
import { Field, Form, Radios, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Foreign, Moment, useLocale, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { SaidAnswer } from './history.parts.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import type { MyStory } from './mine.queries.ts'
import { AnswerFields, Said, type SaidBefore } from './rereads.pages.tsx'
import { RevisionMedia } from './revision-media.parts.tsx'
import { RevisionText } from './revision.parts.tsx'
import { StoryTitle } from './stories.parts.tsx'
import { scopes } from './takebacks.input.ts'
import { SealList, type SealView } from './takebacks.pages.tsx'

export function MyStoriesPage(props: { name: string; stories: readonly MyStory[] }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <div class="stack narrow sp-5 own">
      <h1>{t('mine.title', { name: props.name })}</h1>
      {props.stories.length === 0 ? (
        <Empty title={t('mine.none')} sheet>
          <p>{t('mine.noneHelp')}</p>
        </Empty>
      ) : (
        <ul class="plain stack">
          {props.stories.map((story) => (
            <li class="sheet stack sp-2" key={story.code}>
              <h2 class="as-xl">
                <a href={hrefOf(locale, addresses.myStory, { code: story.code })}>
                  <StoryTitle title={story.title} language={story.language} />
                </a>
              </h2>
              <Standing stage={story.stage} work_stage={story.work_stage} />
            </li>
          ))}
        </ul>
      )}
      <CloseCard />
    </div>
  )
}

/** A card opened on a device that others use is closed by whoever opened it. */
function CloseCard() {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <Form id="fermer" action={hrefOf(locale, addresses.cardClose)} label={t('mine.close')} class="stack sp-2">
      <p class="soft">{t('mine.closeHint')}</p>
      <p>
        <Button variant="line" icon="out">
          {t('mine.close')}
        </Button>
      </p>
    </Form>
  )
}

/** Where a story stands, in plain words. */
function Standing(props: { stage: Stage; work_stage: Stage | null }) {
  const t = useTexts(texts)
  return (
    <>
      <p>
        <Badge state={badgeOf[props.stage]} label={t(`stage.${props.stage}`)} />
      </p>
      <p>{t(`stage.${props.stage}.words`)}</p>
      {props.work_stage && <p class="soft">{t('mine.newer')}</p>}
    </>
  )
}

export type MyStoryView = {
  code: string
  title: string
  language: string
  stage: Stage
  work_stage: Stage | null
  public_href: string | null
  /** Where she goes on writing what she began alone. */
  resume_href: string | null
  revision: { id: string; number: number; content: Content; created_at: Date } | undefined
  kind: Kind
  said: SaidBefore
  /** Her questions answered until today. */
  answers: readonly { question: Question; answer: Answer }[]
  shown_name: { name: string; kind: 'own' | 'pseudonym' | 'none' }
  /** What she lent for this story, and when it comes back. */
  loans: readonly { id: string; what: string; return_by: string; returned_on: string | null; isLate: boolean }[]
  seals: readonly SealView[]
  values: FormValues
  errors: FormErrors
  submission_id: string
  notice: string
}

export function MyStoryPage({ view }: { view: MyStoryView }) {
  const t = useTexts(texts)
  const ct = useTexts(consentTexts)
  const locale = useLocale()
  const at = { code: view.code }
  return (
    <div class="stack narrow sp-5 own">
      <p>
        <a class="tap" href={hrefOf(locale, addresses.myStories)}>
          {t('mine.all')}
        </a>
      </p>
      <header class="stack sp-2">
        <h1>
          <StoryTitle title={view.title} language={view.language} />
        </h1>
        <Standing stage={view.stage} work_stage={view.work_stage} />
        {view.public_href && (
          <p>
            <a class="tap" href={view.public_href}>
              {t('mine.see')}
            </a>
          </p>
        )}
      </header>
      <Notice>{view.notice}</Notice>

      {view.seals.length > 0 && (
        <Sheet id="h-seals" title={t('mine.takenBack')}>
          <SealList
            seals={view.seals}
            action={hrefOf(locale, addresses.myPutBack, at)}
            submission_id={view.submission_id}
          />
        </Sheet>
      )}

      {!view.revision ? (
        <section class="sheet stack">
          <p>{t(view.resume_href ? 'mine.yours' : 'mine.notYet')}</p>
          {view.resume_href && (
            <p>
              <LinkButton href={view.resume_href} size="l" icon="pen">
                {t('mine.resume')}
              </LinkButton>
            </p>
          )}
        </section>
      ) : (
        <>
          <Sheet id="h-text" title={t('mine.text')}>
            <p class="small soft">
              {t('reread.version', { number: view.revision.number })} <Moment value={view.revision.created_at} />
            </p>
            <RevisionText content={view.revision.content} kind={view.kind} />
            <RevisionMedia
              content={view.revision.content}
              bytes={(file_id) => hrefOf(locale, addresses.cardFile, { file_id, what: 'mieux' })}
            />
          </Sheet>
          <Sheet id="h-sign" anchor="relecture" title={t('mine.signTitle')}>
            <Said said={view.said} />
            <Form
              // Below a long text: what is missing must come into sight, without script too.
              action={`${hrefOf(locale, addresses.mySign, at)}#f-errors`}
              submission_id={view.submission_id}
              hidden={{ revision_id: view.revision.id }}
              values={view.values}
              errors={view.errors}
              labelledby="h-sign"
            >
              <AnswerFields isHers />
              <p class="hint">{t('mine.signUndo')}</p>
              <Button size="l">{t('reread.keep')}</Button>
            </Form>
          </Sheet>
        </>
      )}

      <Sheet id="h-agreed" title={t('mine.consents')}>
        <p>{t(`mine.name.${view.shown_name.kind}`, { name: view.shown_name.name })}</p>
        {view.answers.length === 0 ? (
          <p class="soft">{t('mine.noAnswer')}</p>
        ) : (
          <ul class="rows plain">
            {view.answers.map(({ question, answer }) => (
              <li key={question.id} class="cluster between">
                <span>{ct(`title.${question.id}`)}</span>
                <SaidAnswer answer={answer} />
              </li>
            ))}
          </ul>
        )}
        <LinkButton variant="line" icon="sign" href={hrefOf(locale, addresses.myConsents, at)}>
          {t('mine.changeConsents')}
        </LinkButton>
      </Sheet>

      <Sheet id="h-papers" title={t('mine.papers')}>
        {view.loans.map((loan) => (
          <p key={loan.id}>
            {loan.returned_on
              ? t('mine.lentBack', { what: loan.what, day: formatDay(loan.returned_on, locale) })
              : t(loan.isLate ? 'mine.lentLate' : 'mine.lent', {
                  what: loan.what,
                  day: formatDay(loan.return_by, locale),
                })}
          </p>
        ))}
        <p>{t('mine.papersLead')}</p>
        <LinkButton variant="line" icon="print" href={hrefOf(locale, addresses.myPapers, at)}>
          {t('mine.papersGo')}
        </LinkButton>
      </Sheet>

      {view.revision && (
        <Sheet id="h-hide" title={t('mine.hide')}>
          <p>{t('mine.hideLead')}</p>
          <LinkButton variant="line" icon="lock" href={hrefOf(locale, addresses.myHide, at)}>
            {t('mine.hideGo')}
          </LinkButton>
        </Sheet>
      )}

      <Sheet id="h-take" title={t('mine.takeBack')}>
        <p>{t('mine.takeBackLead')}</p>
        <LinkButton variant="line" accent="garance" icon="undo" href={hrefOf(locale, addresses.myTakeBack, at)}>
          {t('mine.takeBackGo')}
        </LinkButton>
      </Sheet>
      <CloseCard />
    </div>
  )
}

export function MyTakeBackPage(props: {
  code: string
  title: string
  language: string
  values: FormValues
  errors: FormErrors
  submission_id: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <div class="stack narrow sp-5 own">
      <header>
        <h1>{t('mine.takeBack')}</h1>
        <p class="lead">{t('mine.takeBackLead')}</p>
        <Foreign lang={props.language} as="p" class="soft">
          {props.title}
        </Foreign>
      </header>
      <Form
        action={hrefOf(locale, addresses.myTakeBack, { code: props.code })}
        submission_id={props.submission_id}
        values={props.values}
        errors={props.errors}
        class="form sheet"
        label={t('mine.takeBack')}
      >
        <Radios
          name="scope"
          label={t('takeBack.what')}
          required
          columns="l"
          options={scopes.map((value) => ({
            value,
            label: t(`mine.scope.${value}`),
            hint: t(`takeBack.scope.${value}.hint`),
          }))}
        />
        <Field name="until" type="date" label={t('takeBack.until')} hint={t('takeBack.untilHint')} autocomplete="off" />
        <p class="cluster">
          <Button size="l" name="step" value="review">
            {t('takeBack.next')}
          </Button>
          <LinkButton variant="quiet" href={hrefOf(locale, addresses.myStory, { code: props.code })}>
            {t('mine.back')}
          </LinkButton>
        </p>
      </Form>
    </div>
  )
}
