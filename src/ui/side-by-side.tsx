// A story in the language it was told in, with its translation beside it, paragraph by paragraph when they match.
// Without script both are shown; with it, the reader may keep one.

import { directionOf, languageName } from '#core/platform/i18n.ts'
import { useLanguageAttributes, useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

export type Side = { language: string; paragraphs: string[] }

function Words(props: { side: Side; text: string }) {
  return (
    <p lang={props.side.language} dir={directionOf(props.side.language)}>
      {props.text}
    </p>
  )
}

/** `<SideBySide id="texte" original={{ language: 'ar', paragraphs }} translation={{ language: 'fr', paragraphs }} />` */
export function SideBySide(props: { id: string; original: Side; translation?: Side | undefined }) {
  const t = useTexts(texts)
  const { id, original, translation } = props
  const first = useLanguageAttributes(original.language)
  const second = useLanguageAttributes(translation?.language)
  if (!translation)
    return (
      <div class="prose stack said" {...first}>
        {original.paragraphs.map((text, index) => (
          <p key={index}>{text}</p>
        ))}
      </div>
    )
  const matches = original.paragraphs.length === translation.paragraphs.length
  const rows: [string, string][] = matches
    ? original.paragraphs.map((text, index) => [text, translation.paragraphs[index] ?? ''])
    : [[original.paragraphs.join('\n\n'), translation.paragraphs.join('\n\n')]]
  return (
    <div class="sides" id={id} data-show="ab">
      <fieldset class="seg seg-full js-only no-print" data-switch={id}>
        <legend class="vh">{t('sides.label')}</legend>
        <label>
          <input type="radio" name={`${id}-show`} value="ab" checked />
          <span>{t('sides.both')}</span>
        </label>
        <label {...first}>
          <input type="radio" name={`${id}-show`} value="a" />
          <span>{languageName(original.language)}</span>
        </label>
        <label {...second}>
          <input type="radio" name={`${id}-show`} value="b" />
          <span>{languageName(translation.language)}</span>
        </label>
      </fieldset>
      <ol class="cues said">
        {rows.map(([told, translated], index) => (
          <li key={index}>
            <Words side={original} text={told} />
            <Words side={translation} text={translated} />
          </li>
        ))}
      </ol>
    </div>
  )
}
