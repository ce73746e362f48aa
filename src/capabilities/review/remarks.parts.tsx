// The remarks beside the text, those whose passage is gone, and the form to add one.

import { hrefOf } from '#core/doors.ts'
import { Button } from '#ui/button.tsx'
import { PassageFields, Remarks } from '#ui/comments.tsx'
import { Field, Form, TextArea } from '#ui/form.tsx'
import { Day, useLocale, useTexts } from '#ui/locale.tsx'
import { remarksAddress, settleAddress } from './review.addresses.ts'
import { formOf, type ReviewPageProps } from './review.parts.tsx'
import type { Review } from './review.reading.ts'
import { textName } from './review.rules.ts'
import { texts } from './texts.ts'

type Remark = Review['remarks'][number]

export function RemarkColumn(props: ReviewPageProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { review, returned } = props
  const { chosen } = review
  const placed = review.remarks.filter((each) => each.isPlaced)
  const orphans = review.remarks.filter((each) => !each.isPlaced)
  const shown = (remark: Remark) => shownRemark(remark, review, props.submission_id, t, locale)
  const mine = returned?.form === 'remark' ? returned : undefined
  const quote = mine?.values['quote']
  return (
    <div class="remarks stack sp-5" id="remarques">
      <Remarks id="rm" title={t('remarks.title')} empty={t('remarks.none')} items={placed.map(shown)} />
      {orphans.length > 0 && (
        <Remarks
          id="ro"
          title={t('remarks.orphans')}
          items={orphans.map((each) => ({ ...shown(each), isLinked: false }))}
        />
      )}
      <Form
        id="r"
        action={hrefOf(locale, remarksAddress, { code: review.contribution.code })}
        submission_id={formOf(props.submission_id, 1)}
        hidden={{ revision_id: chosen.proposed.id, text: textName(chosen.text), ...sidesHidden(review) }}
        values={mine?.values}
        errors={mine?.errors}
        anchorFor="proposed"
        labelledby="ra"
      >
        <h3 id="ra">{t('remarks.add')}</h3>
        <PassageFields />
        {typeof quote === 'string' && mine?.errors['quote'] && <p class="small soft said">{quote}</p>}
        <TextArea name="body" label={t('remarks.body')} rows={3} maxlength={4000} required />
        <Button variant="line" icon="comment">
          {t('remarks.send')}
        </Button>
      </Form>
    </div>
  )
}

/** The sides on screen, so that the page comes back as it was. */
export function sidesHidden({ chosen }: Review): Record<string, string | undefined> {
  const { against, proposed } = chosen
  return {
    after: String(proposed.number),
    before:
      against.kind === 'revision'
        ? String(against.revision.number)
        : against.kind === 'original'
          ? 'original'
          : undefined,
  }
}

function shownRemark(
  remark: Remark,
  review: Review,
  submission_id: string,
  t: ReturnType<typeof texts.in>,
  locale: Parameters<typeof hrefOf>[0],
) {
  return {
    number: remark.number,
    author: remark.by,
    when: <Day value={remark.at} style="short" />,
    words: remark.body,
    ...(remark.isPlaced ? {} : { passage: { text: remark.quote, language: remark.language } }),
    ...(remark.settled_at && { solved: <Solved remark={remark} /> }),
    ...(!remark.settled_at && {
      actions: (
        <details>
          <summary class="btn btn-line btn-s">{t('remarks.settle')}</summary>
          <Form
            id={`s${remark.number}`}
            action={hrefOf(locale, settleAddress, { code: review.contribution.code, remark: remark.id })}
            submission_id={formOf(submission_id, 1 + remark.number)}
            class="form mt-2"
            hidden={{ text: textName(review.chosen.text), ...sidesHidden(review) }}
            label={t('remarks.settleOne', { number: remark.number })}
          >
            <Field
              name="note"
              label={t('remarks.note')}
              hint={t('remarks.noteHint')}
              maxlength={400}
              autocomplete="off"
            />
            <Button variant="line" size="s" icon="check">
              {t('remarks.settled')}
            </Button>
          </Form>
        </details>
      ),
    }),
  }
}

function Solved({ remark }: { remark: Remark }) {
  const t = useTexts(texts)
  return (
    <span>
      {t('remarks.solved', { name: remark.settledBy })}{' '}
      {remark.settled_at && <Day value={remark.settled_at} style="short" />}
      {remark.settled_note && (
        <>
          {' · '}
          <bdi>{remark.settled_note}</bdi>
        </>
      )}
    </span>
  )
}
