// What a witness agrees to: the questions, the summary to read again before it is kept, the ledger and its history.

import { wordingOf } from '#core/consent/questions.ts'
import { consentTexts } from '#core/consent/texts.ts'
import { capacities } from '#core/consent/uses.ts'
import { hrefOf } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field, Form, Radios, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Day, Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { deskMethods } from './consents.input.ts'
import { ConsentQuestions, WordingLanguageForm } from './consents.parts.tsx'
import type { Change, Given } from './consents.rules.ts'
import { GestureFields, VoiceGesture, type Gesture } from './evidence.parts.tsx'
import { evidenceTexts } from './evidence.texts.ts'
import { History, SaidAnswer, type HistoryRow } from './history.parts.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import { StoryTabs, StoryTitle, WitnessTabs, type StoryView } from './stories.parts.tsx'
import type { Witness } from './stories.queries.ts'

export type ConsentsView = {
  story: StoryView
  witness: Witness | undefined
  mayRecord: boolean
  wordingLanguage: Locale
  members: readonly { person_id: string; name: string }[]
  answered: Given
  values: FormValues
  errors: FormErrors
  submission_id: string
  history: readonly HistoryRow[]
  isIntact: boolean
  /** How many of her answers' evidences are kept. */
  evidence: number
  notice: string
}

export function ConsentsPage({ view }: { view: ConsentsView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { story, witness } = view
  const here = hrefOf(locale, addresses.consents, { code: story.code })
  return (
    <>
      <header>
        <p class="soft">
          <StoryTitle title={story.title} language={story.language} />
        </p>
        <h1>{witness ? t('consents.title', { name: witness.name }) : t('consents.titleNobody')}</h1>
      </header>
      {view.notice && (
        <Banner tone="done" role="status">
          {view.notice}
        </Banner>
      )}
      <StoryTabs story={story} current="consents" />
      {!witness ? (
        <Empty title={t('consents.nobody')} sheet>
          <p>{t('consents.nobodyHelp')}</p>
        </Empty>
      ) : (
        <>
          <WitnessTabs href={here} witnesses={story.witnesses} current={witness.person_id} />
          {view.mayRecord ? (
            <DeskForm view={view} witness={witness} here={here} />
          ) : (
            <Banner>{t('consents.readOnly')}</Banner>
          )}
          {view.mayRecord && <EvidenceLink view={view} witness={witness} />}
          <History history={view.history} isIntact={view.isIntact} />
        </>
      )}
    </>
  )
}

function EvidenceLink({ view, witness }: { view: ConsentsView; witness: Witness }) {
  const t = useTexts(evidenceTexts)
  const locale = useLocale()
  const href = hrefOf(locale, addresses.evidence, { code: view.story.code })
  return (
    <Sheet id="h-evidence" title={t('title')}>
      <p class="soft">{t('linkHelp')}</p>
      <p>
        <LinkButton variant="line" icon="sign" href={`${href}?temoin=${witness.person_id}`}>
          {t('link', { count: view.evidence })}
        </LinkButton>
      </p>
    </Sheet>
  )
}

function DeskForm({ view, witness, here }: { view: ConsentsView; witness: Witness; here: string }) {
  const t = useTexts(texts)
  const name = witness.name
  return (
    <Sheet id="h-consents" title={t('consents.ask', { name })}>
      <p class="soft">{t('consents.lead', { name })}</p>
      <WordingLanguageForm here={here} person_id={witness.person_id} language={view.wordingLanguage} />
      <Form
        action={here}
        submission_id={view.submission_id}
        hidden={{
          person_id: witness.person_id,
          wording_language: view.wordingLanguage,
          ends_shown: String(view.values['ends_shown'] ?? ''),
        }}
        values={view.values}
        errors={view.errors}
        labelledby="h-consents"
      >
        <ConsentQuestions wordingLanguage={view.wordingLanguage} inShort answered={view.answered} />
        <Field
          name="pseudonym"
          label={t('consents.pseudonym')}
          hint={t('consents.pseudonymHint')}
          autocomplete="off"
          maxlength={80}
        />
        <Radios
          name="method"
          label={t('consents.method', { name })}
          required
          columns="m"
          options={deskMethods.map((value) => ({ value, label: t(`consents.method.${value}`) }))}
        />
        <Select
          name="in_front_of"
          label={t('consents.inFrontOf')}
          options={view.members.map((each) => ({ value: each.person_id, label: each.name }))}
        />
        <Radios
          name="capacity"
          label={t('consents.capacity')}
          required
          columns="m"
          options={capacities.map((value) => ({ value, label: t(`consents.capacity.${value}`, { name }) }))}
        />
        <Field
          name="said_by"
          label={t('consents.saidBy')}
          hint={t('consents.saidByHint')}
          autocomplete="off"
          maxlength={120}
        />
        <Field
          name="ends_on"
          type="date"
          label={t('consents.endsOn')}
          hint={t('consents.endsOnHint')}
          autocomplete="off"
        />
        <p class="cluster">
          <Button size="l" name="step" value="review">
            {t('consents.review')}
          </Button>
        </p>
      </Form>
    </Sheet>
  )
}

/** What is about to be kept, to read again before it is. The same page serves the desk and the card. */
export function ConsentsReview(props: {
  title: string
  action: string
  submission_id: string
  hidden: Record<string, string | undefined>
  changes: readonly Change[]
  pseudonym: { from: string; to: string }
  wordingLanguage: Locale
  how: string
  /** Her voice, her hand or the paper, in the same gesture. */
  gesture?: Gesture | undefined
  values?: FormValues
  errors?: FormErrors
}) {
  const t = useTexts(texts)
  const { gesture } = props
  const ct = useTexts(consentTexts)
  const renames = props.pseudonym.from !== props.pseudonym.to
  const isNothing = props.changes.length === 0 && !renames
  return (
    <>
      <h1>{props.title}</h1>
      <Sheet id="h-review" title={isNothing ? t('consents.nothing') : t('consents.check')} narrow>
        {!isNothing && <p class="soft">{props.how}</p>}
        <ul class="rows plain">
          {props.changes.map(({ question, from, to, ends_on }) => (
            <li key={question.id}>
              <b>{ct(`title.${question.id}`)}</b> <SaidAnswer answer={to} />
              <p class="small soft">
                {from !== undefined && <>{t('consents.before', { answer: t(`answer.${from}`) })} </>}
                {ends_on && (
                  <>
                    {t('consents.until')} <Day value={ends_on} />
                  </>
                )}
              </p>
              <Foreign lang={props.wordingLanguage} as="p" class="small">
                {wordingOf(question, props.wordingLanguage)}
              </Foreign>
            </li>
          ))}
          {renames && (
            <li>
              <b>{t('consents.pseudonym')}</b> <bdi>{props.pseudonym.to || t('consents.pseudonymNone')}</bdi>
            </li>
          )}
        </ul>
        {gesture?.kind === 'voice' && props.changes.length > 0 && <VoiceGesture gesture={gesture} />}
        <Form
          action={props.action}
          submission_id={props.submission_id}
          hidden={props.hidden}
          values={props.values}
          errors={props.errors}
          label={props.title}
        >
          {gesture && props.changes.length > 0 && <GestureFields gesture={gesture} />}
          <p class="cluster">
            {!isNothing && (
              <Button size="l" name="step" value="confirm" icon="check">
                {t('consents.confirm')}
              </Button>
            )}
            <Button variant={isNothing ? 'solid' : 'line'} name="step" value="edit">
              {t('consents.edit')}
            </Button>
          </p>
        </Form>
      </Sheet>
    </>
  )
}

/** With her card: the same questions, put to her. */
export function MyConsentsPage(props: {
  code: string
  title: string
  language: string
  values: FormValues
  errors: FormErrors
  answered: Given
  submission_id: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const back = hrefOf(locale, addresses.myStory, { code: props.code })
  return (
    <div class="stack narrow sp-5 own">
      <header>
        <h1>{t('mine.consents')}</h1>
        <p class="lead">{t('mine.consentsLead')}</p>
        <p class="soft">
          <StoryTitle title={props.title} language={props.language} />
        </p>
      </header>
      <Form
        action={hrefOf(locale, addresses.myConsents, { code: props.code })}
        submission_id={props.submission_id}
        hidden={{ wording_language: locale, ends_shown: String(props.values['ends_shown'] ?? '') }}
        values={props.values}
        errors={props.errors}
        class="form sheet"
        label={t('mine.consents')}
      >
        <ConsentQuestions wordingLanguage={locale} inShort={false} answered={props.answered} />
        <Field
          name="pseudonym"
          label={t('mine.pseudonym')}
          hint={t('consents.pseudonymHint')}
          autocomplete="off"
          maxlength={80}
        />
        <Field name="ends_on" type="date" label={t('mine.endsOn')} hint={t('consents.endsOnHint')} autocomplete="off" />
        <p class="cluster">
          <Button size="l" name="step" value="review">
            {t('consents.review')}
          </Button>
          <LinkButton variant="quiet" href={back}>
            {t('mine.back')}
          </LinkButton>
        </p>
      </Form>
    </div>
  )
}
