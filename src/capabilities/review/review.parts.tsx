// Small pieces of review's pages.

import { Fragment } from 'preact'
import type { Stage } from '#core/contribution/contribution.tables.ts'
import { hrefOf } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { FormErrors, FormValues } from '#ui/form.tsx'
import { useTexts } from '#ui/locale.tsx'
import { reviewAddress } from './review.addresses.ts'
import type { Review } from './review.reading.ts'
import { texts } from './texts.ts'

/** What a form that came back had in it. */
export type Returned = { form: 'decision' | 'remark'; values: FormValues; errors: FormErrors }

export type ReviewPageProps = {
  review: Review
  submission_id: string
  notice?: string | undefined
  returned?: Returned | undefined
  /** A newer revision came while this person was reading. */
  isConflict?: boolean | undefined
}

/** Where the work stands: what was taken back is taken back, whatever was being worked on. */
export const stageShown = ({ stage, work_stage }: { stage: Stage; work_stage: Stage | null }): Stage =>
  stage === 'withdrawn' ? stage : (work_stage ?? stage)

/** Names one after the other, each with its own direction. */
export function Names({ names }: { names: readonly string[] }) {
  const t = useTexts(texts)
  if (names.length === 0) return <span class="soft">{t('nobody')}</span>
  return (
    <>
      {names.map((name, index) => (
        <Fragment key={name}>
          {index > 0 && ' · '}
          <bdi>{name}</bdi>
        </Fragment>
      ))}
    </>
  )
}

export type SidesShown = {
  text?: string | undefined
  before?: string | number | undefined
  after?: string | number | undefined
}

/** The page of one contribution, with the sides to show. */
export function reviewHref(locale: Locale, code: string, sides: SidesShown = {}): string {
  const query = Object.entries({ texte: sides.text, avant: sides.before, apres: sides.after }).flatMap(
    ([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []),
  )
  return hrefOf(locale, reviewAddress, { code }) + (query.length ? `?${query.join('&')}` : '')
}

/** Several forms stand on one page: each has an identifier of its own, counted from the page's. */
export function formOf(submission_id: string, place: number): string {
  const end = (Number.parseInt(submission_id.slice(24), 16) + place) % 2 ** 48
  return submission_id.slice(0, 24) + end.toString(16).padStart(12, '0')
}
