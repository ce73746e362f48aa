// Before deciding, deciding, and what was decided.

import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icons.tsx'
import { Facts } from '#ui/band.tsx'
import { Checks, Form, Radios, Segmented, TextArea } from '#ui/form.tsx'
import { Day, useLocale, useTexts } from '#ui/locale.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { MediaLacks } from '#ui/media-lacks.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { sidesHidden } from './remarks.parts.tsx'
import { elsewhere } from './review.addresses.ts'
import { manualChecks } from './review.input.ts'
import { reviewHref, type ReviewPageProps } from './review.parts.tsx'
import type { Review } from './review.reading.ts'
import { textName } from './review.rules.ts'
import { texts } from './texts.ts'

export function DecisionForm(props: ReviewPageProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { review, returned } = props
  const { boards, chosen, newest } = review
  const mine = returned?.form === 'decision' ? returned : undefined
  const isNewest = chosen.proposed.id === newest.id
  const only = boards.length === 1 ? boards[0] : undefined
  return (
    <section class="sheet split" id="decision" aria-labelledby="avant">
      <div class="stack">
        <h2 class="as-xl" id="avant">
          {t('before.title')}
        </h2>
        <Known review={review} />
        <MediaLacks code={review.contribution.code} media={review.lacks} to={elsewhere} />
        <Agreements review={review} />
      </div>
      {boards.length === 0 ? (
        <p class="soft">{review.isOwn ? t('own.text') : t('decision.notYours')}</p>
      ) : !isNewest ? (
        <p>
          {t('decision.old')}{' '}
          <a href={reviewHref(locale, review.contribution.code, { text: textName(chosen.text) })}>
            {t('decision.openNewest')}
          </a>
        </p>
      ) : (
        <Form
          id="d"
          action={reviewHref(locale, review.contribution.code)}
          submission_id={props.submission_id}
          hidden={{ revision_id: newest.id, board: only, text: textName(chosen.text), ...sidesHidden(review) }}
          values={mine?.values}
          errors={mine?.errors}
          labelledby="ma-decision"
        >
          <h2 class="as-xl" id="ma-decision">
            {t('decision.title')}
          </h2>
          <p class="small soft">{t('decision.holds', { number: newest.number })}</p>
          {!only && (
            <Segmented
              name="board"
              label={t('decision.board')}
              required
              options={boards.map((board) => ({ value: board, label: t(`due.${board}`) }))}
            />
          )}
          <Checks
            name="checks"
            label={t('checks.yours')}
            options={manualChecks.map((check) => ({ value: check, label: t(`checks.${check}`) }))}
          />
          <Radios
            name="decision"
            label={t('decision.mine')}
            required
            columns="l"
            options={[
              { value: 'approve', label: t('decision.approve'), accent: 'mousse' },
              { value: 'changes', label: t('decision.changes'), accent: 'indigo' },
              { value: 'refuse', label: t('decision.refuse'), accent: 'garance' },
              { value: 'wait', label: t('decision.wait'), accent: 'prune' },
            ]}
          />
          <TextArea
            name="reason"
            label={t('decision.reason')}
            hint={t('decision.reasonHint')}
            rows={3}
            maxlength={4000}
          />
          <details open={Boolean(mine?.values['opinion'])}>
            <summary class="btn btn-line btn-s">{t('opinion.add')}</summary>
            <div class="form mt-4">
              <TextArea name="opinion" label={t('opinion.label')} hint={t('opinion.hint')} rows={4} maxlength={8000} />
              <Segmented
                name="opinion_is_public"
                label={t('opinion.visibility')}
                value={typeof mine?.values['opinion_is_public'] === 'string' ? mine.values['opinion_is_public'] : 'no'}
                options={[
                  { value: 'no', label: t('opinion.confidential') },
                  { value: 'yes', label: t('opinion.public') },
                ]}
              />
            </div>
          </details>
          <Button size="l">{t('decision.send')}</Button>
          <p class="small soft">
            {t('decision.required', {
              required: review.required.map((kind) => t(`due.${kind}`)).join(' · ') || t('nobody'),
            })}
          </p>
        </Form>
      )}
    </section>
  )
}

/** What the machine knows, in words and with a sign. */
function Known({ review }: { review: Review }) {
  const t = useTexts(texts)
  const known = Object.entries(review.checks).filter(
    (entry): entry is [keyof Review['checks'], boolean] => entry[1] !== null,
  )
  return (
    <ul class="plain stack sp-1">
      {known.map(([check, isDone]) => (
        <li key={check} class="row" data-accent={isDone ? 'mousse' : 'garance'}>
          <span class="tinted">
            <Icon name={isDone ? 'check' : 'alert'} />
          </span>
          <span>{t(isDone ? `checks.${check}.yes` : `checks.${check}.no`)}</span>
        </li>
      ))}
    </ul>
  )
}

function Agreements({ review }: { review: Review }) {
  const t = useTexts(texts)
  if (!review.needsConsent) return <p class="small soft">{t('agreements.bySending')}</p>
  return (
    <>
      <h3>{t('agreements.title')}</h3>
      {review.agreements.map((each) => (
        <div key={each.name} class="stack sp-1">
          <p>
            <bdi>{each.name}</bdi>
          </p>
          <Facts
            items={[
              { label: t('agreements.text'), value: <Answer answer={each.text} /> },
              { label: t('agreements.name'), value: <Answer answer={each.shownName} /> },
              ...each.shown.map(({ form, answer }) => ({
                label: t(`agreements.${form}`),
                value: <Answer answer={answer} />,
              })),
            ]}
          />
        </div>
      ))}
    </>
  )
}

function Answer({ answer }: { answer: Review['agreements'][number]['text'] }) {
  const t = useTexts(texts)
  return (
    <>
      {t(`answer.${answer.answer}`)}
      {answer.given_at && (
        <>
          {', '}
          <Day value={answer.given_at} />
        </>
      )}
      {answer.ends_on && (
        <>
          {' · '}
          {t('answer.until')} <Day value={answer.ends_on} />
        </>
      )}
    </>
  )
}

export function Decisions({ review }: { review: Review }) {
  const t = useTexts(texts)
  if (review.decisions.length === 0) return null
  return (
    <Sheet id="decisions" title={t('decisions.title')}>
      <Timeline
        heading="h3"
        items={review.decisions.toReversed().map((each) => ({
          key: String(each.id),
          when: <Day value={each.at} />,
          title: (
            <>
              {t(`due.${each.kind}`)} · <bdi>{each.by}</bdi>
            </>
          ),
          children: (
            <>
              <p>{t(`decided.${each.decision}`, { number: each.number })}</p>
              {each.reason && <p class="said">{each.reason}</p>}
              {each.opinion && (
                <div class="small">
                  <p class="soft">{t(each.opinion_is_public ? 'opinion.wasPublic' : 'opinion.wasConfidential')}</p>
                  <p class="said">{each.opinion}</p>
                </div>
              )}
            </>
          ),
        }))}
      />
    </Sheet>
  )
}
