// Remarks on a text, numbered, each linked both ways with the passage it is about.

import type { ComponentChildren } from 'preact'
import { Field } from '#ui/form.tsx'
import { Icon } from '#ui/icons.tsx'
import { Quote, useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

export type Remark = {
  number: number
  author: string
  role?: string | undefined
  when?: ComponentChildren
  words: string
  /** The passage quoted, when the mark is no longer in the text. */
  passage?: { text: string; language: string } | undefined
  isLinked?: boolean
  /** “Réglé avec Amadou, le 11 mai” */
  solved?: ComponentChildren
  actions?: ComponentChildren
}

export function Remarks(props: {
  id?: string
  title: string
  items: Remark[]
  empty?: string
  children?: ComponentChildren
}) {
  const t = useTexts(texts)
  const id = props.id ?? 'remarks'
  return (
    <section class="remarks" aria-labelledby={id}>
      <h3 id={id}>{props.title}</h3>
      {props.items.length === 0 && props.empty && <p class="soft">{props.empty}</p>}
      {props.items.length > 0 && (
        <ol class="comments rows">
          {props.items.map((remark) => (
            <li key={remark.number} id={`c${remark.number}`}>
              {remark.isLinked === false ? (
                <span class="c-n">{remark.number}</span>
              ) : (
                <a class="c-n" href={`#m${remark.number}`} aria-label={t('comments.back', { number: remark.number })}>
                  {remark.number}
                </a>
              )}
              <div>
                <p>
                  <b>{remark.author}</b>{' '}
                  {(remark.role || remark.when) && (
                    <span class="small soft">
                      {remark.role} {remark.when}
                    </span>
                  )}
                </p>
                {remark.passage && (
                  <Quote as="p" class="small soft" text={remark.passage.text} lang={remark.passage.language} />
                )}
                <p class="said">{remark.words}</p>
                {remark.solved && (
                  <p class="row small solved">
                    <Icon name="check" /> {remark.solved}
                  </p>
                )}
                {remark.actions}
              </div>
            </li>
          ))}
        </ol>
      )}
      {props.children}
    </section>
  )
}

/** The passage a remark is about, inside a `<Form anchorFor>`: filled by selecting words in the text, or by hand. */
export function PassageFields() {
  const t = useTexts(texts)
  return (
    <>
      <input type="hidden" name="start" value="" />
      <Field
        name="quote"
        label={t('comments.passage')}
        hint={t('comments.passageHint')}
        maxlength={400}
        autocomplete="off"
      />
    </>
  )
}
