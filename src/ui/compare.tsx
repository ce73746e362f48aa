// Two versions side by side: what was said, what is proposed. Words taken out and put in are marked; passages with a
// remark carry its number.

import type { ComponentChildren } from 'preact'
import { useLanguageAttributes, useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

/** A run of text: unchanged, taken out or put in; `remarks` are the numbers of remarks that end with it. */
export type Run = { kind: 'same' | 'removed' | 'added'; text: string; marked?: boolean; remarks?: number[] }
export type Paragraph = Run[]

function OneRun(props: { run: Run }) {
  const t = useTexts(texts)
  const { run } = props
  const words =
    run.kind === 'same' ? (
      run.text
    ) : run.kind === 'added' ? (
      <ins>
        <span class="vh">[{t('compare.added')}] </span>
        {run.text}
        <span class="vh"> [{t('compare.end')}]</span>
      </ins>
    ) : (
      <del>
        <span class="vh">[{t('compare.removed')}] </span>
        {run.text}
        <span class="vh"> [{t('compare.end')}]</span>
      </del>
    )
  const numbers = (run.remarks ?? []).map((number, index) => (
    <a
      class="c-n"
      key={number}
      id={index > 0 ? `m${number}` : undefined}
      href={`#c${number}`}
      aria-label={t('comments.goTo', { number })}
    >
      {number}
    </a>
  ))
  if (!run.marked && numbers.length === 0) return <>{words}</>
  return (
    <mark id={run.remarks?.[0] === undefined ? undefined : `m${run.remarks[0]}`}>
      {words}
      {numbers}
    </mark>
  )
}

/** Runs inside a sentence or a list of facts: `<Runs runs={pieces} />`. */
export function Runs(props: { runs: readonly Run[] }) {
  return (
    <>
      {props.runs.map((run, place) => (
        <OneRun key={place} run={run} />
      ))}
    </>
  )
}

/**
 * One version. `anchor` names the text a remark form may quote (`<Form anchorFor>`); `offsets` are the places of the
 * paragraphs in the whole text, so that a remark keeps the exact place of its passage.
 */
export function Version(props: {
  id: string
  title: ComponentChildren
  about?: ComponentChildren
  language: string
  paragraphs: Paragraph[]
  anchor?: string
  offsets?: number[]
}) {
  const language = useLanguageAttributes(props.language)
  return (
    <section aria-labelledby={props.id}>
      <h3 id={props.id}>
        {props.title} {props.about && <small>{props.about}</small>}
      </h3>
      <div class="sheet" data-anchor-source={props.anchor} {...language}>
        {props.paragraphs.map((paragraph, index) => (
          <p key={index} data-at={props.offsets?.[index]}>
            <Runs runs={paragraph} />
          </p>
        ))}
      </div>
    </section>
  )
}

/** The versions, then the remarks in a third column. */
export function Compare(props: { children: ComponentChildren }) {
  return <div class="compare">{props.children}</div>
}
