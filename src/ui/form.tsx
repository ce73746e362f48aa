// Forms that work without script: label above, hint before the input, error after it with a way out. `Form` gives the
// typed values and the errors (sentences, already translated) to every field inside by name.

import { createContext, type ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import type { Accent } from '#ui/accents.ts'
import { directionOf } from '#core/platform/i18n.ts'
import { fieldId, type FormErrors, type FormValues } from '#ui/form-state.ts'
import { Icon } from '#ui/icons.tsx'
import { useTexts } from '#ui/locale.tsx'
import { ErrorSummary } from '#ui/notices.tsx'
import { texts } from '#ui/texts.ts'

export type { FormErrors, FormValues }

type FormState = { id: string; values: FormValues; errors: FormErrors }
const FormContext = createContext<FormState>({ id: 'f', values: {}, errors: {} })

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

type FieldBasics = {
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
export function useField({ name, hint, error, value }: { name: string; hint?: unknown; error?: string | undefined; value?: string | undefined }) {
  const form = useContext(FormContext)
  const id = fieldId(form.id, name)
  const message = error ?? form.errors[name]
  const typed = form.values[name]
  const described = [hint ? `${id}-h` : '', message ? `${id}-e` : ''].filter(Boolean).join(' ') || undefined
  return { id, message, typed, value: value ?? (Array.isArray(typed) ? typed[0] : typed), described }
}

function Required(props: { when: boolean | undefined }) {
  const t = useTexts(texts)
  return props.when ? <span class="needed"> {t('form.required')}</span> : null
}

const Hint = (props: { id: string; children: ComponentChildren }) =>
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

const boxClass = (message: string | undefined, more?: string) => `field${message ? ' is-wrong' : ''}${more ? ` ${more}` : ''}`
const languageOf = (lang: string | undefined) => (lang ? { lang, dir: directionOf(lang) } : {})

// Preact types each kind of input apart; ours is known only when it runs.
const kindOf = (props: { type?: string; list?: string }) => ({ type: props.type ?? 'text', list: props.list }) as { type: 'text' }

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
export function TextArea(props: FieldBasics & { rows?: number; maxlength?: number; lang?: string | undefined; spellcheck?: boolean }) {
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

export type Option = { value: string; label: string; hint?: string; lang?: string; accent?: Accent | undefined; disabled?: boolean }

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
        required={props.required}
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

/** A group of choices under one question. */
export function Group(props: Omit<FieldBasics, 'value'> & { children: ComponentChildren }) {
  const { id, message, described } = useField(props)
  return (
    <fieldset class={boxClass(message, props.class)} aria-describedby={described}>
      <legend>
        {props.label}
        <Required when={props.required} />
      </legend>
      <Hint id={id}>{props.hint}</Hint>
      {props.children}
      <FieldError id={id} message={message} />
    </fieldset>
  )
}

type ChoiceProps = FieldBasics & { options: Option[] }

/** Two to six answers, each a large target. `columns` is the least width of one: s 7rem, m 11rem, l 15rem. */
export function Radios(props: ChoiceProps & { columns?: 's' | 'm' | 'l' }) {
  const { id, message, value } = useField(props)
  return (
    <Group {...props}>
      <div class={`picks col-${props.columns ?? 's'}`}>
        {props.options.map((option, index) => (
          <label class="pick" key={option.value} data-accent={option.accent} {...languageOf(option.lang)}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index}`}
              name={props.name}
              value={option.value}
              checked={option.value === value}
              required={props.required}
              disabled={option.disabled}
              aria-invalid={message ? 'true' : undefined}
            />
            <ChoiceLabel {...option} />
          </label>
        ))}
      </div>
    </Group>
  )
}

/** Two or three short answers side by side. */
export function Segmented(props: ChoiceProps) {
  const { id, value } = useField(props)
  return (
    <Group {...props}>
      <div class="seg seg-full">
        {props.options.map((option, index) => (
          <label key={option.value} data-accent={option.accent} {...languageOf(option.lang)}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index}`}
              name={props.name}
              value={option.value}
              checked={option.value === value}
              required={props.required}
              disabled={option.disabled}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

/** Several answers possible. `values` overrides what `Form` gives. `columns` lays them out side by side. */
export function Checks(props: Omit<ChoiceProps, 'value'> & { values?: string[]; columns?: 's' | 'm' | 'l' }) {
  const { id, typed } = useField(props)
  const chosen = new Set(props.values ?? (Array.isArray(typed) ? typed : typed === undefined ? [] : [typed]))
  return (
    <Group {...props}>
      <div class={props.columns ? `grid gap-0 col-${props.columns}` : undefined}>
        {props.options.map((option, index) => (
          <label class="check" key={option.value} data-accent={option.accent} {...languageOf(option.lang)}>
            <input
              type="checkbox"
              id={index === 0 ? id : `${id}-${index}`}
              name={props.name}
              value={option.value}
              checked={chosen.has(option.value)}
              disabled={option.disabled}
            />
            <ChoiceLabel {...option} />
          </label>
        ))}
      </div>
    </Group>
  )
}

/** One box to tick. Its value is “yes” unless given. */
export function Check(props: FieldBasics & { checked?: boolean; boxValue?: string }) {
  const { id, message, typed, described } = useField(props)
  const boxValue = props.boxValue ?? 'yes'
  const checked = props.checked ?? (Array.isArray(typed) ? typed.includes(boxValue) : typed === boxValue)
  return (
    <div class={boxClass(message, props.class)}>
      <label class="check">
        <input
          type="checkbox"
          id={id}
          name={props.name}
          value={boxValue}
          checked={checked}
          required={props.required}
          aria-describedby={described}
          aria-invalid={message ? 'true' : undefined}
        />
        <span>
          {props.label}
          <Required when={props.required} />
        </span>
      </label>
      <Hint id={id}>{props.hint}</Hint>
      <FieldError id={id} message={message} />
    </div>
  )
}

const ChoiceLabel = (option: Option) => (
  <span>
    {option.label}
    {option.hint && <small>{option.hint}</small>}
  </span>
)
