// What a space asks before anything appears, and what changing it would do today.

import { hrefOf } from '#core/doors.ts'
import { signoffKinds, type SignoffKind } from '#core/review/review.tables.ts'
import { Button } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Checks, Form, type FormErrors } from '#ui/form.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { queueAddress, rulesAddress } from './review.addresses.ts'
import type { Effect } from './review.queries.ts'
import { texts } from './texts.ts'

export function RulesPage(props: {
  required: readonly SignoffKind[]
  effects: readonly Effect[]
  submission_id: string
  notice?: string | undefined
  errors?: FormErrors | undefined
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const effectOf = (kind: SignoffKind) => {
    const effect = props.effects.find((each) => each.kind === kind)
    return props.required.includes(kind)
      ? t('rules.ifRemoved', { count: effect?.waits_only ?? 0 })
      : t('rules.ifAdded', { count: effect?.would_leave ?? 0 })
  }
  return (
    <>
      <Crumbs items={[{ href: hrefOf(locale, queueAddress), label: t('queue.title') }, { label: t('rules.title') }]} />
      <h1>{t('rules.title')}</h1>
      <Notice>{props.notice}</Notice>
      <p class="lead">{t('rules.lead')}</p>
      <Form
        class="form sheet narrow"
        id="g"
        action={hrefOf(locale, rulesAddress)}
        submission_id={props.submission_id}
        errors={props.errors}
        label={t('rules.title')}
      >
        <Checks
          name="required"
          label={t('rules.question')}
          hint={t('rules.hint')}
          values={[...props.required]}
          options={signoffKinds.map((kind) => ({ value: kind, label: t(`rules.${kind}`), hint: effectOf(kind) }))}
        />
        {props.required.length === 0 && <Banner tone="problem">{t('rules.none')}</Banner>}
        <Banner>{t('rules.effect')}</Banner>
        <Button>{t('rules.save')}</Button>
      </Form>
    </>
  )
}
