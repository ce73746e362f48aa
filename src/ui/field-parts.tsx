// What every kind of field shares: what the form around knows of it, the hint before it, the error after it.

import type { ComponentChildren } from 'preact'
import { directionOf } from '#core/platform/i18n.ts'
import type { Accent } from '#ui/accents.ts'
import { fieldId, type FormErrors, type FormValues } from '#ui/form-state.ts'
import { Icon } from '#ui/icons.tsx'
import { createPageContext } from '#ui/page-context.ts'
import { useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

export type FormState = { id: string; values: FormValues; errors: FormErrors }
export const FormContext = createPageContext<FormState>({ id: 'f', values: {}, errors: {} })

export type FieldBasics = {
  name: string
  label: ComponentChildren
  hint?: ComponentChildren
  required?: boolean | undefined
  /** Overrides what `Form` gives. */
  value?: string | undefined
  error?: string | undefined
  class?: string
}

/** What the form around knows of one field; for fields of one's own. */
export function useField({
  name,
  hint,
  error,
  value,
}: {
  name: string
  hint?: unknown
  error?: string | undefined
  value?: string | undefined
}) {
  const form = FormContext.use()
  const id = fieldId(form.id, name)
  const message = error ?? form.errors[name]
  const typed = form.values[name]
  const described = [hint ? `${id}-h` : '', message ? `${id}-e` : ''].filter(Boolean).join(' ') || undefined
  return { id, message, typed, value: value ?? (Array.isArray(typed) ? typed[0] : typed), described }
}

/** Says, after a label, that the answer is needed. */
export function Required(props: { when: boolean | undefined }) {
  const t = useTexts(texts)
  return props.when ? <span class="needed"> {t('form.required')}</span> : null
}

/** The words between a label and its field. */
export const Hint = (props: { id: string; children: ComponentChildren }) =>
  props.children ? (
    <p class="hint" id={`${props.id}-h`}>
      {props.children}
    </p>
  ) : null

/** The sentence under a field that says what to do. */
export const FieldError = (props: { id: string; message: string | undefined }) =>
  props.message ? (
    <p class="error" id={`${props.id}-e`}>
      <Icon name="alert" />
      <span>{props.message}</span>
    </p>
  ) : null

export const boxClass = (message: string | undefined, more?: string) =>
  `field${message ? ' is-wrong' : ''}${more ? ` ${more}` : ''}`
export const languageOf = (lang: string | undefined) => (lang ? { lang, dir: directionOf(lang) } : {})

export type Option = {
  value: string
  label: string
  hint?: string
  lang?: string
  accent?: Accent | undefined
  disabled?: boolean
}
