// A paper as a page to print: what remains when the PDF cannot be made, and what a screen reader reads.

import { directionOf } from '#core/platform/i18n.ts'
import { Icon, type IconName } from '#ui/icons.tsx'
import type { Sheet, SheetBack, SheetPart } from './papers.sheet.ts'

export function SheetView(props: { sheet: Sheet; photo?: string | undefined }) {
  const { sheet } = props
  return (
    <>
      {sheet.copies.map((copy, index) => (
        <article
          key={copy}
          class="sheet stack paper is-large"
          lang={sheet.language}
          dir={directionOf(sheet.language)}
          aria-labelledby={`paper-${index}`}
        >
          {copy && <p class="soft">{copy}</p>}
          <h2 id={`paper-${index}`}>{sheet.title}</h2>
          {sheet.lead && <p class="lead">{sheet.lead}</p>}
          {sheet.parts.map((part, at) => (
            <Part key={at} part={part} photo={props.photo} words={sheet.words} />
          ))}
          {sheet.back && <Back back={sheet.back} />}
        </article>
      ))}
    </>
  )
}

function Part({ part, photo, words }: { part: SheetPart; photo: string | undefined; words: Sheet['words'] }) {
  switch (part.kind) {
    case 'heading':
      return <h3>{part.text}</h3>
    case 'words':
      return <p>{part.strong ? <b>{part.text}</b> : part.text}</p>
    case 'list':
      return (
        <ul class="paper-items">
          {part.rows.map((row) => (
            <li key={row}>{row}</li>
          ))}
        </ul>
      )
    case 'facts':
      return (
        <div class="paper-facts">
          <dl class="paper-list">
            {part.rows.map((row) => (
              <div key={row.label}>
                <dt>{row.label}</dt>
                <dd>
                  <bdi>{row.value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
          {part.photo && photo && <img src={photo} alt={part.photo} class="paper-photo" />}
        </div>
      )
    case 'questions':
      return (
        <ul class="plain paper-questions">
          {part.rows.map((row) => (
            <li key={row.words}>
              <Icon name={row.icon as IconName} />
              <div>
                <p>{row.words}</p>
                {row.note && <p class="soft">{row.note}</p>}
              </div>
              <ul class="plain paper-boxes">
                {(['yes', 'no', 'later'] as const).map((each) => (
                  <li key={each}>
                    <span class={row.answer === each ? 'paper-box is-ticked' : 'paper-box'}>
                      {row.answer === each && <Icon name="check" />}
                      <span class="vh">{row.answer === each ? words.ticked : words.empty}</span>
                    </span>
                    {row.answer === each ? <b>{part.labels[each]}</b> : part.labels[each]}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )
    case 'sign':
      return (
        <div class="paper-signs">
          {part.lines.map((line) => (
            <p key={line} class="sign-line">
              {line}
            </p>
          ))}
        </div>
      )
  }
}

/** The strip to cut and keep. */
function Back({ back }: { back: SheetBack }) {
  return (
    <section class="paper-back" aria-label={back.title}>
      <div>
        <p>
          <b>{back.title}</b>
        </p>
        <p>
          {back.words} <b class="paper-number">{back.number}</b>
        </p>
        <p>
          <bdi dir="ltr">{back.address}</bdi>
        </p>
        {back.phone && (
          <p>
            {back.call} <b dir="ltr">{back.phone}</b>
          </p>
        )}
      </div>
      <svg viewBox={`0 0 ${back.qr.size} ${back.qr.size}`} role="img" aria-label={back.alt} class="paper-qr">
        <path d={back.qr.path} />
      </svg>
    </section>
  )
}
