// Questions with answers to choose from: one among a few, one of two or three side by side, several, one box to tick.

import type { ComponentChildren } from 'preact'
import {
  boxClass,
  FieldError,
  Hint,
  languageOf,
  Required,
  useField,
  type FieldBasics,
  type Option,
} from '#ui/field-parts.tsx'

/** A group of choices under one question. */
export function Group(props: Omit<FieldBasics, 'value'> & { isRadios?: boolean; children: ComponentChildren }) {
  const { id, message, described } = useField(props)
  return (
    <fieldset
      class={boxClass(message, props.class)}
      aria-describedby={described}
      role={props.isRadios ? 'radiogroup' : undefined}
      aria-invalid={props.isRadios && message ? 'true' : undefined}
    >
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
  const { id, value } = useField(props)
  return (
    <Group {...props} isRadios>
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
    <Group {...props} isRadios>
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
