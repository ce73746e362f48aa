// One use of what someone told, and their answer: yes, no, later. Nothing is chosen for them: without an answer the
// three stay empty, and the desk counts it as no.

import { FieldError, useField } from '#ui/field-parts.tsx'
import { Icon, type IconName } from '#ui/icons.tsx'
import { useLanguageAttributes, useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

export type UseAnswer = 'yes' | 'no' | 'later'

/** A sentence read aloud on demand by the browser's voice, in its own language. */
function ReadSentence(props: { text: string; language: string; label: string }) {
  return (
    <button
      class="btn btn-quiet btn-s js-only"
      type="button"
      data-read-text={props.text}
      data-read-lang={props.language}
      aria-label={props.label}
    >
      <Icon name="speak" />
    </button>
  )
}

/** `<UseChoice name="use.publish" title="Publier son récit" detail="sur le site, pour tout le monde" value="yes" />` */
export function UseChoice(props: {
  name: string
  title: string
  detail?: string
  icon?: IconName
  value?: UseAnswer | string | undefined
  /** The language of the question, when it is not the page's. */
  language?: string
  /** The whole question, read aloud when asked. */
  spoken?: { text: string; language: string }
  error?: string | undefined
  /** A last answer already given: who, how, when. */
  note?: string
  /** The question in short, in the page's language, when `language` is another. */
  gloss?: string
}) {
  const t = useTexts(texts)
  const { id, message, value } = useField({ name: props.name, value: props.value, error: props.error })
  const language = useLanguageAttributes(props.language)
  const answers = [
    { value: 'yes', label: t('use.yes'), accent: 'mousse' },
    { value: 'no', label: t('use.no'), accent: 'garance' },
    { value: 'later', label: t('use.later'), accent: 'ambre' },
  ] as const
  return (
    <fieldset class="use" data-wrong={message ? '' : undefined} aria-describedby={message ? `${id}-e` : undefined}>
      <legend class="row">
        {props.icon && <Icon name={props.icon} />}
        <span>
          <span {...language}>
            {props.title}
            {props.detail && <small>{props.detail}</small>}
          </span>
          {props.gloss && <small>{props.gloss}</small>}
          {props.note && <small>{props.note}</small>}
        </span>
      </legend>
      {props.spoken && <ReadSentence {...props.spoken} label={t('use.readThis', { question: props.title })} />}
      <div class="seg">
        {answers.map((answer, index) => (
          <label key={answer.value} data-accent={answer.accent}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${answer.value}`}
              name={props.name}
              value={answer.value}
              checked={value === answer.value}
            />
            <span>{answer.label}</span>
          </label>
        ))}
      </div>
      <FieldError id={id} message={message} />
    </fieldset>
  )
}
