// What was answered, newest first, and whether nothing was altered since.

import type { QuestionId } from '#core/consent/questions.ts'
import { consentTexts } from '#core/consent/texts.ts'
import type { Answer, Capacity, ConsentMethod, Form as ConsentForm, Use } from '#core/consent/uses.ts'
import { Icon } from '#ui/icons.tsx'
import { Day, Foreign, Moment, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { texts } from './interviews.texts.ts'

export type HistoryRow = {
  id: number
  use: Use
  form: ConsentForm
  answer: Answer
  capacity: Capacity
  said_by: string
  method: ConsentMethod
  heard_by: string | null
  recorded: string | null
  wording: string
  wording_language: string
  ends_on: string | null
  recorded_at: Date
}

const accentOf = { yes: 'mousse', no: 'garance', later: 'ambre' } as const

export function SaidAnswer(props: { answer: Answer }) {
  const t = useTexts(texts)
  return (
    <b class="tinted beside" data-accent={accentOf[props.answer]}>
      <Icon name={props.answer === 'yes' ? 'check' : props.answer === 'no' ? 'cross' : 'clock'} />{' '}
      {t(`answer.${props.answer}`)}
    </b>
  )
}

/** Everything that was ever answered, newest first, and whether nothing was altered since. */
export function History(props: { history: readonly HistoryRow[]; isIntact: boolean }) {
  const t = useTexts(texts)
  const ct = useTexts(consentTexts)
  if (props.history.length === 0) return null
  return (
    <Sheet id="h-history" title={t('consents.history')}>
      {props.isIntact ? (
        <p class="row">
          <Icon name="lock" /> {t('consents.intact')}
        </p>
      ) : (
        <Banner tone="problem" role="alert">
          {t('consents.broken')}
        </Banner>
      )}
      <details class="more">
        <summary>{t('consents.historyShow', { count: props.history.length })}</summary>
        <Timeline
          heading="h3"
          items={props.history.map((row) => ({
            key: String(row.id),
            when: <Moment value={row.recorded_at} />,
            title: (
              <>
                {titleOf(ct, row)} <SaidAnswer answer={row.answer} />
              </>
            ),
            children: (
              <>
                <Foreign lang={row.wording_language} as="p" class="small">
                  {row.wording}
                </Foreign>
                <p class="small soft">
                  {t(`consents.how.${row.method}`)}
                  {row.heard_by && <> {t('consents.heardBy', { name: row.heard_by })}</>}
                  {row.recorded && row.recorded !== row.heard_by && (
                    <> {t('consents.recordedBy', { name: row.recorded })}</>
                  )}
                  {row.capacity !== 'self' && <> {t('consents.spokenBy', { name: row.said_by })}</>}
                  {row.ends_on && (
                    <>
                      {' '}
                      {t('consents.until')} <Day value={row.ends_on} />.
                    </>
                  )}
                </p>
              </>
            ),
          }))}
        />
      </details>
    </Sheet>
  )
}

/** Some pairs are not asked here; an import may hold them. */
function titleOf(ct: (key: `title.${QuestionId}`) => string, row: { use: Use; form: ConsentForm }): string {
  return ct(`title.${row.use}.${row.form}` as `title.${QuestionId}`) ?? `${row.use} · ${row.form}`
}
