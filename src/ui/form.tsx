// Forms that work without script: label above, hint before the input, error after it with a way out. `Form` gives the
// typed values and the errors (sentences, already translated) to every field inside by name.

import type { ComponentChildren } from 'preact'
import {
  boxClass,
  FieldError,
  FormContext,
  Hint,
  languageOf,
  Required,
  useField,
  type FieldBasics,
  type Option,
} from '#ui/field-parts.tsx'
import type { FormErrors, FormValues } from '#ui/form-state.ts'
import { useTexts } from '#ui/locale.tsx'
import { ErrorSummary } from '#ui/notices.tsx'
import { texts } from '#ui/texts.ts'

export { Check, Checks, Radios, Segmented } from '#ui/choices.tsx'
export type { FormErrors, FormValues }

/**
 * `<Form action="/rappel" submission_id={id} values={values} errors={errors}><Field name="name" …/>…</Form>`
 * With `autosave`, the enhancement script posts the fields there as the person types (see src/client/autosave.ts).
 */
export function Form(props: {
  action: string
  method?: 'post' | 'get'
  /** Unique on a page; gives their ids to the fields. */
  id?: string
  submission_id?: string | undefined
  hidden?: Record<string, string | undefined>
  values?: FormValues | undefined
  errors?: FormErrors | undefined
  multipart?: boolean
  autosave?: string | undefined
  /** The name of the text (`Version anchor`) whose selected words fill this form's `quote` and `start`. */
  anchorFor?: string
  label?: string
  labelledby?: string
  role?: 'search'
  class?: string
  /** Set to false when the page shows its own summary. */
  summary?: boolean
  children: ComponentChildren
}) {
  const t = useTexts(texts)
  const { id = 'f', values = {}, errors = {} } = props
  const autosave = props.autosave
    ? {
        'data-autosave': props.autosave,
        'data-saving': t('autosave.saving'),
        'data-saved': t('autosave.saved'),
        'data-unsaved': t('autosave.unsaved'),
        'data-conflict': t('autosave.conflict'),
        'data-restored': t('autosave.restored'),
        'data-kept': t('autosave.kept'),
        'data-forget': t('autosave.forget'),
      }
    : {}
  return (
    <form
      id={id}
      class={props.class ?? 'form'}
      action={props.action}
      method={props.method ?? 'post'}
      enctype={props.multipart ? 'multipart/form-data' : undefined}
      role={props.role}
      aria-label={props.label}
      aria-labelledby={props.labelledby}
      novalidate
      data-anchor-for={props.anchorFor}
      {...autosave}
    >
      {props.submission_id && <input type="hidden" name="submission_id" value={props.submission_id} />}
      {Object.entries(props.hidden ?? {}).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {props.summary !== false && <ErrorSummary formId={id} errors={errors} />}
      <FormContext.Provider value={{ id, values, errors }}>{props.children}</FormContext.Provider>
    </form>
  )
}

/** What autosave says: “Gardé à 14 h 10”. Place it once inside a form with `autosave`. */
export function AutosaveStatus() {
  return <p class="small soft autosave js-only" role="status" data-autosave-status />
}

// Preact types each kind of input apart; ours is known only when it runs.
const kindOf = (props: { type?: string; list?: string }) =>
  ({ type: props.type ?? 'text', list: props.list }) as { type: 'text' }

/** One line of text. */
export function Field(
  props: FieldBasics & {
    type?: 'text' | 'email' | 'tel' | 'search' | 'url' | 'number' | 'date' | 'password' | 'file'
    autocomplete?: string
    inputmode?: 'numeric' | 'tel' | 'email' | 'text'
    maxlength?: number
    lang?: string | undefined
    list?: string
    accept?: string
    spellcheck?: boolean
  },
) {
  const { id, message, value, described } = useField(props)
  const numeric = props.type === 'tel' || props.inputmode === 'numeric'
  return (
    <div class={boxClass(message, props.class)}>
      <label for={id}>
        {props.label}
        <Required when={props.required} />
      </label>
      <Hint id={id}>{props.hint}</Hint>
      <input
        class={numeric ? 'input num' : 'input'}
        id={id}
        name={props.name}
        {...kindOf(props)}
        value={props.type === 'password' || props.type === 'file' ? undefined : (value ?? '')}
        required={props.required}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        accept={props.accept}
        spellcheck={props.spellcheck}
        aria-describedby={described}
        aria-invalid={message ? 'true' : undefined}
        {...languageOf(props.lang)}
      />
      <FieldError id={id} message={message} />
    </div>
  )
}

/** Several lines of text. `lang` sets the language and the direction of what is typed. */
export function TextArea(
  props: FieldBasics & { rows?: number; maxlength?: number; lang?: string | undefined; spellcheck?: boolean },
) {
  const { id, message, value, described } = useField(props)
  return (
    <div class={boxClass(message, props.class)}>
      <label for={id}>
        {props.label}
        <Required when={props.required} />
      </label>
      <Hint id={id}>{props.hint}</Hint>
      <textarea
        class="input"
        id={id}
        name={props.name}
        rows={props.rows ?? 4}
        required={props.required}
        maxlength={props.maxlength}
        spellcheck={props.spellcheck}
        aria-describedby={described}
        aria-invalid={message ? 'true' : undefined}
        {...languageOf(props.lang)}
      >
        {/* A browser drops the first line break of a textarea: give it one to drop. */}
        {value?.startsWith('\n') ? `\n${value}` : (value ?? '')}
      </textarea>
      <FieldError id={id} message={message} />
    </div>
  )
}

/** A list to choose from. `empty` is the words of the first line, when nothing is chosen yet. */
export function Select(props: FieldBasics & { options: Option[]; empty?: string; autocomplete?: string }) {
  const { id, message, value, described } = useField(props)
  return (
    <div class={boxClass(message, props.class)}>
      <label for={id}>
        {props.label}
        <Required when={props.required} />
      </label>
      <Hint id={id}>{props.hint}</Hint>
      <select
        class="input"
        id={id}
        name={props.name}
        // Without an empty line something is always chosen, and the attribute would not be valid.
        required={props.required && props.empty !== undefined}
        autocomplete={props.autocomplete}
        aria-describedby={described}
        aria-invalid={message ? 'true' : undefined}
      >
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            selected={option.value === value}
            disabled={option.disabled}
            {...languageOf(option.lang)}
          >
            {option.label}
          </option>
        ))}
      </select>
      <FieldError id={id} message={message} />
    </div>
  )
}
