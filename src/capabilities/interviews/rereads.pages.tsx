// The witness reads again, or hears, what was written of her words; someone keeps what she says of it.

import type { Content } from '#core/contribution/content.ts'
import type { Kind } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form, Radios, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Moment, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import { rereadMethods } from './rereads.input.ts'
import { RevisionMedia } from './revision-media.parts.tsx'
import { RevisionText } from './revision.parts.tsx'
import { StoryTabs, StoryTitle, WitnessTabs, type StoryView } from './stories.parts.tsx'
import type { Witness } from './stories.queries.ts'

export type SaidBefore = { decision: string; at: Date; reason: string } | undefined

export type RereadView = {
  story: StoryView
  witness: Witness | undefined
  revision: { id: string; number: number; content: Content; created_at: Date } | undefined
  kind: Kind
  /** Undefined when she may; else why not. */
  refusal: string | undefined
  isHerself: boolean
  said: SaidBefore
  values: FormValues
  errors: FormErrors
  submission_id: string
  notice: string
}

export function RereadPage({ view }: { view: RereadView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { story, witness, revision } = view
  const here = hrefOf(locale, addresses.reread, { code: story.code })
  return (
    <>
      <header>
        <p class="soft">
          <StoryTitle title={story.title} language={story.language} />
        </p>
        <h1>{t('reread.title')}</h1>
      </header>
      <Notice>{view.notice}</Notice>
      <StoryTabs story={story} current="reread" />
      {!witness || !revision ? (
        <Empty title={witness ? t('reread.none') : t('consents.nobody')} sheet>
          <p>{witness ? t('reread.noneHelp') : t('consents.nobodyHelp')}</p>
        </Empty>
      ) : (
        <>
          <WitnessTabs href={here} witnesses={story.witnesses} current={witness.person_id} />
          <Sheet id="h-text" title={t('reread.text', { name: witness.name })}>
            <p class="small soft">
              {t('reread.version', { number: revision.number })} <Moment value={revision.created_at} />
            </p>
            <RevisionText content={revision.content} kind={view.kind} />
            <RevisionMedia
              content={revision.content}
              bytes={(file_id) => hrefOf(locale, addresses.file, { file_id, what: 'mieux' })}
            />
          </Sheet>
          <Sheet id="h-answer" title={t('reread.answer', { name: witness.name })} narrow>
            <Said said={view.said} />
            {view.refusal ? (
              <Banner>{view.refusal}</Banner>
            ) : (
              <Form
                action={here}
                submission_id={view.submission_id}
                hidden={{ person_id: witness.person_id, revision_id: revision.id }}
                values={view.values}
                errors={view.errors}
                labelledby="h-answer"
              >
                {!view.isHerself && (
                  <Radios
                    name="method"
                    label={t('reread.method')}
                    required
                    columns="m"
                    options={rereadMethods.map((value) => ({ value, label: t(`reread.method.${value}`) }))}
                  />
                )}
                <AnswerFields isHers={false} />
                <Button size="l">{t('reread.keep')}</Button>
              </Form>
            )}
          </Sheet>
        </>
      )}
    </>
  )
}

export function Said({ said }: { said: SaidBefore }) {
  const t = useTexts(texts)
  if (!said) return null
  return (
    <Banner
      tone={said.decision === 'approve' ? 'done' : 'wait'}
      title={t(`reread.said.${said.decision === 'approve' ? 'approve' : 'changes'}`)}
    >
      <Moment value={said.at} />
      {said.reason && <p class="said">{said.reason}</p>}
    </Banner>
  )
}

export function AnswerFields(props: { isHers: boolean }) {
  const t = useTexts(texts)
  return (
    <>
      <Radios
        name="decision"
        label={t(props.isHers ? 'mine.signQuestion' : 'reread.decision')}
        required
        columns="l"
        options={[
          { value: 'approve', label: t(props.isHers ? 'mine.sign' : 'reread.approve'), accent: 'mousse' },
          { value: 'changes', label: t(props.isHers ? 'mine.change' : 'reread.changes'), accent: 'ambre' },
        ]}
      />
      <TextArea
        name="reason"
        label={t(props.isHers ? 'mine.changeWords' : 'reread.reason')}
        hint={t('reread.reasonHint')}
        rows={4}
        maxlength={4000}
      />
    </>
  )
}
